private import Foundation
import Numerics
import SceneModel

extension BuiltinScenes.Description {
  /// Small things spread evenly over a cube whose side grows with the cube root of their number. Each
  /// is a node of its own; they share three meshes in each of sixteen materials.
  static let many = Self(
    name: "many", summary: "a number of small objects, for tests of draw counts",
    parameters: [
      SceneParameter("count", .integer(0...1_000_000), "1000", "objects")
    ]
  ) { values, seed in
    var scene = Scene()
    var random = RandomSource(seed: seed, stream: 0x6d61)
    let count = values.integer("count")
    let half = max(1, 0.5 * cbrt(Float(count)))
    scene.addCamera("front", from: Float3(0, 0, half * 3), to: .zero)
    let shapes = [
      ("box", Surface.box(Float3(0.3, 0.3, 0.3), bevel: 0.02)),
      ("ball", Surface.sphere(radius: 0.18, columns: 16, rows: 8)),
      ("disc", Surface.sphere(radius: 0.2, columns: 16, rows: 8).scaled(1, 0.3, 1)),
    ]
    var meshes: [Int] = []
    for i in 0..<16 {
      let hue = Float(i) / 16 * 2 * .pi
      let material = scene.addMaterial("colour \(i)") {
        $0.baseColor = Float4(
          0.5 + 0.4 * cos(hue), 0.5 + 0.4 * cos(hue - 2.1), 0.5 + 0.4 * cos(hue + 2.1), 1)
        $0.metallic = i % 4 == 0 ? 1 : 0
        $0.roughness = 0.2 + 0.6 * random.unit()
      }
      for (name, surface) in shapes {
        meshes.append(scene.addMesh("\(name) \(i)", surface, material: material))
      }
    }
    for i in 0..<count {
      let range = -half...half
      let position = Float3(
        random.uniform(range), random.uniform(range), random.uniform(range))
      let mesh = meshes[Int(random.next32() % UInt32(meshes.count))]
      scene.place("thing \(i)", mesh, at: position, turn: random.uniform(0...6.28))
    }
    return scene
  }
}
