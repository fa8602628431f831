import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// Lights of KHR_lights_punctual on a floor that reflects diffusely alone: radiance is
/// albedo × illuminance / π.
@Suite(.serialized) struct LightTests {
  static let albedo = Double3(0.5, 0.25, 0.75)
  static let size = 96
  /// From above and aside, so that all clusters of the view are met.
  static let view = View(from: Float3(0, 5, 4), to: Float3(0, 0, -1), tangent: 0.8)

  /// A floor of 20 m in the plane y = 0, without lights.
  static func floor() -> Scene {
    var scene = Scene()
    let material = scene.addMaterial {
      $0.baseColor = Float4(Float3(albedo), 1)
      $0.roughness = 1
      $0.specular = 0
    }
    scene.add(.square(material: material), rotation: .floor, scale: Float3(20, 20, 1))
    return scene
  }

  /// Worst relative error against the illuminance that `expected` says a point of the floor gets.
  static func worstError(
    _ picture: Pixels, view: View = view, expected: (Double3) -> Double3
  ) -> (error: Double, lit: Int) {
    let eye = Eye(view, width: picture.width, height: picture.height)
    var (worst, lit) = (0.0, 0)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        let ray = eye.ray(pixel: x, y)
        guard let p = eye.hit(plane: Double3(0, 1, 0), distance: 0, along: ray),
          abs(p.x) < 9.9, abs(p.z) < 9.9
        else { continue }
        let radiance = expected(p) * albedo / .pi
        let error = picture.rgb(x, y) - radiance
        for c in 0..<3 {
          // Half floats lose their digits in the dark.
          worst = max(worst, abs(error[c]) / (radiance[c] + 0.002))
        }
        if radiance.x > 0.01 { lit += 1 }
      }
    }
    return (worst, lit)
  }

  static func punctual(
    _ p: Double3, from light: Double3, intensity: Double3, range: Double? = nil
  ) -> Double3 {
    let d = light - p
    let r = length(d)
    let window = range.map { max(0, min(1, 1 - pow(r / $0, 4))) } ?? 1
    return intensity * (max(0, d.y / r) * window / (r * r))
  }

  @Test func directionalLightGivesIlluminanceTimesCosine() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size, height: Self.size) {
      $0.hasShadows = false
    }
    for degrees in [0.0, 30, 60, 80] {
      var scene = Self.floor()
      let angle = degrees * .pi / 180
      let from = Float3(Float(sin(angle)), Float(cos(angle)), 0)
      scene.addLight(.directional, from: from, intensity: 4)
      // A second one is shaded on another path.
      scene.addLight(.directional, from: Float3(0, 1, 1), color: Float3(1, 0, 0), intensity: 2)
      try renderer.setScene(scene, environment: nil)
      let result = Self.worstError(try renderer.picture(Self.view)) { _ in
        Double3(repeating: 4 * cos(angle)) + Double3(2 * 0.5.squareRoot(), 0, 0)
      }
      #expect(result.error < 0.01, "at \(degrees)°")
      #expect(result.lit > 5000)
    }
    try test.finish(renderer)
  }

  /// Falloff towards the edge of a spot whose inner angle is half the outer one.
  static func angular(_ p: Double3, _ from: Float3, _ to: Float3, _ outer: Float) -> Double {
    let cosine = dot(normalize(p - Double3(from)), normalize(Double3(to - from)))
    let (edge, core) = (cos(Double(outer)), cos(Double(outer) / 2))
    let linear = max(0, min(1, (cosine - edge) / max(0.001, core - edge)))
    return linear * linear
  }

  @Test func pointAndSpotLightsFallOff() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size, height: Self.size)
    let at = Float3(0.5, 1.2, -0.7)

    var point = Self.floor()
    point.addLight(.point, from: at, color: Float3(1, 0.5, 0.25), intensity: 10)
    try renderer.setScene(point, environment: nil)
    let plain = Self.worstError(try renderer.picture(Self.view)) {
      Self.punctual($0, from: Double3(at), intensity: Double3(10, 5, 2.5))
    }
    #expect(plain.error < 0.01)

    var ranged = Self.floor()
    ranged.addLight(.point, from: at, intensity: 10, range: 3)
    try renderer.setScene(ranged, environment: nil)
    let windowed = Self.worstError(try renderer.picture(Self.view)) {
      Self.punctual($0, from: Double3(at), intensity: Double3(10, 10, 10), range: 3)
    }
    #expect(windowed.error < 0.01)

    var spot = Self.floor()
    let target = Float3(-1, 0, -1.5)
    spot.addLight(.spot(inner: 0.3, outer: 0.6), from: at, to: target, intensity: 20)
    try renderer.setScene(spot, environment: nil)
    let axis = normalize(Double3(target - at))
    let cone = Self.worstError(try renderer.picture(Self.view)) { p in
      let cosine = dot(normalize(p - Double3(at)), axis)
      let linear = (cosine - cos(0.6)) / (cos(0.3) - cos(0.6))
      let angular = max(0, min(1, linear))
      return Self.punctual(p, from: Double3(at), intensity: Double3(20, 20, 20))
        * (angular * angular)
    }
    #expect(cone.error < 0.01)
    print("point \(plain.error), range \(windowed.error), spot \(cone.error)")
    #expect(plain.lit > 3000 && windowed.lit > 500 && cone.lit > 100)
    try test.finish(renderer)
  }

  /// Hundreds of lights of short range, spots among them: whatever cluster a point falls into knows its lights. Seen
  /// in both eyes of a wide field of view, with the head turned against the eyes.
  @Test func clustersHoldEveryLightThatReachesThem() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size, height: Self.size, views: 2)
    var scene = Self.floor()
    var random = RandomSource(seed: 9)
    var lights: [(at: Float3, color: Float3, range: Float, spot: (to: Float3, outer: Float)?)] = []
    for _ in 0..<300 {
      let at = Float3(
        random.uniform(-9...9), random.uniform(0.2...0.8), random.uniform(-9...9))
      let color = Float3(random.unit(), random.unit(), random.unit())
      let aim = Float3(random.uniform(-0.5...0.5), -at.y, random.uniform(-0.5...0.5))
      let outer = random.uniform(0.15...1.5)
      let isSpot = lights.count % 2 == 0
      lights.append((at, color, random.uniform(0.8...1.6), isSpot ? (at + aim, outer) : nil))
    }
    for light in lights {
      scene.addLight(
        light.spot.map { .spot(inner: $0.outer / 2, outer: $0.outer) } ?? .point, from: light.at,
        to: light.spot?.to ?? .zero, color: light.color, intensity: 2, range: light.range)
    }
    try renderer.setScene(scene, environment: nil)
    var worst = 0.0
    for (position, target) in [
      (Float3(0, 5, 4), Float3(0, 0, -1)), (Float3(0, 1.6, 2), Float3(0.3, 1, -5)),
      (Float3(1, 0.3, 1), Float3(-4, 0.2, -1)), (Float3(0, 9, 0), Float3(0.01, 0, 0)),
    ] {
      let head = Pose(position: position, lookingAt: target)
      let views = StereoTests.pimax(head: head, ipd: 0.064, cant: 10)
      let eyes = try renderer.pictures(FrameInput(views[0], views[1], head: head))
      for (picture, view) in zip(eyes, views) {
        let result = Self.worstError(picture, view: view) { p in
          lights.reduce(into: Double3.zero) { sum, light in
            let plain = Self.punctual(
              p, from: Double3(light.at), intensity: Double3(light.color * 2),
              range: Double(light.range))
            sum += plain * (light.spot.map { Self.angular(p, light.at, $0.to, $0.outer) } ?? 1)
          }
        }
        worst = max(worst, result.error)
      }
    }
    print("clustered lights: worst relative error \(worst)")
    #expect(worst < 0.01)
    try test.finish(renderer)
  }

  /// Any number of lights may reach one place.
  @Test func noLightOfManyIsLeftOut() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.size, height: Self.size)
    var scene = Self.floor()
    for i in 0..<200 {
      scene.addLight(.point, from: Float3(0, 1 + Float(i) * 0.005, 0), intensity: 0.05)
    }
    try renderer.setScene(scene, environment: nil)
    let result = Self.worstError(try renderer.picture(Self.view)) { p in
      (0..<200).reduce(into: Double3.zero) { sum, i in
        sum += Self.punctual(
          p, from: Double3(0, 1 + Double(i) * 0.005, 0), intensity: Double3(repeating: 0.05))
      }
    }
    #expect(result.error < 0.01)
    try test.finish(renderer)
  }
}
