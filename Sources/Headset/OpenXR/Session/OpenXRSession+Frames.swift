internal import COpenXR
package import GPU
package import Numerics

/// A frame that the runtime wants.
package struct OpenXRFrame: Equatable, Sendable {
  /// When the middle of it is displayed, on the runtime's clock.
  package let displayTime: Int64
  /// The same on the program's monotonic clock.
  package let displayTime_ns: UInt64
  package let displayPeriod_ns: UInt64
  /// False: it must be begun and ended, and what is drawn is not seen.
  package let isShown: Bool
}

/// What is seen at a time, in coordinates of the session's reference space.
package struct LocatedViews: Equatable, Sendable {
  package let left: View
  package let right: View
  /// `T_space_head`.
  package let head: Pose
  /// The parts that are looked at, where the headset wants them by themselves.
  package var insets: Insets?

  package struct Insets: Equatable, Sendable {
    package let left: View
    package let right: View
  }
}

/// The frame loop, on one thread: `waitFrame`, `beginFrame`, `locateViews`, `endFrame`. Nothing here
/// allocates.
extension OpenXRSession {
  /// Waits until it is time to work on the next frame. The session must run.
  package func waitFrame() throws(OpenXRError) -> OpenXRFrame {
    var info = XrFrameWaitInfo()
    info.type = XR_TYPE_FRAME_WAIT_INFO
    var state = XrFrameState()
    state.type = XR_TYPE_FRAME_STATE
    try noting("xrWaitFrame", instance.functions.waitFrame(handle, &info, &state))
    let time = state.predictedDisplayTime
    return OpenXRFrame(
      displayTime: time,
      displayTime_ns: instance.clock?.monotonic(time) ?? UInt64(clamping: time),
      displayPeriod_ns: UInt64(clamping: state.predictedDisplayPeriod),
      isShown: state.shouldRender != 0)
  }

  /// Work on the frame that was waited for begins.
  package func beginFrame() throws(OpenXRError) {
    var info = XrFrameBeginInfo()
    info.type = XR_TYPE_FRAME_BEGIN_INFO
    try noting("xrBeginFrame", instance.functions.beginFrame(handle, &info))
  }

  /// Where the eyes are when a frame is displayed, and what they see; nil when the runtime does not know
  /// where the head looks. What is found is what `endFrame` says that was drawn.
  package func locateViews(for frame: OpenXRFrame) throws(OpenXRError) -> LocatedViews? {
    var info = XrViewLocateInfo()
    info.type = XR_TYPE_VIEW_LOCATE_INFO
    info.viewConfigurationType = views.type
    info.displayTime = frame.displayTime
    info.space = space
    var state = XrViewState()
    state.type = XR_TYPE_VIEW_STATE
    var count: UInt32 = 0
    try noting(
      "xrLocateViews",
      instance.functions.locateViews(
        handle, &info, &state, UInt32(views.count), &count, located))
    guard count == views.count, state.viewStateFlags & XR_VIEW_STATE_ORIENTATION_VALID_BIT != 0
    else {
      return nil
    }
    for index in 0..<views.count { layers.set(index, located[index]) }
    let (left, right) = (View(located[0]), View(located[1]))
    var found = LocatedViews(
      left: left, right: right, head: try locateHead(at: frame.displayTime) ?? middle(left, right))
    if views.hasInsets {
      found.insets = LocatedViews.Insets(left: View(located[2]), right: View(located[3]))
    }
    return found
  }

  private func locateHead(at time: XrTime) throws(OpenXRError) -> Pose? {
    var location = XrSpaceLocation()
    location.type = XR_TYPE_SPACE_LOCATION
    try noting("xrLocateSpace", instance.functions.locateSpace(headSpace, space, time, &location))
    let needed =
      XR_SPACE_LOCATION_ORIENTATION_VALID_BIT | XR_SPACE_LOCATION_POSITION_VALID_BIT
    guard location.locationFlags & needed == needed else { return nil }
    return Pose(location.pose)
  }

  private func middle(_ left: View, _ right: View) -> Pose {
    Pose(
      position: (left.pose.position + right.pose.position) / 2,
      orientation: left.pose.orientation)
  }

  /// The images to draw the frame into, once the runtime is done with them; no depth where it takes none.
  package func acquireImages() throws(OpenXRError) -> (color: ImageHandle, depth: ImageHandle?) {
    do {
      let color = try color.acquire()
      guard let depth else { return (color, nil) }
      return (color, try depth.acquire())
    } catch {
      throw note(error)
    }
  }

  /// The acquired images are drawn: all work on them is submitted.
  package func releaseImages() throws(OpenXRError) {
    do {
      try color.release()
      if let depth { try depth.release() }
    } catch {
      throw note(error)
    }
  }

  /// Hands a frame to the runtime.
  ///
  /// - Parameter isDrawn: whether an image of the swapchain was acquired, drawn from the views of
  ///   `locateViews` and released; else nothing is shown.
  package func endFrame(_ frame: OpenXRFrame, isDrawn: Bool) throws(OpenXRError) {
    var info = XrFrameEndInfo()
    info.type = XR_TYPE_FRAME_END_INFO
    info.displayTime = frame.displayTime
    info.environmentBlendMode = blendMode
    info.layerCount = isDrawn ? layers.count() : 0
    info.layers = isDrawn ? layers.list : nil
    try noting("xrEndFrame", instance.functions.endFrame(handle, &info))
  }
}
