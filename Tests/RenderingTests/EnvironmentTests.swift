import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// Diffuse and mirror reflection of maps that are not the same all around.
@Suite(.serialized) struct EnvironmentTests {
  static let size = 128
  static let view = View(
    pose: Pose(position: Float3(0, 0, 8)), fieldOfView: FieldOfView(tangent: 0.15))

  /// Largest error on a unit sphere's interior of what `expected` says of the normal and the ray.
  private func worstError(
    _ material: (inout Material) -> Void, map: EnvironmentMap, minimumCosine: Double = 0.05,
    step: Int = 1, expected: (_ normal: Double3, _ ray: Double3) -> Double3
  ) throws -> Double {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size, height: Self.size)
    var scene = Scene()
    let index = scene.addMaterial(material)
    scene.add(.sphere(material: index, columns: 256))
    try renderer.setScene(scene, environment: map)
    let picture = try renderer.picture(Self.view)
    let eye = Eye(Self.view, width: Self.size, height: Self.size)
    var worst = 0.0
    for y in stride(from: 0, to: Self.size, by: step) {
      for x in stride(from: 0, to: Self.size, by: step) {
        let ray = eye.ray(pixel: x, y)
        guard let hit = eye.hit(sphere: .zero, radius: 1, along: ray),
          -dot(hit.normal, ray) > minimumCosine
        else { continue }
        let error = picture.rgb(x, y) - expected(hit.normal, ray)
        worst = max(worst, abs(error.x), abs(error.y), abs(error.z))
      }
    }
    try test.finish(renderer)
    return worst
  }

  private func matte(_ m: inout Material) {
    m.roughness = 1
    m.specular = 0
  }

  /// Bands 0 to 2 are kept exactly; the cosine lobe weighs them with 1, 2/3 and 1/4.
  @Test func lowOrderGradientsAreExact() throws {
    let map = EnvironmentMap.of(width: 256) { d in
      Double3(2 + d.x + 0.5 * d.y, 2 - d.z + d.x * d.y, 2 + 0.7 * (3 * d.z * d.z - 1) - d.y * d.z)
    }
    let worst = try worstError(matte, map: map) { n, _ in
      Double3(
        2 + 2 / 3.0 * (n.x + 0.5 * n.y), 2 - 2 / 3.0 * n.z + 0.25 * n.x * n.y,
        2 + 0.25 * (0.7 * (3 * n.z * n.z - 1) - n.y * n.z))
    }
    print("gradient irradiance: worst error \(worst)")
    #expect(worst < 0.01)
  }

  @Test func smoothMapsAreNearTheIntegral() throws {
    func radiance(_ d: Double3) -> Double3 {
      Double3(
        1 + tanh(2 * d.y), exp(dot(d, normalize(Double3(1, 1, 1))) - 1),
        0.2 + max(0, d.x) * max(0, d.x))
    }
    // The integral over the sphere by the midpoint rule.
    var samples: [(direction: Double3, light: Double3)] = []
    let rows = 48
    for row in 0..<rows {
      let y = 1 - (Double(row) + 0.5) * 2 / Double(rows)
      for column in 0..<2 * rows {
        let a = (Double(column) + 0.5) / Double(rows) * .pi
        let s = (1 - y * y).squareRoot()
        let d = Double3(s * cos(a), y, s * sin(a))
        samples.append((d, radiance(d) * (4 * .pi / Double(2 * rows * rows))))
      }
    }
    let worst = try worstError(matte, map: .of(width: 128, radiance), step: 5) { n, _ in
      samples.reduce(into: Double3.zero) { $0 += $1.light * max(dot($1.direction, n), 0) } / .pi
    }
    print("smooth map's irradiance: worst error \(worst)")
    #expect(worst < 0.02 * 2)
  }

  /// A polished metal shows the map in the direction of reflection.
  @Test func mirrorsReflectTheMap() throws {
    func radiance(_ d: Double3) -> Double3 {
      Double3(1 + 0.8 * d.x, 1 + 0.8 * d.y, 1 + 0.8 * d.z)
    }
    let worst = try worstError(
      {
        $0.metallic = 1
        $0.roughness = 0.05
      }, map: .of(width: 512, radiance), minimumCosine: 0.2
    ) { n, ray in
      radiance(ray - n * (2 * dot(n, ray)))
    }
    print("mirror: worst error \(worst)")
    #expect(worst < 0.02)
  }

  /// A rough metal shows the map blurred by its lobe seen along the normal (the split sum): of a
  /// gradient as much is left as the lobe's mean cosine.
  @Test(arguments: [Float(0.2), 0.4, 0.6, 1]) func roughMetalsBlurTheMap(roughness: Float) throws {
    let gradient = Double3(0.5, 0.4, -0.6)
    func radiance(_ d: Double3) -> Double3 { Double3(repeating: 2 + dot(gradient, d)) }
    let alpha = Double(roughness) * Double(roughness)
    // Half vectors in equal shares of the distribution; light weighs by its cosine.
    var (sum, weight) = (0.0, 0.0)
    for i in 0..<4096 {
      let u = (Double(i) + 0.5) / 4096
      let nh2 = (1 - u) / (1 + (alpha * alpha - 1) * u)
      let nl = 2 * nh2 - 1
      guard nl > 0 else { continue }
      sum += nl * nl
      weight += nl
    }
    let kept = sum / weight
    let metal = ReferenceBRDF(
      baseColor: Double3(1, 1, 1), metallic: 1, roughness: Double(roughness))
    let worst = try worstError(
      {
        $0.roughness = roughness
        $0.metallic = 1
      }, map: .of(width: 256, radiance),
      minimumCosine: 0.2
    ) { n, ray in
      let shares = metal.shares(nv: -dot(n, ray))
      let mirrored = ray - n * (2 * dot(n, ray))
      let reflected = 2 + kept * dot(gradient, mirrored)
      let irradiance = 2 + 2 / 3.0 * dot(gradient, n)
      return shares.single * reflected + shares.multiple * irradiance
    }
    print("metal of roughness \(roughness): worst error \(worst)")
    // Two percent of the brightest.
    #expect(worst < 0.02 * (2 + length(gradient)))
  }
}
