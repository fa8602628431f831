package import GPU
package import Lettering
internal import Numerics

/// Draws lines of text on dark paper into an image: one rectangle, whose pixels look their character up.
package final class TextPass {
  /// How paper and what is behind it come together.
  package enum Paper: Sendable {
    /// What was drawn before shines through.
    case over
    /// The image takes the paper's transparency, straight, for whoever composes it.
    case alone
  }

  /// Blank around the text, pixels.
  package static let margin = 8

  private let device: Device
  private let pipeline: PipelineHandle
  private let atlas: ImageHandle
  private let cell: (width: Int, height: Int)
  /// One for each frame in flight.
  private let texts: [BufferHandle]

  /// - Parameters:
  ///   - format: of the images that are drawn into.
  ///   - characters: of the longest text.
  package init(
    device: Device, _ glyphs: GlyphAtlas, characters: Int, on paper: Paper,
    format: Format = .rgba8Srgb
  ) throws(GPUError) {
    self.device = device
    cell = (glyphs.cellWidth, glyphs.cellHeight)
    atlas = try device.makeImage(
      ImageDescriptor(
        name: "letters", width: glyphs.width, height: glyphs.height, format: .r8Unorm,
        usage: [.sampled, .transferDestination]))
    var texts: [BufferHandle] = []
    do throws(GPUError) {
      let image = atlas
      let uploaded = glyphs.coverage.withUnsafeBytes { bytes in
        Result { () throws(GPUError) in try device.upload(bytes, to: image, level: 0, layer: 0) }
      }
      try uploaded.get()
      try device.flushUploads()
      for _ in 0..<device.framesInFlight {
        // Whole words, as the shader reads them.
        texts.append(
          try device.makeBuffer(
            "text", bytes: (characters + 3) / 4 * 4, usage: .storage, place: .upload))
      }
      pipeline = try device.makePipeline(
        GraphicsPipelineDescriptor(
          name: "text", vertex: EmbeddedShaders.composite_fullscreen_vert,
          fragment: EmbeddedShaders.lettering_text_frag, colorFormats: [format],
          blend: paper == .over ? .alpha : .none))
    } catch {
      texts.forEach(device.destroy)
      device.destroy(atlas)
      throw error
    }
    self.texts = texts
  }

  /// The shader's.
  private struct Push: BitwiseCopyable {
    var text: UInt64
    var origin: SIMD2<Int32>
    var cell: SIMD2<Int32>
    var columns: UInt32
    var rows: UInt32
    var atlas: UInt32
    var atlasColumns: UInt32
  }

  /// Pixels that a text takes with its margin.
  package func size(columns: Int, rows: Int) -> (width: Int, height: Int) {
    (columns * cell.width + 2 * Self.margin, rows * cell.height + 2 * Self.margin)
  }

  /// Draws the lines of a text that were written, in the top left corner of an image. Allocates nothing.
  ///
  /// - Parameters:
  ///   - slot: of the frames in flight; what was recorded for it before is done.
  ///   - clears: whether the rest of the image becomes transparent; else it stays as it is.
  package func record(
    _ encoder: CommandEncoder, _ text: TextGrid, into target: ImageHandle, slot: Int,
    clears: Bool = false
  ) throws(GPUError) {
    let buffer = texts[slot % texts.count]
    let memory = device.mapped(buffer)
    let count = min(text.bytes.count, memory.count)
    if let source = text.bytes.baseAddress, let place = memory.baseAddress {
      place.copyMemory(from: source, byteCount: count)
    }
    let size = device.descriptor(of: target)
    let rows = min(text.usedRows, count / text.columns)
    let box = self.size(columns: text.columns, rows: rows)
    let (width, height) = (min(box.width, size.width), min(box.height, size.height))
    try encoder.render(into: target, clear: clears ? Float4.zero : nil) {
      guard rows > 0 else { return }
      encoder.bind(pipeline)
      encoder.setViewport(x: 0, y: 0, width: Float(width), height: Float(height))
      encoder.setScissor(x: 0, y: 0, width: width, height: height)
      encoder.push(
        Push(
          text: device.address(of: buffer), origin: SIMD2(repeating: Int32(Self.margin)),
          cell: SIMD2(Int32(cell.width), Int32(cell.height)), columns: UInt32(text.columns),
          rows: UInt32(rows), atlas: device.textureIndex(of: atlas),
          atlasColumns: UInt32(GlyphAtlas.columns)))
      encoder.draw(vertices: 3)
    }
  }

  package func destroy() {
    texts.forEach(device.destroy)
    device.destroy(atlas)
    device.destroy(pipeline)
  }
}
