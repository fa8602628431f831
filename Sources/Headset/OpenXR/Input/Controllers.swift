internal import COpenXR

/// What controllers, hands and eyes do, by OpenXR's actions. One for an instance: the runtime is told of all
/// actions and what of which controller does them; sessions come and go. Belongs to the frame thread.
final class Controllers {
  /// Whose bindings the runtime took.
  private(set) var profiles: [String] = []
  /// Of the actions, by hand; those that are not of a hand have the first alone. Empty without a session.
  var spaces: [InputAction: [XrSpace]] = [:]
  private(set) var gazeSpace: XrSpace?

  let functions: InputFunctions
  let hands: [XrPath]
  private(set) var actions: [InputAction: XrAction] = [:]
  private(set) var gaze: XrAction?
  private let set: XrActionSet
  private let active = UnsafeMutablePointer<XrActiveActionSet>.allocate(capacity: 1)
  private let instance: XrInstance
  private let ledger: HandleLedger

  /// - Parameter enabled: extensions in use.
  init(
    _ instance: XrInstance, _ loader: OpenXRLoader, enabled: Set<String>, ledger: HandleLedger
  ) throws(OpenXRError) {
    let functions = try InputFunctions(loader, of: instance)
    self.functions = functions
    self.instance = instance
    self.ledger = ledger
    hands = [
      try functions.path("/user/hand/left", of: instance),
      try functions.path("/user/hand/right", of: instance),
    ]
    set = try functions.makeSet("fovea", title: "Look at a scene", of: instance)
    ledger.add(\.others)
    active.initialize(to: XrActiveActionSet(actionSet: set, subactionPath: XrPath(XR_NULL_PATH)))
    do throws(OpenXRError) {
      for action in InputAction.allCases {
        actions[action] = try functions.makeAction(
          action.rawValue, title: action.title, action.type,
          hands: action.isPerHand ? hands : [], in: set)
      }
      if enabled.contains(EyeGazeInteraction.names[0]) {
        gaze = try functions.makeAction(
          "gaze", title: "Where the eyes look", XR_ACTION_TYPE_POSE_INPUT, hands: [], in: set)
      }
      try suggestBindings(enabled)
    } catch {
      destroy()
      throw error
    }
  }

  deinit { active.deallocate() }

  private func suggestBindings(_ enabled: Set<String>) throws(OpenXRError) {
    for profile in InputProfile.all where profile.needs.map(enabled.contains) ?? true {
      var bindings: [XrActionSuggestedBinding] = []
      for binding in profile.bindings {
        guard let action = actions[binding.action] else { continue }
        bindings.append(
          XrActionSuggestedBinding(
            action: action, binding: try functions.path(binding.path, of: instance)))
      }
      if try functions.suggest(bindings, for: profile.path, of: instance) {
        profiles.append(profile.path)
      }
    }
    guard let gaze else { return }
    let path = try functions.path(EyeGazeInteraction.binding, of: instance)
    let binding = XrActionSuggestedBinding(action: gaze, binding: path)
    if try functions.suggest([binding], for: EyeGazeInteraction.profile, of: instance) {
      profiles.append(EyeGazeInteraction.profile)
    }
  }

  /// A session begins: it gets the actions, and poses their spaces.
  func sessionMade(_ session: XrSession) throws(OpenXRError) {
    var info = XrSessionActionSetsAttachInfo()
    info.type = XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO
    info.countActionSets = 1
    var set: XrActionSet? = set
    let result = withUnsafePointer(to: &set) { set in
      info.actionSets = set
      return functions.attach(session, &info)
    }
    try check("xrAttachSessionActionSets", result)
    for (action, handle) in actions where action.kind == .pose {
      for hand in action.isPerHand ? hands : [XrPath(XR_NULL_PATH)] {
        spaces[action, default: []].append(
          try functions.makeSpace(of: handle, hand: hand, in: session))
        ledger.add(\.spaces)
      }
    }
    if let gaze {
      gazeSpace = try functions.makeSpace(of: gaze, hand: XrPath(XR_NULL_PATH), in: session)
      ledger.add(\.spaces)
    }
  }

  func sessionEnds() {
    for space in spaces.values.joined() + [gazeSpace].compactMap({ $0 }) {
      _ = functions.destroySpace(space)
      ledger.remove(\.spaces)
    }
    spaces = [:]
    gazeSpace = nil
  }

  /// The actions go with their set.
  func destroy() {
    _ = functions.destroySet(set)
    ledger.remove(\.others)
  }

  /// Takes what was done since the last time. Allocates nothing.
  ///
  /// - Returns: false without the focus, where nothing is told.
  func sync(_ session: XrSession) throws(OpenXRError) -> Bool {
    var info = XrActionsSyncInfo()
    info.type = XR_TYPE_ACTIONS_SYNC_INFO
    info.countActiveActionSets = 1
    info.activeActionSets = UnsafePointer(active)
    return try check("xrSyncActions", functions.sync(session, &info)) == XR_SUCCESS
  }
}
