internal import COpenXR

/// What a user can do with what is in the hands, as the runtime is told of it.
enum InputAction: String, CaseIterable {
  case move, turn, teleport, grab, reset, camera, animation, menu, aim, grip

  enum Kind {
    case press, axis, plane, pose
  }

  var kind: Kind {
    switch self {
    case .move: .plane
    case .turn: .axis
    case .teleport, .grab, .reset, .camera, .animation, .menu: .press
    case .aim, .grip: .pose
    }
  }

  /// Whether each hand does it by itself.
  var isPerHand: Bool {
    switch self {
    case .teleport, .grab, .aim, .grip: true
    case .move, .turn, .reset, .camera, .animation, .menu: false
    }
  }

  /// For the runtime's own lists of bindings.
  var title: String {
    switch self {
    case .move: "Move"
    case .turn: "Turn"
    case .teleport: "Teleport: hold to aim, let go to go there"
    case .grab: "Take hold of the scene"
    case .reset: "Back to the start"
    case .camera: "Next camera of the scene"
    case .animation: "Next animation of the scene"
    case .menu: "Statistics"
    case .aim: "Aim"
    case .grip: "Grip"
    }
  }

  var type: XrActionType {
    switch kind {
    case .press: XR_ACTION_TYPE_BOOLEAN_INPUT
    case .axis: XR_ACTION_TYPE_FLOAT_INPUT
    case .plane: XR_ACTION_TYPE_VECTOR2F_INPUT
    case .pose: XR_ACTION_TYPE_POSE_INPUT
    }
  }
}
