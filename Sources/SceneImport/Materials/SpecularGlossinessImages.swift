import Numerics
import SceneModel

/// Converts textures of specular-glossiness texel by texel.
struct SpecularGlossinessImages: Sendable {
  /// sRGB diffuse colour with linear alpha.
  var diffuse: Image?
  /// sRGB specular colour with linear glossiness in alpha.
  var specularGlossiness: Image?
  /// Multiplies the texels.
  var factors: SpecularGlossiness

  static let baseColorName = " base color"
  static let surfaceName = " metallic-roughness"

  var width: Int { max(diffuse?.width ?? 1, specularGlossiness?.width ?? 1) }
  var height: Int { max(diffuse?.height ?? 1, specularGlossiness?.height ?? 1) }

  /// Base colour (sRGB, linear alpha) and metallic-roughness (roughness in green, metalness in blue)
  /// of the larger size; the smaller picture's nearest texel is taken.
  func converted(name: String) -> (baseColor: Image, metallicRoughness: Image) {
    let (width, height) = (width, height)
    let tables = SRGBTables()
    let rows = mapInParallel(Array(0..<height)) { row(at: $0, of: height, width: width, tables) }
    return (
      Image(
        name: name + Self.baseColorName, width: width, height: height,
        pixels: Array(rows.map(\.0).joined())),
      Image(
        name: name + Self.surfaceName, width: width, height: height,
        pixels: Array(rows.map(\.1).joined()))
    )
  }

  private func row(at y: Int, of height: Int, width: Int, _ tables: SRGBTables)
    -> ([UInt8], [UInt8])
  {
    var colors = [UInt8](repeating: 255, count: width * 4)
    var surfaces = [UInt8](repeating: 255, count: width * 4)
    for x in 0..<width {
      let d = Self.texel(diffuse, x, y, width, height, tables)
      let s = Self.texel(specularGlossiness, x, y, width, height, tables)
      let result = SpecularGlossiness(
        diffuse: factors.diffuse * d, specular: factors.specular * s.xyz,
        glossiness: factors.glossiness * s.w
      ).converted()
      for c in 0..<3 { colors[4 * x + c] = tables.encode(result.baseColor[c]) }
      colors[4 * x + 3] = Self.byte(result.baseColor.w)
      surfaces[4 * x + 1] = Self.byte(result.roughness)
      surfaces[4 * x + 2] = Self.byte(result.metallic)
    }
    return (colors, surfaces)
  }

  private static func texel(
    _ image: Image?, _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ tables: SRGBTables
  ) -> Float4 {
    guard let image else { return Float4(1, 1, 1, 1) }
    let (u, v) = (x * image.width / width, y * image.height / height)
    let i = (v * image.width + u) * 4
    return Float4(
      tables.linear[Int(image.pixels[i])], tables.linear[Int(image.pixels[i + 1])],
      tables.linear[Int(image.pixels[i + 2])], Float(image.pixels[i + 3]) / 255)
  }

  private static func byte(_ value: Float) -> UInt8 {
    UInt8((min(max(value, 0), 1) * 255).rounded())
  }
}
