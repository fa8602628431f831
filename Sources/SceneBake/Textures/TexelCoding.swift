internal import Numerics

/// Between bytes and values that may be averaged, for one kind of use.
enum TexelCoding: Sendable {
  /// Linear RGB, weighted by alpha when it is read: the colour of what does not show counts little.
  case color(SRGBTable, usesAlpha: Bool)
  /// Four numbers, each for itself.
  case data
  /// A unit vector: bytes are 128 + 127 × its components.
  case normal

  /// Weight of colours that do not show at all: they remain where there are no others.
  private static var leastWeight: Float { 1 / 4096 }

  init(_ use: ImageUse) {
    if use.isColor {
      self = .color(SRGBTable(), usesAlpha: use.channels.contains(.alpha))
    } else {
      self = use.isNormalMap ? .normal : .data
    }
  }

  func decode(_ bytes: SIMD4<UInt8>) -> Float4 {
    switch self {
    case .color(let table, let usesAlpha):
      let rgb = Float3(table.decode(bytes.x), table.decode(bytes.y), table.decode(bytes.z))
      let alpha = Float(bytes.w) / 255
      return Float4(usesAlpha ? rgb * (alpha + Self.leastWeight) : rgb, alpha)
    case .data: return Float4(bytes) / 255
    case .normal:
      let vector = (Float4(bytes) - 128) / 127
      return Float4(Self.unit(vector.xyz), 0)
    }
  }

  /// - Parameter alphaScale: keeps the coverage of masked materials.
  func encode(_ value: Float4, alphaScale: Float) -> SIMD4<UInt8> {
    switch self {
    case .color(let table, let usesAlpha):
      let rgb = usesAlpha ? value.xyz / (value.w + Self.leastWeight) : value.xyz
      return SIMD4(
        table.encode(rgb.x), table.encode(rgb.y), table.encode(rgb.z),
        Self.code(value.w * alphaScale * 255))
    case .data:
      return SIMD4(
        Self.code(value.x * 255), Self.code(value.y * 255), Self.code(value.z * 255),
        Self.code(value.w * 255))
    case .normal:
      let vector = Self.unit(value.xyz) * 127 + 128
      return SIMD4(Self.code(vector.x), Self.code(vector.y), Self.code(vector.z), 255)
    }
  }

  private static func code(_ value: Float) -> UInt8 {
    UInt8(min(max(value.rounded(.toNearestOrAwayFromZero), 0), 255))
  }

  /// Straight up when there is no direction.
  private static func unit(_ v: Float3) -> Float3 {
    let squared = (v * v).sum()
    return squared > 1e-12 ? v / squared.squareRoot() : Float3(0, 0, 1)
  }
}
