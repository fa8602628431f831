private import Foundation
import Numerics

extension GalleryBuilder {
  mutating func addCameras() {
    scene.addCamera(
      "nave", from: Float3(0.6, 1.62, 3.2), to: Float3(-0.1, 2.9, -6.6), verticalAngle: 1.0)
    scene.addCamera(
      "aisle", from: Float3(-6.1, 1.6, 4.6), to: Float3(-5.2, 2.2, -10), verticalAngle: 1.0)
    scene.addCamera(
      "figure", from: Float3(1.5, 1.6, -2.6), to: Float3(-0.1, 2.6, -6.6), verticalAngle: 0.95)
    scene.addCamera(
      "bust", from: Float3(-1.5, 1.62, -1.8), to: Float3(-2.65, 1.5, -2.95), verticalAngle: 0.8)
    scene.addCamera(
      "vitrine", from: Float3(1.2, 1.6, 1.0), to: Float3(2.6, 1.1, -0.4), verticalAngle: 0.85)
    scene.addCamera(
      "back", from: Float3(-0.8, 1.6, -18.5), to: Float3(0.6, 3.2, -4), verticalAngle: 1.05)
  }

  /// The sun of the default sky, spots on the pictures and sculptures, and the lanterns.
  mutating func addLights() {
    let sun = Sky.sunDirection(elevation: Sky.defaultSunElevation, azimuth: Sky.defaultSunAzimuth)
    scene.addLight(
      "sun", .directional, from: Float3(0, 20, -7), to: Float3(0, 20, -7) - sun,
      color: Float3(1, 0.91, 0.77), intensity: 4.8)
    let warm = Float3(1, 0.80, 0.56)
    // One lamp for each of the nearest pictures.
    for i in 0..<6 {
      let (center, side) = Self.paintingPlace(i)
      scene.addLight(
        "picture \(i)", .spot(inner: 0.5, outer: 0.95), from: center + Float3(-side * 0.9, 1.6, 0),
        to: center, color: warm, intensity: 9, range: 5)
    }
    for (i, p) in Self.lanternPlaces.enumerated() where i < 4 {
      scene.addLight(
        "lantern \(i)", .point, from: p, to: p - Float3(0, 1, 0), color: Float3(1, 0.68, 0.38),
        intensity: 8, range: 6.5)
    }
    // Sunlight that the floor sends back: from below, so it does not shine on the floor itself.
    for z in [-2.2, -6, -11] as [Float] {
      scene.addLight(
        "bounce", .spot(inner: 0.8, outer: 1.5), from: Float3(0.9, 0.06, z),
        to: Float3(0.9, 2, z), color: Float3(1, 0.82, 0.58), intensity: 9, range: 13)
    }
    for (name, target, from) in [
      ("bust spot", Float3(-2.65, 1.65, -2.9), Float3(-1.0, 4.4, -1.2)),
      ("gyroid spot", Float3(2.65, 1.75, -3.5), Float3(1.2, 4.6, -1.9)),
      ("trefoil spot", Float3(-2.5, 1.75, -0.2), Float3(-1.2, 4.6, 1.7)),
      ("vitrine spot", Float3(2.5, 1.1, -0.3), Float3(1.4, 4.4, 1.2)),
    ] {
      scene.addLight(
        name, .spot(inner: 0.16, outer: 0.34), from: from, to: target,
        color: Float3(1, 0.88, 0.72), intensity: 22, range: 7)
    }
  }
}
