/// A kind of controller, and what of it does what. Paths are those of the OpenXR specification, sections
/// "Interaction Profile Paths" and of the extensions that are named.
struct InputProfile {
  struct Binding {
    let action: InputAction
    let path: String
  }

  let path: String
  /// That must be in use; nil: part of OpenXR's core.
  let needs: String?
  let bindings: [Binding]

  /// - Parameters:
  ///   - name: behind `/interaction_profiles/`.
  ///   - left: what of the left hand does what, behind `/user/hand/left/input/`.
  ///   - right: the same of the right hand.
  ///   - both: of each hand.
  private init(
    _ name: String, needs: String? = nil, left: [(InputAction, String)],
    right: [(InputAction, String)], both: [(InputAction, String)]
  ) {
    path = "/interaction_profiles/\(name)"
    self.needs = needs
    func paths(_ hand: String, _ list: [(InputAction, String)]) -> [Binding] {
      list.map { Binding(action: $0, path: "/user/hand/\(hand)/input/\($1)") }
    }
    let poses: [(InputAction, String)] = [(.aim, "aim/pose"), (.grip, "grip/pose")]
    bindings = paths("left", left + both + poses) + paths("right", right + both + poses)
  }

  static let all = [
    InputProfile(
      "khr/simple_controller",
      left: [(.grab, "select/click"), (.reset, "menu/click")],
      right: [(.teleport, "select/click"), (.camera, "menu/click")], both: []),
    InputProfile(
      "oculus/touch_controller",
      left: [
        (.move, "thumbstick"), (.reset, "y/click"), (.menu, "menu/click"),
      ],
      right: [(.turn, "thumbstick/x"), (.camera, "b/click"), (.animation, "a/click")],
      both: [(.teleport, "trigger/value"), (.grab, "squeeze/value")]),
    InputProfile(
      "valve/index_controller",
      left: [(.move, "thumbstick"), (.reset, "b/click"), (.menu, "a/click")],
      right: [(.turn, "thumbstick/x"), (.camera, "b/click"), (.animation, "a/click")],
      both: [(.teleport, "trigger/click"), (.grab, "squeeze/value")]),
    InputProfile(
      "htc/vive_controller",
      left: [(.move, "trackpad"), (.reset, "menu/click")],
      right: [(.turn, "trackpad/x"), (.camera, "menu/click")],
      both: [(.teleport, "trigger/click"), (.grab, "squeeze/click")]),
    InputProfile(
      "microsoft/motion_controller",
      left: [(.move, "thumbstick"), (.reset, "menu/click")],
      right: [(.turn, "thumbstick/x"), (.camera, "menu/click")],
      both: [(.teleport, "trigger/value"), (.grab, "squeeze/click")]),
    InputProfile(
      "hp/mixed_reality_controller", needs: "XR_EXT_hp_mixed_reality_controller",
      left: [(.move, "thumbstick"), (.reset, "y/click"), (.menu, "menu/click")],
      right: [(.turn, "thumbstick/x"), (.camera, "b/click"), (.animation, "a/click")],
      both: [(.teleport, "trigger/value"), (.grab, "squeeze/value")]),
    InputProfile(
      "bytedance/pico_neo3_controller", needs: "XR_BD_controller_interaction",
      left: [(.move, "thumbstick"), (.reset, "y/click"), (.menu, "menu/click")],
      right: [(.turn, "thumbstick/x"), (.camera, "b/click"), (.animation, "a/click")],
      both: [(.teleport, "trigger/value"), (.grab, "squeeze/value")]),
    InputProfile(
      "bytedance/pico4_controller", needs: "XR_BD_controller_interaction",
      left: [(.move, "thumbstick"), (.reset, "y/click"), (.menu, "menu/click")],
      right: [(.turn, "thumbstick/x"), (.camera, "b/click"), (.animation, "a/click")],
      both: [(.teleport, "trigger/value"), (.grab, "squeeze/value")]),
    InputProfile(
      "ext/hand_interaction_ext", needs: "XR_EXT_hand_interaction", left: [], right: [],
      both: [(.grab, "pinch_ext/value"), (.teleport, "grasp_ext/value")]),
  ]
}
