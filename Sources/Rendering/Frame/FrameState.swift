internal import Numerics

/// What the recording closures of the frame graph read: set before each execution, on the frame
/// thread alone.
final class FrameState {
  /// Device address of this frame's constants.
  var address: UInt64 = 0
  var constants = FrameConstants()
  var cascades = ShadowCascades()
}
