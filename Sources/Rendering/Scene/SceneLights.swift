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
  /// Nodes that they shine from, in their order.
  var sunNode: Int?
  var directionalNodes: [Int] = []
  var localNodes: [Int] = []

  init(scene: Scene) {
    let world = scene.worldTransforms()
    var pending = Array(scene.roots.reversed())
    while let index = pending.popLast() {
      let node = scene.nodes[index]
      pending.append(contentsOf: node.children.reversed())
      guard let lightIndex = node.light else { continue }
      add(scene.lights[lightIndex], node: index, transform: world[index])
    }
  }

  private mutating func add(_ light: Light, node: Int, transform: Matrix4) {
    let record = LightRecord(light, transform: transform)
    guard light.kind == .directional else {
      local.append(record)
      localNodes.append(node)
      return
    }
    if sun == nil {
      sun = EnvironmentMap.Sun(
        direction: record.direction.xyz, illuminance: record.intensity.xyz)
      sunNode = node
    } else {
      directional.append(record)
      directionalNodes.append(node)
    }
  }
}

extension LightRecord {
  /// - Parameter transform: of the light's node, to the world.
  init(_ light: Light, transform: Matrix4) {
    let direction = normalize(
      transform.transformDirection(Float3(0, 0, -1)), fallback: Float3(0, -1, 0))
    let window = light.range.map { 1 / max($0 * $0, 1e-8) } ?? 0
    self.init(
      position: Float4(transform.columns.3.xyz, window),
      intensity: Float4(light.color * light.intensity, 0), direction: Float4(direction, 0),
      spot: .zero)
    guard case .spot(let inner, let outer) = light.kind else { return }
    // KHR_lights_punctual: 1 inside the inner cone, 0 outside the outer one, linear in the cosine.
    let scale = 1 / max(0.001, cos(inner) - cos(outer))
    intensity.w = 1
    spot = Float4(scale, -cos(outer) * scale, 0, 0)
  }
}
