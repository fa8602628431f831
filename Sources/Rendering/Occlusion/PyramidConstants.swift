internal import Numerics

/// What a depth pyramid shows and how it is read. Mirrors Shaders/Occlusion/Pyramid.glsl: the two
/// change together.
struct PyramidConstants: BitwiseCopyable {
  private struct View: BitwiseCopyable {
    var position = Float4.zero
    var axes = InlineArray<3, Float4>(repeating: .zero)
    var tangents = Float4.zero
  }

  private var views = InlineArray<6, View>(repeating: View())
  private var levels = InlineArray<12, PyramidLayout.Level>(repeating: PyramidLayout.Level())
  private var size = Float2.zero
  private var near: Float = 0
  private var viewCount: UInt32 = 0
  private var depths: UInt64 = 0
  private var levelCount: UInt32 = 0
  private var unused: UInt32 = 0

  /// Hides nothing.
  init() {}

  /// - Parameters:
  ///   - frame: the constants of what is drawn.
  ///   - drawn: pixels of it.
  ///   - depths: device address of the values.
  init(
    _ frame: borrowing FrameConstants, drawn: FrameState.Area, layout: PyramidLayout, depths: UInt64
  ) {
    for index in 0..<Int(frame.viewCount) {
      let view = frame.views[index]
      views[index] = View(position: view.position, axes: view.axes, tangents: view.tangents)
    }
    levels = layout.levels
    size = Float2(Float(drawn.width), Float(drawn.height))
    near = frame.headPosition.w
    viewCount = frame.viewCount
    self.depths = depths
    levelCount = UInt32(layout.levelCount)
  }
}
