import CFreeType
import Foundation
import Lettering
import Testing

@Suite struct GlyphAtlasTests {
  private static let font = try? FontFile.find()

  /// FreeType's bitmap of a character, by its pixels from the pen on the baseline: right and down.
  private func bitmap(
    _ code: UInt8, _ size: UInt32, of font: String
  ) throws -> (pixels: [SIMD2<Int>: UInt8], ascender: Int) {
    var library: FT_Library?
    try #require(FT_Init_FreeType(&library) == 0)
    defer { FT_Done_FreeType(library) }
    var opened: FT_Face?
    try #require(FT_New_Face(library, font, 0, &opened) == 0)
    let face = try #require(opened)
    defer { FT_Done_Face(face) }
    try #require(FT_Set_Pixel_Sizes(face, 0, size) == 0)
    let glyph = FT_Get_Char_Index(face, FT_ULong(code))
    try #require(FT_Load_Glyph(face, glyph, 0) == 0)
    try #require(FT_Render_Glyph(face.pointee.glyph, FT_RENDER_MODE_NORMAL) == 0)
    let slot = face.pointee.glyph.pointee
    var pixels: [SIMD2<Int>: UInt8] = [:]
    for y in 0..<Int(slot.bitmap.rows) {
      for x in 0..<Int(slot.bitmap.width) {
        pixels[SIMD2(Int(slot.bitmap_left) + x, y - Int(slot.bitmap_top))] =
          slot.bitmap.buffer[y * Int(slot.bitmap.pitch) + x]
      }
    }
    let ascender = face.pointee.size.pointee.metrics.ascender
    return (pixels, Int((Double(ascender) / 64).rounded(.up)))
  }

  @Test(.enabled(if: font != nil, "no font: Scripts/install gets one"), arguments: [14, 32])
  func everyCellHoldsFreeTypesBitmap(_ size: Int) throws {
    let font = try #require(Self.font)
    let atlas = try GlyphAtlas(font: font, size: size)
    #expect(atlas.coverage.count == atlas.width * atlas.height)
    for (index, code) in GlyphAtlas.characters.enumerated() {
      let (pixels, ascender) = try bitmap(code, UInt32(size), of: font)
      let (left, top) = (
        index % GlyphAtlas.columns * atlas.cellWidth, index / GlyphAtlas.columns * atlas.cellHeight
      )
      for y in 0..<atlas.cellHeight {
        for x in 0..<atlas.cellWidth {
          let expected = pixels[SIMD2(x, y - ascender)] ?? 0
          guard atlas.coverage[(top + y) * atlas.width + left + x] == expected else {
            Issue.record("character \(code) at \(x), \(y)")
            return
          }
        }
      }
      #expect(pixels.values.contains { $0 > 100 } == (code != 32), "character \(code)")
    }
  }

  /// DejaVu Sans Mono says 0.602 of the size for its width, and fits no line lower than its size.
  @Test(.enabled(if: font?.contains("DejaVuSansMono") ?? false, "no DejaVu Sans Mono"))
  func cellsHaveTheFontsMetrics() throws {
    let atlas = try GlyphAtlas(font: try #require(Self.font), size: 100)
    #expect((60...61).contains(atlas.cellWidth))
    #expect((100...125).contains(atlas.cellHeight))
  }

  @Test func whatIsNoFontIsTold() throws {
    for file in ["/no/such/font.ttf", #filePath, "/dev/null"] {
      let error = #expect(throws: LetteringError.self) { try GlyphAtlas(font: file, size: 14) }
      #expect(error?.description.hasPrefix(file) == true)
    }
  }

  @Test func fontsAreFoundByNameOrPlaceOrTheWayToOneIsTold() throws {
    #expect(try FontFile.find(["FOVEA_FONT": "/my/font.ttf"], among: []) == "/my/font.ttf")
    #expect(try FontFile.find([:], among: ["/no/such", #filePath]) == #filePath)
    let error = #expect(throws: LetteringError.self) { try FontFile.find([:], among: ["/no/such"]) }
    #expect(error?.description.contains("apt-get install fonts-dejavu-core") == true)
  }
}
