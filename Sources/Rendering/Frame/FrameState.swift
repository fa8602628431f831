internal import Numerics

/// What the recording closures of the frame graph read: set before each execution, on the frame
/// thread alone.
final class FrameState {
  /// Device address of this frame's constants, for each layer its own. What is the same for all
  /// layers reads the first.
  var addresses = InlineArray<3, UInt64>(repeating: 0)
  var address: UInt64 { addresses[0] }
  /// Pixels that are drawn of each layer's images.
  var areas = InlineArray<3, Area>(repeating: Area())
  var constants = FrameConstants()
  var cascades = ShadowCascades()
  /// The pose of the scene that shadows show.
  var shadowedPose: Int?
  /// Where detail is judged from.
  var eye = DetailEye()
  /// Whether the image for the headset's display is made.
  var drawsPanel = true
  /// See `FrameInput`.
  var vignette: Float = 0
  var markCount = 0
  /// Device address of this frame's marks.
  var markAddress: UInt64 = 0
  /// Which of the frames in flight it is.
  var slot = 0
  /// Device address of this frame's selections: of the views, then of each cascade.
  var selectAddress: UInt64 = 0

  /// Device address of what this frame's pyramids show, and the last one's; 0: there are none.
  var pyramidAddress: UInt64 = 0

  /// - Parameter isNew: that of this frame, or of the frame before.
  func pyramidAddress(ofLayer layer: Int, isNew: Bool) -> UInt64 {
    let index = layer * 2 + (isNew ? 1 : 0)
    return pyramidAddress + UInt64(index * MemoryLayout<PyramidConstants>.stride)
  }

  func selectAddress(ofCascade index: Int) -> UInt64 {
    selectAddress + UInt64((index + 1) * MemoryLayout<SelectConstants>.stride)
  }

  struct Area {
    var width = 0
    var height = 0
  }
}
