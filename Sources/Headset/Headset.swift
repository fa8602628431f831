package import Numerics

/// One frame as the display asks for it.
package struct PredictedFrame: Equatable, Sendable {
  /// Counts displayed frames from 0; a skipped one is a frame that the application missed.
  package var index: UInt64
  /// When the middle of the frame lights up, on the headset's clock.
  package var predictedDisplayTimeNanoseconds: UInt64
  package var displayPeriodNanoseconds: UInt64

  package init(
    index: UInt64, predictedDisplayTimeNanoseconds: UInt64, displayPeriodNanoseconds: UInt64
  ) {
    self.index = index
    self.predictedDisplayTimeNanoseconds = predictedDisplayTimeNanoseconds
    self.displayPeriodNanoseconds = displayPeriodNanoseconds
  }
}

/// Where poses and gaze come from and frames go to. One frame at a time, from one thread:
/// `waitFrame`, then any number of `locateViews` and `gaze`, then `endFrame`.
package protocol Headset: AnyObject {
  /// Waits until it is time to work on the next frame.
  func waitFrame() -> PredictedFrame
  /// What each eye sees at a time: left, right.
  func locateViews(at nanoseconds: UInt64) -> (left: View, right: View)
  /// The newest that the eye tracker knows at a time, with the time when it was seen; nil without an
  /// eye tracker.
  func gaze(at nanoseconds: UInt64) -> GazeSample?
  /// The frame's images are complete.
  func endFrame(_ frame: PredictedFrame)
}
