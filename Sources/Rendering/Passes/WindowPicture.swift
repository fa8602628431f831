package import GPU
package import Numerics
internal import Optics

/// What a window shows of a frame.
package enum WindowView: String, CaseIterable, Sendable {
  /// Both eyes as the headset's panel shows them.
  case panel
  case left
  case right
  /// Both eye images side by side.
  case stereo
  /// What both eyes see in one, the left one in red, the right one in green and blue; what is far
  /// away is at the same place in both, as long as the eyes are not turned against each other.
  case anaglyph
  /// The one view of a renderer that draws from over the shoulder.
  case spectator
}

/// The picture in a window: eye images or the panel of the newest frame, as large as fits with black
/// around it. It has the window's size, so that it can be read as it is shown.
package final class WindowPicture {
  package private(set) var image: ImageHandle
  package private(set) var width: Int
  package private(set) var height: Int
  private let device: Device
  private let pipeline: PipelineHandle
  private let sampler: UInt32
  /// Of the eye images, left and right: what both see.
  private let parts: (left: Float4, right: Float4)

  /// - Parameters:
  ///   - width: of the window, pixels.
  ///   - height: the same.
  ///   - fields: of view, left and right.
  ///   - common: what lies in both.
  package init(
    device: Device, width: Int, height: Int, fields: (left: FieldOfView, right: FieldOfView),
    common: FieldOfView
  ) throws(GPUError) {
    self.device = device
    parts = (fields.left.part(common), fields.right.part(common))
    (self.width, self.height) = (width, height)
    sampler = try device.samplerIndex(
      SamplerDescriptor(min: .linear, mag: .linear, mip: nil, u: .clampToEdge, v: .clampToEdge))
    image = try Self.makeImage(on: device, width: width, height: height)
    do throws(GPUError) {
      pipeline = try device.makePipeline(
        GraphicsPipelineDescriptor(
          name: "window", vertex: EmbeddedShaders.composite_fullscreen_vert,
          fragment: EmbeddedShaders.composite_window_frag, colorFormats: [.rgba8Srgb]))
    } catch {
      device.destroy(image)
      throw error
    }
  }

  /// Takes another size; what was shown is gone.
  package func resize(width: Int, height: Int) throws(GPUError) {
    let new = try Self.makeImage(on: device, width: width, height: height)
    device.destroy(image)
    (image, self.width, self.height) = (new, width, height)
  }

  private static func makeImage(
    on device: Device, width: Int, height: Int
  ) throws(GPUError) -> ImageHandle {
    try device.makeImage(
      ImageDescriptor(
        name: "window picture", width: width, height: height, format: .rgba8Srgb,
        usage: [.color, .transferSource]))
  }

  /// The shader's, in its order: the widest first, so that both count the same bytes.
  private struct Push: BitwiseCopyable {
    var redPart: Float4
    var restPart: Float4
    var perPixel: Float2
    var image: UInt32
    var sampler: UInt32
    var isPlane: UInt32
    var redLayer: UInt32
    var restLayer: UInt32
  }

  /// The image that a view is made of; nil for a panel that the renderer does not draw.
  package static func source(of view: WindowView, _ renderer: Renderer) -> ImageHandle? {
    view == .panel ? renderer.composite?.panel : renderer.eyeImages
  }

  /// Records what makes the picture. Does not allocate.
  ///
  /// - Parameter source: of the view; nil: black.
  package func record(
    _ encoder: CommandEncoder, _ view: WindowView, from source: ImageHandle?
  ) throws(GPUError) {
    if let source { encoder.transition(source, to: .sampled(.fragment)) }
    try encoder.render(into: image, clear: Float4(0, 0, 0, 1)) {
      guard let source else { return }
      draw(encoder, view, from: source)
    }
  }

  private func draw(_ encoder: CommandEncoder, _ view: WindowView, from source: ImageHandle) {
    let size = device.descriptor(of: source)
    let all = Float4(1, 1, 0, 0)
    let (redPart, restPart) = view == .anaglyph ? (parts.left, parts.right) : (all, all)
    let shown = Float2(Float(size.width), Float(size.height)) * restPart.lowHalf
    let whole = PixelRect.fitting(
      width: max(Int(shown.x.rounded()), 1) * (view == .stereo ? 2 : 1),
      height: max(Int(shown.y.rounded()), 1), intoWidth: width, height: height)
    encoder.bind(pipeline)
    func pane(_ rect: PixelRect, red: Int, rest: Int) {
      encoder.setViewport(
        x: Float(rect.x), y: Float(rect.y), width: Float(rect.width), height: Float(rect.height))
      encoder.setScissor(x: rect.x, y: rect.y, width: rect.width, height: rect.height)
      encoder.push(
        Push(
          redPart: redPart, restPart: restPart,
          perPixel: shown / Float2(Float(rect.width), Float(rect.height)),
          image: device.textureIndex(of: source), sampler: sampler,
          isPlane: view == .panel ? 1 : 0, redLayer: UInt32(red), restLayer: UInt32(rest)))
      encoder.draw(vertices: 3)
    }
    switch view {
    case .panel, .left, .spectator: pane(whole, red: 0, rest: 0)
    case .right: pane(whole, red: 1, rest: 1)
    case .anaglyph: pane(whole, red: 0, rest: 1)
    case .stereo:
      let half = whole.width / 2
      guard half > 0 else { return }
      var rect = whole
      rect.width = half
      pane(rect, red: 0, rest: 0)
      rect.x += half
      rect.width = whole.width - half
      pane(rect, red: 1, rest: 1)
    }
  }

  /// As it is shown, four bytes of sRGB for each pixel. Waits for it.
  package func read() throws(GPUError) -> Renderer.Picture {
    Renderer.Picture(
      width: width, height: height, bytes: try device.read(image, level: 0, layer: 0))
  }

  package func destroy() {
    device.destroy(image)
    device.destroy(pipeline)
  }
}

extension FieldOfView {
  /// Where a smaller field lies in an image of this one: width, height, left and top, in parts of
  /// the image.
  fileprivate func part(_ inner: FieldOfView) -> Float4 {
    Float4(
      inner.width / width, inner.height / height, (inner.left - left) / width,
      (up - inner.up) / height)
  }
}

extension PixelRect {
  /// The largest rectangle of the same shape inside of another, in its middle; at least one pixel.
  static func fitting(
    width: Int, height: Int, intoWidth outerWidth: Int, height outerHeight: Int
  ) -> PixelRect {
    // Whichever side meets its border first, without rounding.
    let fillsWidth = outerWidth * height <= outerHeight * width
    let inner =
      fillsWidth
      ? (outerWidth, max((2 * outerWidth * height + width) / (2 * width), 1))
      : (max((2 * outerHeight * width + height) / (2 * height), 1), outerHeight)
    return PixelRect(
      x: (outerWidth - inner.0) / 2, y: (outerHeight - inner.1) / 2, width: inner.0,
      height: inner.1)
  }
}
