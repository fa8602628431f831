private import Foundation
internal import Numerics
internal import SceneModel

/// Irradiance of an environment as nine spherical harmonics (Ramamoorthi and Hanrahan, "An Efficient
/// Representation for Irradiance Environment Maps", SIGGRAPH 2001), with the cosine lobe, the
/// division by π and the basis' constants folded in: the shader evaluates a plain polynomial of the
/// normal and gets the radiance that a white Lambertian surface reflects.
enum SphericalHarmonics {
  static func irradiance(of map: EnvironmentMap) -> InlineArray<9, Float4> {
    var sums = InlineArray<9, SIMD3<Double>>(repeating: .zero)
    var total = 0.0
    // Each pixel is taken as an area of one radiance; a small map is cut finer, so that two pixels
    // of one radiance are light from everywhere and not from two points.
    let (rows, columns) = (map.height * finer(map.height, 64), map.width * finer(map.width, 128))
    let azimuths = (0..<columns).map { column in
      let azimuth = ((Double(column) + 0.5) / Double(columns) - 0.5) * 2 * .pi
      return SIMD2(sin(azimuth), -cos(azimuth))
    }
    for row in 0..<rows {
      // The exact solid angle of the row, so that few rows lose no energy.
      let top = Double(row) / Double(rows) * .pi
      let bottom = Double(row + 1) / Double(rows) * .pi
      let angle = (cos(top) - cos(bottom)) * 2 * .pi / Double(columns)
      let polar = (top + bottom) / 2
      let (y, sine) = (cos(polar), sin(polar))
      let first = row * map.height / rows * map.width
      for column in 0..<columns {
        let (x, z) = (sine * azimuths[column].x, sine * azimuths[column].y)
        let radiance = SIMD3<Double>(map.pixels[first + column * map.width / columns]) * angle
        let basis = basis(x, y, z)
        for index in 0..<9 { sums[index] += radiance * basis[index] }
        total += angle
      }
    }
    // Cosine lobe in band 0, 1, 2 over π: 1, 2/3, 1/4. The basis function's own constant appears
    // once in the projection and once in the evaluation.
    let bands: InlineArray<9, Double> = [
      1, 2.0 / 3, 2.0 / 3, 2.0 / 3, 0.25, 0.25, 0.25, 0.25, 0.25,
    ]
    let constants = basisConstants
    var result = InlineArray<9, Float4>(repeating: .zero)
    for index in 0..<9 {
      let value = sums[index] * (4 * .pi / total) * bands[index] * constants[index]
      result[index] = Float4(Float3(value), 0)
    }
    return result
  }

  /// Parts that each of `count` is cut into, so that there are at least `least`.
  private static func finer(_ count: Int, _ least: Int) -> Int { (least + count - 1) / count }

  /// Constants of the real basis, in the order of the shader's polynomial.
  private static var basisConstants: InlineArray<9, Double> {
    [
      0.282094791773878, 0.488602511902920, 0.488602511902920, 0.488602511902920,
      1.092548430592079, 1.092548430592079, 0.315391565252520, 1.092548430592079,
      0.546274215296040,
    ]
  }

  private static func basis(_ x: Double, _ y: Double, _ z: Double) -> InlineArray<9, Double> {
    var values: InlineArray<9, Double> = [
      1, y, z, x, x * y, y * z, 3 * z * z - 1, x * z, x * x - y * y,
    ]
    let constants = basisConstants
    for index in 0..<9 { values[index] *= constants[index] }
    return values
  }
}
