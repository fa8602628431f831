import Foundation
import Numerics
import SceneModel

extension Scene {
  /// A bit of everything: a textured floor, spheres of several materials, a mirrored instance, a
  /// masked and two blended panes, the sun, point lights and a spot.
  static func hall() -> Scene {
    var scene = Scene()
    let checker = scene.addTexture(
      width: 16, height: 16,
      { x, y in (x + y) % 2 == 0 ? SIMD4(230, 220, 200, 255) : SIMD4(60, 70, 90, 255) })
    let leaf = scene.addTexture(
      width: 32, height: 32,
      { x, y in SIMD4(80, 200, 90, (x / 4 + y / 4) % 2 == 0 ? 255 : 0) })
    let bumps = scene.addTexture(
      width: 32, height: 32,
      { x, y in
        let (a, b) = (sin(Float(x) * .pi / 4) * 60, sin(Float(y) * .pi / 4) * 60)
        return SIMD4(UInt8(128 + a), UInt8(128 + b), 230, 255)
      })
    let floor = scene.addMaterial {
      $0.baseColorTexture = checker
      $0.baseColorTexture?.transform.scale = Float2(4, 4)
      $0.roughness = 0.6
    }
    scene.add(
      .square(material: floor), at: Float3(0, -1, -3), rotation: .floor, scale: Float3(8, 8, 1))
    for i in 0..<6 {
      let material = scene.addMaterial {
        $0.baseColor = Float4(0.9 - 0.1 * Float(i), 0.4, 0.2 + 0.1 * Float(i), 1)
        $0.metallic = i % 2 == 0 ? 0 : 1
        $0.roughness = 0.1 + 0.15 * Float(i)
        if i == 2 { $0.normalTexture = bumps }
        if i == 3 { $0.emissive = Float3(0.1, 0.3, 0.6) }
      }
      let x = Float(i) * 0.55 - 1.4
      scene.add(
        .sphere(material: material, columns: 48), at: Float3(x, -0.4 + 0.2 * Float(i % 3), -2.5),
        scale: Float3(i == 4 ? -0.28 : 0.28, 0.28, 0.28))
    }
    let mask = scene.addMaterial {
      $0.baseColorTexture = leaf
      $0.alphaMode = .mask
      $0.isDoubleSided = true
    }
    scene.add(.square(material: mask), at: Float3(-0.9, -0.4, -1.8))
    for i in 0..<2 {
      let glass = scene.addMaterial {
        $0.baseColor = Float4(0.3, 0.7, 0.9, 0.4)
        $0.alphaMode = .blend
        $0.roughness = 0.1
      }
      scene.add(
        .square(material: glass), at: Float3(0.5 + 0.2 * Float(i), -0.2, -1.6 - 0.2 * Float(i)),
        rotation: Quaternion(angle: 0.3, axis: Float3(0, 1, 0)))
    }
    let box = scene.addMaterial { $0.baseColor = Float4(0.8, 0.8, 0.75, 1) }
    scene.add(
      .cube(material: box), at: Float3(0.2, -0.7, -3.4),
      rotation: Quaternion(angle: 0.5, axis: Float3(0, 1, 0)), scale: Float3(0.6, 0.6, 0.6))
    scene.addLight(
      .directional, from: Float3(2, 4, 1), to: Float3(0, 0, -2), color: Float3(1, 0.95, 0.85),
      intensity: 3)
    for i in 0..<5 {
      scene.addLight(
        .point, from: Float3(Float(i) - 2, 0.4, -2), color: Float3(1, 0.5 + 0.1 * Float(i), 0.4),
        intensity: 0.8, range: 2.5)
    }
    scene.addLight(
      .spot(inner: 0.2, outer: 0.5), from: Float3(0, 1.5, -1.5), to: Float3(0.2, -1, -3),
      color: Float3(0.5, 0.6, 1), intensity: 6)
    return scene
  }
}
