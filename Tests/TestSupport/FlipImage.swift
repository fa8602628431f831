import Foundation

/// One picture on its way through ꟻLIP. Pixels are kept as four lanes, so that one pass filters
/// several channels.
struct FlipImage {
  private let width: Int
  private let height: Int
  /// YCxCz: linearised CIELAB, in x, y, z.
  private let opponent: [SIMD4<Float>]

  init(width: Int, height: Int, rgba: [UInt8]) {
    self.width = width
    self.height = height
    let linear = (0..<256).map { value -> Float in
      let s = Float(value) / 255
      return s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4)
    }
    opponent = (0..<width * height).map { index in
      Self.opponent(
        SIMD4(
          linear[Int(rgba[index * 4])], linear[Int(rgba[index * 4 + 1])],
          linear[Int(rgba[index * 4 + 2])], 0))
    }
  }

  /// Hunt-adjusted CIELAB after the eye's contrast sensitivity. Each channel's sensitivity is a
  /// Gaussian in the paper's constants; blue-yellow's is the sum of two, the lanes z and w.
  func perceivedColors(pixelsPerDegree: Float) -> [SIMD4<Float>] {
    let spread = SIMD4<Float>(0.0047, 0.0053, 0.04, 0.025)
    let radius = Int(
      (3 * (0.04 / (2 * Float.pi * .pi)).squareRoot() * pixelsPerDegree).rounded(.up))
    var taps = (-radius...radius).map { offset -> SIMD4<Float> in
      let x = Float(offset) / pixelsPerDegree
      return exponential(-SIMD4(repeating: .pi * .pi * x * x) / spread)
    }
    let sums = taps.reduce(.zero, +)
    taps = taps.map { $0 / sums }
    // Weights of the two Gaussians: amplitude × volume, before normalisation.
    let wide = 34.1 * (Float.pi / 0.04).squareRoot() * sums.z * sums.z
    let narrow = 13.5 * (Float.pi / 0.025).squareRoot() * sums.w * sums.w
    let share = SIMD4(1, 1, wide / (wide + narrow), narrow / (wide + narrow))
    let source = opponent.map { SIMD4($0.x, $0.y, $0.z, $0.z) }
    return filter(source, across: taps, down: taps).map { lanes in
      let weighted = lanes * share
      let mixed = SIMD4(weighted.x, weighted.y, weighted.z + weighted.w, 0)
      return Self.perceived(Self.linear(mixed).clamped(lowerBound: .zero, upperBound: .one))
    }
  }

  /// How much edge (x) and point (y) there is in the luminance, by the first and second derivative
  /// of a Gaussian of 0.082 degrees.
  func features(pixelsPerDegree: Float) -> [SIMD2<Float>] {
    let deviation = 0.5 * 0.082 * pixelsPerDegree
    let radius = Int((3 * deviation).rounded(.up))
    let offsets = (-radius...radius).map { Float($0) }
    let gaussian = offsets.map { exp(-$0 * $0 / (2 * deviation * deviation)) }
    let sum = gaussian.reduce(0, +)
    let smooth = gaussian.map { $0 / sum }
    let edge = Self.balanced(zip(offsets, gaussian).map { -$0 * $1 })
    let point = Self.balanced(
      zip(offsets, gaussian).map { ($0 * $0 / (deviation * deviation) - 1) * $1 })
    let across = offsets.indices.map { SIMD4(edge[$0], point[$0], smooth[$0], smooth[$0]) }
    let down = offsets.indices.map { SIMD4(smooth[$0], smooth[$0], edge[$0], point[$0]) }
    let luminance = opponent.map { SIMD4<Float>(repeating: ($0.x + 16) / 116) }
    return filter(luminance, across: across, down: down).map { lanes in
      let squares = lanes * lanes
      return SIMD2(squares.x + squares.z, squares.y + squares.w).squareRoot()
    }
  }

  /// Scales positive taps to the sum 1 and negative ones to −1.
  private static func balanced(_ taps: [Float]) -> [Float] {
    let positive = taps.reduce(0) { $0 + max($1, 0) }
    let negative = taps.reduce(0) { $0 - min($1, 0) }
    return taps.map { $0 > 0 ? $0 / positive : $0 / negative }
  }

  /// A separable filter; beyond the border the outermost pixel goes on.
  private func filter(
    _ source: [SIMD4<Float>], across: [SIMD4<Float>], down: [SIMD4<Float>]
  ) -> [SIMD4<Float>] {
    let radius = across.count / 2
    var rows = [SIMD4<Float>](repeating: .zero, count: source.count)
    var result = rows
    for y in 0..<height {
      for x in 0..<width {
        var sum = SIMD4<Float>.zero
        for tap in across.indices {
          sum += across[tap] * source[y * width + min(max(x + tap - radius, 0), width - 1)]
        }
        rows[y * width + x] = sum
      }
    }
    for y in 0..<height {
      for tap in down.indices {
        let from = min(max(y + tap - radius, 0), height - 1) * width
        for x in 0..<width { result[y * width + x] += down[tap] * rows[from + x] }
      }
    }
    return result
  }
}

extension FlipImage {
  /// Linear sRGB primaries to CIE XYZ (IEC 61966-2-1), by columns.
  private static let red = SIMD4<Float>(0.41238656, 0.21263682, 0.01933062, 0)
  private static let green = SIMD4<Float>(0.35759149, 0.71518298, 0.11919716, 0)
  private static let blue = SIMD4<Float>(0.18045049, 0.0721802, 0.95037259, 0)
  /// XYZ of white; the last lane only keeps divisions defined.
  private static let white = red + green + blue + SIMD4(0, 0, 0, 1)

  /// XYZ relative to white.
  private static func relativeXYZ(_ linear: SIMD4<Float>) -> SIMD4<Float> {
    (red * linear.x + green * linear.y + blue * linear.z) / white
  }

  private static func opponent(_ linear: SIMD4<Float>) -> SIMD4<Float> {
    let xyz = relativeXYZ(linear)
    return SIMD4(116 * xyz.y - 16, 500 * (xyz.x - xyz.y), 200 * (xyz.y - xyz.z), 0)
  }

  private static func linear(_ opponent: SIMD4<Float>) -> SIMD4<Float> {
    let y = (opponent.x + 16) / 116
    let xyz = SIMD4(y + opponent.y / 500, y, y - opponent.z / 200, 0) * white
    return SIMD4(3.24100326, -0.96922421, 0.05563942, 0) * xyz.x
      + SIMD4(-1.53739899, 1.87592999, -0.20401120, 0) * xyz.y
      + SIMD4(-0.49861587, 0.04155422, 1.05714907, 0) * xyz.z
  }

  /// CIELAB whose chroma grows with lightness, after Hunt.
  static func perceived(_ linear: SIMD4<Float>) -> SIMD4<Float> {
    func curve(_ t: Float) -> Float {
      let d: Float = 6.0 / 29
      return t > d * d * d ? cbrt(t) : t / (3 * d * d) + 4.0 / 29
    }
    let xyz = relativeXYZ(linear)
    let (x, y, z) = (curve(xyz.x), curve(xyz.y), curve(xyz.z))
    let lightness = 116 * y - 16
    return SIMD4(
      lightness, 0.01 * lightness * 500 * (x - y), 0.01 * lightness * 200 * (y - z), 0)
  }
}

private func exponential(_ v: SIMD4<Float>) -> SIMD4<Float> {
  SIMD4(exp(v.x), exp(v.y), exp(v.z), exp(v.w))
}
