private import Foundation
import Numerics
import SceneModel

/// The gallery under construction.
struct GalleryBuilder {
  var scene = Scene()
  let materials: GalleryMaterials
  let detail: Float
  let noise: Noise
  var random: RandomSource
  var hall = GalleryOcclusion()

  init(detail: Float, textureSize: Int, seed: UInt64) {
    self.detail = detail
    noise = Noise(seed: seed, stream: 100)
    random = RandomSource(seed: seed, stream: 101)
    materials = GalleryMaterials(size: textureSize, seed: seed, scene: &scene)
  }

  /// A mesh whose UV, in metres, are brought to the textures' size.
  mutating func mesh(_ name: String, _ parts: [(Surface, GalleryMaterial)]) -> Int {
    scene.addMesh(
      name,
      parts.map { surface, material in
        let k = 1 / materials.tile(material)
        return (surface.uvScaled(Float2(k, k)), material: materials.index(material))
      }, hasOcclusion: true)
  }

  /// A mesh that is drawn once, where it was made.
  mutating func add(_ name: String, _ parts: [(Surface, GalleryMaterial)]) {
    scene.place(name, mesh(name, parts))
  }

  /// A free-standing thing, lit for its place; `height` is that of its middle.
  mutating func stand(
    _ name: String, _ parts: [(Surface, GalleryMaterial)], at p: Float3, turn: Float = 0,
    height: Float = 0.8
  ) {
    let lit = parts.map { surface, material in
      (surface.litAround(p + Float3(0, height, 0), by: hall, turn: turn), material)
    }
    scene.place(name, mesh(name, lit), at: p, turn: turn)
  }

  /// Number of segments at this detail, from that at detail 1.
  func segments(_ n: Int) -> Int { max(Int(Float(n) * detail.squareRoot()), 8) }
}
