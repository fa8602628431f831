internal import COpenXR

extension InputFunctions {
  func path(_ text: String, of instance: XrInstance) throws(OpenXRError) -> XrPath {
    var path = XrPath(XR_NULL_PATH)
    try check("xrStringToPath", self.path(instance, text, &path))
    return path
  }

  func makeSet(
    _ name: String, title: String, of instance: XrInstance
  ) throws(OpenXRError) -> XrActionSet {
    var info = XrActionSetCreateInfo()
    info.type = XR_TYPE_ACTION_SET_CREATE_INFO
    fill(&info.actionSetName, name)
    fill(&info.localizedActionSetName, title)
    var set: XrActionSet?
    try check("xrCreateActionSet", createSet(instance, &info, &set))
    guard let set else {
      throw OpenXRError(.failed, call: "xrCreateActionSet", reason: "success without a set")
    }
    return set
  }

  /// - Parameter hands: that do it each by itself; none: it is done by no hand of its own.
  func makeAction(
    _ name: String, title: String, _ type: XrActionType, hands: [XrPath], in set: XrActionSet
  ) throws(OpenXRError) -> XrAction {
    var info = XrActionCreateInfo()
    info.type = XR_TYPE_ACTION_CREATE_INFO
    info.actionType = type
    fill(&info.actionName, name)
    fill(&info.localizedActionName, title)
    var action: XrAction?
    let result = hands.withUnsafeBufferPointer { hands in
      info.countSubactionPaths = UInt32(hands.count)
      info.subactionPaths = hands.isEmpty ? nil : hands.baseAddress
      return createAction(set, &info, &action)
    }
    try check("xrCreateAction", result)
    guard let action else {
      throw OpenXRError(.failed, call: "xrCreateAction", reason: "success without an action")
    }
    return action
  }

  /// Returns false where the runtime does not know the profile, or something of it.
  func suggest(
    _ bindings: [XrActionSuggestedBinding], for profile: String, of instance: XrInstance
  ) throws(OpenXRError) -> Bool {
    var info = XrInteractionProfileSuggestedBinding()
    info.type = XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING
    info.interactionProfile = try path(profile, of: instance)
    let result = bindings.withUnsafeBufferPointer { bindings in
      info.countSuggestedBindings = UInt32(bindings.count)
      info.suggestedBindings = bindings.baseAddress
      return suggest(instance, &info)
    }
    if result == XR_ERROR_PATH_UNSUPPORTED { return false }
    try check("xrSuggestInteractionProfileBindings", result)
    return true
  }

  func makeSpace(
    of action: XrAction, hand: XrPath, in session: XrSession
  ) throws(OpenXRError) -> XrSpace {
    var info = XrActionSpaceCreateInfo()
    info.type = XR_TYPE_ACTION_SPACE_CREATE_INFO
    info.action = action
    info.subactionPath = hand
    info.poseInActionSpace.orientation.w = 1
    var space: XrSpace?
    try check("xrCreateActionSpace", createSpace(session, &info, &space))
    guard let space else {
      throw OpenXRError(.failed, call: "xrCreateActionSpace", reason: "success without a space")
    }
    return space
  }
}
