import Numerics
import SceneModel

extension Scene {
  /// Leaves one directional light: `direction` is where it shines to, `illuminance` linear in lux.
  mutating func replaceLights(direction: Float3, illuminance: Float3) {
    for index in nodes.indices { nodes[index].light = nil }
    var light = Light(kind: .directional)
    light.intensity = max(illuminance.max(), 1e-12)
    light.color = illuminance / light.intensity
    lights = [light]
    var node = Node()
    node.light = 0
    node.transform = .parts(
      translation: .zero, rotation: Quaternion(from: Float3(0, 0, -1), to: direction),
      scale: Float3(1, 1, 1))
    nodes.append(node)
    roots.append(nodes.count - 1)
  }
}
