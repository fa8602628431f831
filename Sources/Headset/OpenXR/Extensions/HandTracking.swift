internal import COpenXR
internal import Numerics

/// XR_EXT_hand_tracking: the joints of bare hands.
final class HandTracking: OpenXRExtension {
  static var names: [String] { ["XR_EXT_hand_tracking"] }

  private let ledger: HandleLedger
  private var create: PFN_xrCreateHandTrackerEXT?
  private var destroy: PFN_xrDestroyHandTrackerEXT?
  private var locate: PFN_xrLocateHandJointsEXT?
  private var isSupported = false
  /// Left, right; none where the headset sees no hands.
  private var trackers: [XrHandTrackerEXT] = []
  private let joints = UnsafeMutablePointer<XrHandJointLocationEXT>.allocate(
    capacity: HandJoints.count)

  init(_ ledger: HandleLedger) {
    self.ledger = ledger
    joints.initialize(repeating: XrHandJointLocationEXT(), count: HandJoints.count)
  }

  deinit { joints.deallocate() }

  var isThere: Bool { !trackers.isEmpty }

  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {
    create = try loader.require(
      "xrCreateHandTrackerEXT", of: instance, as: PFN_xrCreateHandTrackerEXT.self)
    destroy = try loader.require(
      "xrDestroyHandTrackerEXT", of: instance, as: PFN_xrDestroyHandTrackerEXT.self)
    locate = try loader.require(
      "xrLocateHandJointsEXT", of: instance, as: PFN_xrLocateHandJointsEXT.self)
  }

  /// A runtime may have the extension for a headset that sees no hands: asked for before a session.
  func ask(_ system: XrSystemId, of instance: OpenXRInstance) throws(OpenXRError) {
    var own = XrSystemHandTrackingPropertiesEXT()
    own.type = XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT
    var properties = XrSystemProperties()
    properties.type = XR_TYPE_SYSTEM_PROPERTIES
    let result = withUnsafeMutablePointer(to: &own) { own in
      properties.next = UnsafeMutableRawPointer(own)
      return instance.functions.systemProperties(instance.handle, system, &properties)
    }
    try check("xrGetSystemProperties", result)
    isSupported = own.supportsHandTracking != 0
  }

  func sessionMade(_ session: XrSession) throws(OpenXRError) {
    guard let create, isSupported else { return }
    for hand in [XR_HAND_LEFT_EXT, XR_HAND_RIGHT_EXT] {
      var info = XrHandTrackerCreateInfoEXT()
      info.type = XR_TYPE_HAND_TRACKER_CREATE_INFO_EXT
      info.hand = hand
      info.handJointSet = XR_HAND_JOINT_SET_DEFAULT_EXT
      var tracker: XrHandTrackerEXT?
      let result = create(session, &info, &tracker)
      try check("xrCreateHandTrackerEXT", result)
      guard let tracker else { return }
      trackers.append(tracker)
      ledger.add(\.others)
    }
  }

  func sessionEnds() {
    for tracker in trackers {
      _ = destroy?(tracker)
      ledger.remove(\.others)
    }
    trackers = []
  }

  /// Nil while the hand is out of sight. Allocates nothing.
  ///
  /// - Parameter hand: 0 is the left one.
  func joints(of hand: Int, in space: XrSpace, at time: XrTime) throws(OpenXRError) -> HandJoints? {
    guard hand < trackers.count, let locate else { return nil }
    var info = XrHandJointsLocateInfoEXT()
    info.type = XR_TYPE_HAND_JOINTS_LOCATE_INFO_EXT
    info.baseSpace = space
    info.time = time
    var answer = XrHandJointLocationsEXT()
    answer.type = XR_TYPE_HAND_JOINT_LOCATIONS_EXT
    answer.jointCount = UInt32(HandJoints.count)
    answer.jointLocations = joints
    try check("xrLocateHandJointsEXT", locate(trackers[hand], &info, &answer))
    guard answer.isActive != 0 else { return nil }
    var result = HandJoints()
    for index in 0..<HandJoints.count {
      guard joints[index].locationFlags & XR_SPACE_LOCATION_POSITION_VALID_BIT != 0 else {
        return nil
      }
      let place = joints[index].pose.position
      result.places[index] = Float3(place.x, place.y, place.z)
      result.radii[index] = joints[index].radius
    }
    return result
  }
}
