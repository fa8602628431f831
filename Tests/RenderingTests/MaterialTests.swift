import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// Blending, masks, vertex colours, normal maps and occlusion.
@Suite(.serialized) struct MaterialTests {
  static let view = TextureTests.view

  /// Panes of glass blend back to front, in whatever order the scene names them.
  @Test func blendingDoesNotDependOnTheOrderOfNodes() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 96, height: 32)
    let panes: [(depth: Float, color: Float3, alpha: Float)] = [
      (2, Float3(1, 0, 0), 0.5), (3, Float3(0, 1, 0), 0.25), (4, Float3(0, 0, 1), 0.75),
    ]
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    let background = Float3(0.5, 0.25, 0.125)
    var scene = Scene()
    let materials = panes.map { scene.addUnlit($0.color, alpha: $0.alpha) }
    let back = scene.addUnlit(background)
    for (i, order) in orders.enumerated() {
      for pane in order {
        let depth = panes[pane].depth
        // Each group in a column of its own, seen straight through the origin.
        scene.add(
          .square(material: materials[pane]),
          at: Float3((Float(i) - 2.5) * depth * 0.5, 0, -depth),
          scale: Float3(repeating: 0.4 * depth))
      }
    }
    scene.add(.square(material: back), at: Float3(0, 0, -9), scale: Float3(60, 60, 1))
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(
      View(pose: .identity, fieldOfView: FieldOfView(left: -1.5, right: 1.5, up: 0.5, down: -0.5)))
    var expected = Double3(background)
    for pane in panes.reversed() {
      expected = mix(expected, Double3(pane.color), Double(pane.alpha))
    }
    for i in orders.indices {
      let error = picture.rgb(i * 16 + 8, 16) - expected
      #expect(max(abs(error.x), abs(error.y), abs(error.z)) < 0.002, "order \(orders[i])")
    }
    try test.finish(renderer)
  }

  /// A blended surface is hidden by a solid one before it, and shows one behind it.
  @Test func blendedThingsStandBetweenSolidOnes() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 32, height: 32, samples: 4)
    var scene = Scene()
    let glass = scene.addUnlit(Float3(1, 0, 0), alpha: 0.5)
    let solid = scene.addUnlit(Float3(0, 1, 0))
    scene.add(.square(material: glass), at: Float3(0, 0, -2), scale: Float3(4, 4, 1))
    scene.add(.square(material: solid), at: Float3(-0.5, 0, -1), scale: Float3(1, 2, 1))
    scene.add(.square(material: solid), at: Float3(1.5, 0, -3), scale: Float3(3, 9, 1))
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(Self.view)
    #expect(picture[8, 16].xyz == Float3(0, 1, 0))
    #expect(length(picture[24, 16].xyz - Float3(0.5, 0.5, 0)) < 0.002)
    try test.finish(renderer)
  }

  /// What has less alpha than the cut-off is not there; what has as much is.
  @Test func masksCutAtTheCutOff() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 64, height: 64)
    for cutoff in [Float(0.25), 0.5, 0.9] {
      var scene = Scene()
      let ramp = scene.addTexture(
        width: 64, height: 64, { x, _ in SIMD4(255, 255, 255, UInt8(x * 4)) }
      ) {
        $0.magnification = .nearest
        $0.minification = .nearest
        $0.mip = nil
      }
      let material = scene.addUnlit(Float3(1, 1, 1))
      scene.materials[material].baseColorTexture = ramp
      scene.materials[material].alphaMode = .mask
      scene.materials[material].alphaCutoff = cutoff
      scene.add(.square(material: material), at: Float3(0, 0, -1), scale: Float3(2, 2, 2))
      try renderer.setScene(scene, environment: nil)
      let picture = try renderer.picture(Self.view)
      for x in 0..<64 {
        let alpha = Float(x * 4) / 255
        guard abs(alpha - cutoff) > 0.002 else { continue }
        #expect(picture[x, 20].x == (alpha >= cutoff ? 1 : 0), "alpha \(alpha), cut-off \(cutoff)")
      }
    }
    try test.finish(renderer)
  }

  @Test func vertexColorsMultiplyTheBaseColor() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 64, height: 64)
    var scene = Scene()
    let material = scene.addUnlit(Float3(0.5, 1, 1))
    var square = Primitive.square(material: material)
    // Linear over the whole square, so that it does not matter how the square is cut.
    square.colors = square.positions.map { Float4($0.x + 0.5, $0.y + 0.5, 0.25, 1) }
    scene.add(square, at: Float3(0, 0, -1), scale: Float3(2, 2, 2))
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(Self.view)
    var worst = 0.0
    for y in 0..<64 {
      for x in 0..<64 {
        let expected = Double3((Double(x) + 0.5) / 128, 1 - (Double(y) + 0.5) / 64, 0.25)
        let error = picture.rgb(x, y) - expected
        worst = max(worst, abs(error.x), abs(error.y), abs(error.z))
      }
    }
    #expect(worst < 0.001)
    try test.finish(renderer)
  }

  /// A normal map of (128, 128, 255) changes nothing.
  @Test func flatNormalMapsChangeNothing() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 96, height: 96) { $0.toneMapping = .neutral }
    var pictures: [Pixels] = []
    for isMapped in [false, true] {
      var scene = Scene()
      let flat = scene.addTexture(width: 4, height: 4, { _, _ in SIMD4(128, 128, 255, 255) })
      let material = scene.addMaterial {
        $0.baseColor = Float4(0.8, 0.5, 0.3, 1)
        $0.roughness = 0.4
        if isMapped { $0.normalTexture = flat }
      }
      scene.add(.sphere(material: material), at: Float3(0, 0, -2))
      scene.addLight(.directional, from: Float3(1, 1, 1), intensity: 2)
      try renderer.setScene(scene, environment: .gradient())
      pictures.append(try renderer.picture(Self.view))
    }
    #expect(pictures[0].difference(to: pictures[1]) <= 1)
    #expect(Set(pictures[0].bytes).count > 40)
    try test.finish(renderer)
  }

  /// A map that tilts the normal along the tangent, along the bitangent, and on a mirrored square.
  @Test func normalMapsTiltAlongTheTangentFrame() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 96, height: 32) { $0.hasShadows = false }
    var scene = Scene()
    // Tangent-space normals (0.6, 0, 0.8) and (0, 0.6, 0.8).
    func encoded(_ n: Float3) -> SIMD4<UInt8> {
      let v = (n * 127 + 128).rounded(.toNearestOrEven)
      return SIMD4(UInt8(v.x), UInt8(v.y), UInt8(v.z), 255)
    }
    let along = scene.addTexture(width: 2, height: 2, { _, _ in encoded(Float3(0.6, 0, 0.8)) })
    let up = scene.addTexture(width: 2, height: 2, { _, _ in encoded(Float3(0, 0.6, 0.8)) })
    func matte(_ texture: TextureReference, _ scene: inout Scene) -> Int {
      scene.addMaterial {
        $0.roughness = 1
        $0.specular = 0
        $0.normalTexture = texture
      }
    }
    let (first, second) = (matte(along, &scene), matte(up, &scene))
    scene.add(.square(material: first), at: Float3(-1, 0, -1))
    scene.add(.square(material: second), at: Float3(0, 0, -1))
    scene.add(.square(material: first), at: Float3(1, 0, -1), scale: Float3(-1, 1, 1))
    let from = normalize(Float3(0.4, 0.7, 1))
    scene.addLight(.directional, from: from, intensity: .pi)
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(
      View(pose: .identity, fieldOfView: FieldOfView(left: -1.5, right: 1.5, up: 0.5, down: -0.5)))
    // The square's tangent is +X and its bitangent +Y, since v points down.
    let normals = [Float3(0.6, 0, 0.8), Float3(0, 0.6, 0.8), Float3(-0.6, 0, 0.8)]
    for (i, normal) in normals.enumerated() {
      let expected = dot(normal, from)
      #expect(abs(picture[i * 32 + 16, 16].x - expected) < 0.01, "square \(i)")
    }
    try test.finish(renderer)
  }

  /// Occlusion dims light from around by its strength and leaves direct light alone; emission adds.
  @Test func occlusionAndEmission() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 64, height: 32) {
      $0.hasEnvironment = false
      $0.hasShadows = false
    }
    var scene = Scene()
    let half = scene.addTexture(width: 2, height: 2, { _, _ in SIMD4(51, 255, 255, 255) })
    for i in 0..<2 {
      let material = scene.addMaterial {
        $0.roughness = 1
        $0.specular = 0
        $0.baseColor = Float4(0.5, 0.5, 0.5, 1)
        $0.occlusionTexture = half
        $0.occlusionStrength = i == 0 ? 1 : 0.5
        $0.emissive = Float3(0, 0, 2)
      }
      scene.add(.square(material: material), at: Float3(Float(i) * 2 - 1, 0, -1), scale: [2, 2, 1])
    }
    scene.addLight(.directional, from: Float3(0, 0, 1), color: [0, 1, 0], intensity: .pi)
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(
      View(pose: .identity, fieldOfView: FieldOfView(left: -2, right: 2, up: 1, down: -1)),
      ambient: Float3(1, 0, 0))
    // 51 of 255 is a fifth.
    #expect(length(picture[16, 16].xyz - Float3(0.5 * 0.2, 0.5, 2)) < 0.004)
    #expect(length(picture[48, 16].xyz - Float3(0.5 * 0.6, 0.5, 2)) < 0.004)
    try test.finish(renderer)
  }
}
