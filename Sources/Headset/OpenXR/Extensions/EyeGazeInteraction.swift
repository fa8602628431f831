internal import COpenXR
internal import Numerics

/// XR_EXT_eye_gaze_interaction: where the eyes look, with the time when they were seen. Its pose is an action:
/// `Controllers` makes it and its space.
final class EyeGazeInteraction: OpenXRExtension {
  static var names: [String] { ["XR_EXT_eye_gaze_interaction"] }
  static var profile: String { "/interaction_profiles/ext/eye_gaze_interaction" }
  static var binding: String { "/user/eyes_ext/input/gaze_ext/pose" }

  init(_ ledger: HandleLedger) {}

  /// What one ray says of both eyes: they look far away. Nil where the eyes are out of sight.
  ///
  /// - Parameters:
  ///   - time: of display.
  ///   - head: `T_space_head` then.
  ///   - clock: of the program; nil: the runtime's is the same.
  func sample(
    _ controllers: Controllers, in space: XrSpace, at time: XrTime, head: Pose,
    of session: XrSession, clock: ConvertTimespecTime?
  ) throws(OpenXRError) -> GazeSample? {
    guard let action = controllers.gaze, let own = controllers.gazeSpace else { return nil }
    var info = XrActionStateGetInfo()
    info.type = XR_TYPE_ACTION_STATE_GET_INFO
    info.action = action
    var state = XrActionStatePose()
    state.type = XR_TYPE_ACTION_STATE_POSE
    try check("xrGetActionStatePose", controllers.functions.pose(session, &info, &state))
    guard state.isActive != 0 else { return nil }
    var seen = XrEyeGazeSampleTimeEXT()
    seen.type = XR_TYPE_EYE_GAZE_SAMPLE_TIME_EXT
    var location = XrSpaceLocation()
    location.type = XR_TYPE_SPACE_LOCATION
    let result = withUnsafeMutablePointer(to: &seen) { seen in
      location.next = UnsafeMutableRawPointer(seen)
      return controllers.functions.locateSpace(own, space, time, &location)
    }
    try check("xrLocateSpace", result)
    guard location.locationFlags & XR_SPACE_LOCATION_ORIENTATION_VALID_BIT != 0 else { return nil }
    let direction = head.orientation.inverse.rotate(Pose(location.pose).forward)
    let degrees = GazeSample.degrees(of: direction)
    guard degrees.x.isFinite, degrees.y.isFinite else { return nil }
    let isTracked = location.locationFlags & XR_SPACE_LOCATION_ORIENTATION_TRACKED_BIT != 0
    let moment = seen.time > 0 ? seen.time : time
    var sample = GazeSample(
      left: degrees, right: degrees,
      nanoseconds: clock?.monotonic(moment) ?? UInt64(clamping: moment))
    (sample.leftConfidence, sample.rightConfidence) = isTracked ? (1, 1) : (0.5, 0.5)
    return sample
  }
}
