import Headset
import Numerics

/// Where the head is over the frames of a run: still, or along a trace that begins there.
struct HeadPath {
  /// `T_world_head` at the start.
  private let start: Pose
  private let trace: HeadTrace?
  private let frames: Int

  /// - Parameter frames: over which the whole trace is spread, so that a few slow frames see as much
  ///   of the scene as many fast ones.
  init(start: Pose, trace: HeadTrace?, frames: Int) {
    self.start = start
    self.trace = trace
    self.frames = frames
  }

  /// Time of the trace in a frame, counted from 0; 0 without a trace.
  func nanoseconds(ofFrame frame: Int) -> UInt64 {
    guard let trace else { return 0 }
    let share = (Double(frame) + 0.5) / Double(frames)
    // A trace of one pose has no length; it lasts for as long as anybody looks.
    let duration = trace.durationNanoseconds > 0 ? trace.durationNanoseconds : 1_000_000_000
    return UInt64(share * Double(duration))
  }

  /// `T_world_head` in a frame, counted from 0. Does not allocate.
  func head(ofFrame frame: Int) -> Pose {
    guard let trace else { return start }
    return start * trace.pose(at: nanoseconds(ofFrame: frame))
  }
}
