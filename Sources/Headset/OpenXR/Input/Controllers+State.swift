internal import COpenXR
internal import Numerics

/// What is done now, as of the last `sync`. Nothing here allocates.
extension Controllers {
  private func request(_ action: InputAction, hand: Int?) -> XrActionStateGetInfo? {
    guard let handle = actions[action] else { return nil }
    var info = XrActionStateGetInfo()
    info.type = XR_TYPE_ACTION_STATE_GET_INFO
    info.action = handle
    info.subactionPath = hand.map { hands[$0] } ?? XrPath(XR_NULL_PATH)
    return info
  }

  /// Whether it is held down, and whether that is new.
  func press(
    _ action: InputAction, hand: Int? = nil, in session: XrSession
  ) throws(OpenXRError) -> (isDown: Bool, isNew: Bool) {
    guard var info = request(action, hand: hand) else { return (false, false) }
    var state = XrActionStateBoolean()
    state.type = XR_TYPE_ACTION_STATE_BOOLEAN
    try check("xrGetActionStateBoolean", functions.press(session, &info, &state))
    let isDown = state.isActive != 0 && state.currentState != 0
    return (isDown, isDown && state.changedSinceLastSync != 0)
  }

  /// −1…1.
  func axis(_ action: InputAction, in session: XrSession) throws(OpenXRError) -> Float {
    guard var info = request(action, hand: nil) else { return 0 }
    var state = XrActionStateFloat()
    state.type = XR_TYPE_ACTION_STATE_FLOAT
    try check("xrGetActionStateFloat", functions.axis(session, &info, &state))
    return state.isActive == 0 ? 0 : Self.bounded(state.currentState)
  }

  /// −1…1 each, right and up.
  func plane(_ action: InputAction, in session: XrSession) throws(OpenXRError) -> Float2 {
    guard var info = request(action, hand: nil) else { return .zero }
    var state = XrActionStateVector2f()
    state.type = XR_TYPE_ACTION_STATE_VECTOR2F
    try check("xrGetActionStateVector2f", functions.plane(session, &info, &state))
    guard state.isActive != 0 else { return .zero }
    return Float2(Self.bounded(state.currentState.x), Self.bounded(state.currentState.y))
  }

  private static func bounded(_ value: Float) -> Float {
    value.isFinite ? min(max(value, -1), 1) : 0
  }

  /// `T_space_hand`; nil where it is not known.
  func pose(
    _ action: InputAction, hand: Int, in space: XrSpace, at time: XrTime, of session: XrSession
  ) throws(OpenXRError) -> Pose? {
    guard var info = request(action, hand: hand), let own = spaces[action]?[hand] else {
      return nil
    }
    var state = XrActionStatePose()
    state.type = XR_TYPE_ACTION_STATE_POSE
    try check("xrGetActionStatePose", functions.pose(session, &info, &state))
    guard state.isActive != 0 else { return nil }
    var location = XrSpaceLocation()
    location.type = XR_TYPE_SPACE_LOCATION
    try check("xrLocateSpace", functions.locateSpace(own, space, time, &location))
    let needed =
      XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT
    guard location.locationFlags & needed == needed else { return nil }
    return Pose(location.pose)
  }
}
