private import Foundation
internal import Numerics
internal import SceneModel

/// A scene's lights in world space, sorted by how they are shaded.
struct SceneLights {
  /// The first directional light: the one with shadows.
  var sun: EnvironmentMap.Sun?
  /// Further directional lights.
  var directional: [LightRecord] = []
  /// Point and spot lights.
  var local: [LightRecord] = []

  init(scene: Scene) {
    let world = scene.worldTransforms()
    var pending = Array(scene.roots.reversed())
    while let index = pending.popLast() {
      let node = scene.nodes[index]
      pending.append(contentsOf: node.children.reversed())
      guard let lightIndex = node.light else { continue }
      add(scene.lights[lightIndex], transform: world[index])
    }
  }

  private mutating func add(_ light: Light, transform: Matrix4) {
    let direction = normalize(
      transform.transformDirection(Float3(0, 0, -1)), fallback: Float3(0, -1, 0))
    let intensity = light.color * light.intensity
    let window = light.range.map { 1 / max($0 * $0, 1e-8) } ?? 0
    var record = LightRecord(
      position: Float4(transform.columns.3.xyz, window), intensity: Float4(intensity, 0),
      direction: Float4(direction, 0), spot: .zero)
    switch light.kind {
    case .directional:
      if sun == nil {
        sun = EnvironmentMap.Sun(direction: direction, illuminance: intensity)
      } else {
        directional.append(record)
      }
    case .point:
      local.append(record)
    case .spot(let inner, let outer):
      // KHR_lights_punctual: 1 inside the inner cone, 0 outside the outer one, linear in the cosine.
      let scale = 1 / max(0.001, cos(inner) - cos(outer))
      record.intensity.w = 1
      record.spot = Float4(scale, -cos(outer) * scale, 0, 0)
      local.append(record)
    }
  }
}
