import BuiltinScenes
import Foundation
import Numerics
import SceneModel
import Testing

@Suite struct SkyTests {
  private func radiance(_ map: EnvironmentMap, _ d: Float3) -> Float3 {
    let x = (atan2(d.x, -d.z) / (2 * .pi) + 0.5) * Float(map.width)
    let y = (0.5 - asin(d.y) / .pi) * Float(map.height)
    return map.pixels[min(Int(y), map.height - 1) * map.width + min(Int(x), map.width - 1)]
  }

  /// Irradiance of a horizontal plane that faces up.
  private func irradiance(_ map: EnvironmentMap) -> Float3 {
    var sum = Float3.zero
    for row in 0..<map.height / 2 {
      let elevation = (0.5 - (Float(row) + 0.5) / Float(map.height)) * .pi
      let weight = cos(elevation) * sin(elevation) * 2 * Float.pi * .pi
      for column in 0..<map.width {
        sum += map.pixels[row * map.width + column] * (weight / Float(map.width * map.height))
      }
    }
    return sum
  }

  private func luminance(_ c: Float3) -> Float { dot(c, Float3(0.2126, 0.7152, 0.0722)) }

  @Test func everyEnvironmentIsFiniteAndRepeatable() throws {
    for name in Environments.names {
      let (map, again) = (
        try Environments.named(name, width: 64), try Environments.named(name, width: 64)
      )
      #expect(map.pixels.allSatisfy { $0.sum().isFinite && $0.min() >= 0 }, "\(name)")
      #expect(again.pixels == map.pixels, "\(name)")
      if let sun = map.sun { #expect(abs(length(sun.direction) - 1) < 1e-5) }
    }
    #expect(throws: BuiltinSceneError.self) { try Environments.named("sunste") }
    #expect(try Environments.named("white").pixels.allSatisfy { $0 == Float3(1, 1, 1) })
    #expect(try Environments.named("black").pixels.allSatisfy { $0 == .zero })
  }

  @Test func daylightIsPlausible() throws {
    let map = Sky.environment(width: 128, height: 64)
    let zenith = radiance(map, Float3(0, 1, 0))
    #expect((0.35...0.6).contains(luminance(zenith)))
    #expect(zenith.z > zenith.y && zenith.y > zenith.x, "the zenith is blue")
    // About π times the zenith, and more for the bright horizon.
    #expect((1...4).contains(luminance(irradiance(map))))
    let sun = try #require(map.sun)
    #expect((3...7).contains(luminance(sun.illuminance)))
    #expect(sun.illuminance.x > sun.illuminance.z, "sunlight is warm")
    // The sky is brighter around the sun than opposite to it.
    let toSun = -sun.direction
    let away = Float3(-toSun.x, toSun.y, -toSun.z)
    let beside = normalize(toSun + Float3(0.15, 0, 0.1))
    #expect(luminance(radiance(map, beside)) > 1.5 * luminance(radiance(map, away)))
    // Below the horizon is the ground, which is less blue.
    let ground = radiance(map, Float3(0, -1, 0))
    #expect(ground.x / ground.z > zenith.x / zenith.z && luminance(ground) < 1)
  }

  @Test func sunIsWhereItIsAskedFor() throws {
    let map = Sky.environment(sunElevation: 0.5, sunAzimuth: 1, width: 16, height: 8)
    let sun = try #require(map.sun)
    let d = -sun.direction
    #expect(abs(d.y - sin(0.5)) < 1e-5)
    #expect(abs(atan2(d.x, -d.z) - 1) < 1e-5)
  }

  @Test func lowSunIsRedder() throws {
    func redness(_ degrees: Float) throws -> Float {
      let map = Sky.environment(sunElevation: degrees * .pi / 180, width: 16, height: 8)
      let e = try #require(map.sun).illuminance
      return e.x / e.z
    }
    let (high, middle, low) = (try redness(60), try redness(20), try redness(3))
    #expect(high < middle && middle < low && low > 2 * high)
  }

  @Test func nightHasNoSun() {
    let map = Sky.environment(sunElevation: -0.3, width: 16, height: 8)
    #expect(map.sun == nil)
    #expect(map.pixels.allSatisfy { $0.sum().isFinite })
  }

  /// The measure of the standard: the horizon has a third of the zenith's radiance.
  @Test func overcastFollowsItsStandard() throws {
    let map = try Environments.named("overcast", width: 128)
    let horizon = radiance(map, normalize(Float3(0, 0.03, -1)))
    let ratio = luminance(horizon) / luminance(radiance(map, Float3(0, 1, 0)))
    #expect((0.3...0.38).contains(ratio))
    #expect(map.sun == nil)
    #expect((1...2.5).contains(luminance(irradiance(map))))
  }
}
