import Foundation
import GPU
import Lettering
import Rendering
import Testing

/// Text in a picture is the atlas's letters on paper, where the lines say that they are.
@Suite(.serialized) struct TextPassTests {
  private static let font = try? FontFile.find()
  // Linear, as the shader has them.
  private static let ink = [0.80, 0.84, 0.88]
  private static let stressed = [1.0, 0.62, 0.12]
  private static let paper = [0.006, 0.008, 0.011]
  private static let paperAlpha = 0.86

  private func encode(_ v: Double) -> Double {
    255 * (v <= 0.003_130_8 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055)
  }

  private func linear(_ byte: Double) -> Double {
    let v = byte / 255
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
  }

  /// What is left of a picture of one grey where text was drawn, and how far that is from what is
  /// expected, in bytes at most.
  private func worst(
    on paper: TextPass.Paper, width: Int, height: Int, grey: UInt8
  ) throws -> Double {
    let device = try TestDevice().device
    let glyphs = try GlyphAtlas(font: try #require(Self.font), size: 15)
    let text = TextGrid(columns: 7, rows: 3)
    text.write("Ag 7.")
    text.newLine()
    text.stresses = true
    text.write("q!")
    let pass = try TextPass(device: device, glyphs, characters: text.bytes.count, on: paper)
    defer { pass.destroy() }
    let image = try device.makeImage(
      ImageDescriptor(
        name: "picture", width: width, height: height, format: .rgba8Srgb,
        usage: [.color, .transferSource, .transferDestination]))
    defer { device.destroy(image) }
    let before = [UInt8](repeating: grey, count: width * height * 4)
    try before.withUnsafeBytes { try device.upload($0, to: image, level: 0, layer: 0) }
    try device.submitOnce("text") { encoder throws(GPUError) in
      try pass.record(encoder, text, into: image, slot: 1, clears: paper == .alone)
    }
    let pixels = try device.read(image, level: 0, layer: 0)
    #expect(device.validationMessages.isEmpty)
    let size = pass.size(columns: 7, rows: 2)
    #expect(size.width == 7 * glyphs.cellWidth + 16 && size.height == 2 * glyphs.cellHeight + 16)
    var worst = 0.0
    for y in 0..<height {
      for x in 0..<width {
        var expected = paper == .over ? Array(repeating: Double(grey), count: 4) : [0, 0, 0, 0]
        if x < size.width, y < size.height {
          let cover = cover(glyphs, ["Ag 7.  ", "q!     "], x - 8, y - 8)
          let ink = y - 8 >= glyphs.cellHeight ? Self.stressed : Self.ink
          let alpha = Self.paperAlpha + (1 - Self.paperAlpha) * cover
          for c in 0..<3 {
            var color = Self.paper[c] + (ink[c] - Self.paper[c]) * cover
            if paper == .over { color = color * alpha + linear(Double(grey)) * (1 - alpha) }
            expected[c] = encode(color)
          }
          expected[3] = 255 * alpha
          if paper == .over { expected[3] = alpha * alpha * 255 + Double(grey) * (1 - alpha) }
        }
        for c in 0..<(paper == .over ? 3 : 4) {
          worst = max(worst, abs(Double(pixels[(y * width + x) * 4 + c]) - expected[c]))
        }
      }
    }
    return worst
  }

  private func cover(_ glyphs: GlyphAtlas, _ lines: [String], _ x: Int, _ y: Int) -> Double {
    guard x >= 0, y >= 0, x / glyphs.cellWidth < 7, y / glyphs.cellHeight < 2 else { return 0 }
    let index = Int(Array(lines[y / glyphs.cellHeight].utf8)[x / glyphs.cellWidth]) - 32
    let (left, top) = (
      index % GlyphAtlas.columns * glyphs.cellWidth, index / GlyphAtlas.columns * glyphs.cellHeight
    )
    let place = (top + y % glyphs.cellHeight) * glyphs.width + left + x % glyphs.cellWidth
    return Double(glyphs.coverage[place]) / 255
  }

  @Test(.enabled(if: font != nil, "no font: Scripts/install gets one"))
  func lettersStandWhereTheirLinesSay() throws {
    #expect(try worst(on: .over, width: 160, height: 90, grey: 200) < 1.6)
    #expect(try worst(on: .alone, width: 160, height: 90, grey: 200) < 1.6)
  }

  /// In a window that is smaller than the text the rest is left out.
  @Test(.enabled(if: font != nil, "no font: Scripts/install gets one"))
  func smallPicturesShowWhatFits() throws {
    #expect(try worst(on: .over, width: 31, height: 29, grey: 90) < 1.6)
    #expect(try worst(on: .over, width: 1, height: 1, grey: 90) < 1.6)
  }
}
