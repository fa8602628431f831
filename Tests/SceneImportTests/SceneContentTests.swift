import Numerics
import SceneModel
import TestSupport
import Testing

@testable import SceneImport

@Suite struct SceneContentTests {
  private func load(_ rest: String) throws(ImportError) -> Scene {
    try SceneImportTests.load("{\"asset\": {\"version\": \"2.0\"}, \(rest)}")
  }

  @Test func cameras() throws {
    let scene = try load(
      """
      "cameras": [
        {"type": "perspective", "perspective": {"yfov": 0.5, "znear": 0.1, "aspectRatio": 1.5}},
        {"type": "orthographic", "name": "plan",
         "orthographic": {"xmag": 2, "ymag": 3, "znear": 0, "zfar": 10}}],
      "nodes": [{"camera": 1}]
      """)
    #expect(
      scene.cameras[0].projection
        == .perspective(verticalAngle: 0.5, aspect: 1.5, near: 0.1, far: nil))
    #expect(
      scene.cameras[1].projection
        == .orthographic(halfWidth: 2, halfHeight: 3, near: 0, far: 10))
    #expect(scene.cameras[1].name == "plan" && scene.nodes[0].camera == 1)
    #expect(throws: ImportError.self) {
      try load(
        """
        "cameras": [{"type": "perspective", "perspective": {"yfov": 0.5, "znear": 1, "zfar": 1}}]
        """)
    }
  }

  @Test func lights() throws {
    func document(_ light: String) -> String {
      """
      "extensionsUsed": ["KHR_lights_punctual"],
      "extensions": {"KHR_lights_punctual": {"lights": [\(light)]}},
      "nodes": [{"extensions": {"KHR_lights_punctual": {"light": 0}}}]
      """
    }
    let spot = try load(
      document(
        """
        {"type": "spot", "color": [1, 0.5, 0], "intensity": 20, "range": 4,
         "spot": {"innerConeAngle": 0.25, "outerConeAngle": 0.5}}
        """))
    #expect(spot.lights[0].kind == .spot(inner: 0.25, outer: 0.5))
    #expect(spot.lights[0].color == Float3(1, 0.5, 0) && spot.lights[0].intensity == 20)
    #expect(spot.lights[0].range == 4 && spot.nodes[0].light == 0)
    let sun = try load(document("{\"type\": \"directional\"}"))
    #expect(sun.lights[0].kind == .directional && sun.lights[0].intensity == 1)
    for bad in [
      "{\"type\": \"area\"}", "{\"type\": \"point\", \"range\": 0}", "{\"type\": \"spot\"}",
      "{\"type\": \"spot\", \"spot\": {\"innerConeAngle\": 1, \"outerConeAngle\": 0.5}}",
    ] {
      #expect(throws: ImportError.self) { try load(document(bad)) }
    }
  }

  @Test func samplers() throws {
    let png = """
      data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgG\
      AWjR9awAAAABJRU5ErkJggg==
      """
    let scene = try load(
      """
      "images": [{"uri": "\(png)", "name": "dot"}], "textures": [{"source": 0, "sampler": 0},
        {"source": 0}],
      "samplers": [{"wrapS": 33071, "wrapT": 33648, "magFilter": 9728, "minFilter": 9985}]
      """)
    let texture = scene.textures[0]
    #expect(texture.wrapU == .clampToEdge && texture.wrapV == .mirroredRepeat)
    #expect(texture.magnification == .nearest && texture.minification == .linear)
    #expect(texture.mip == .nearest)
    #expect(scene.textures[1] == Texture(image: 0) && scene.images.map(\.name) == ["dot"])
    #expect(throws: ImportError.self) { try load("\"samplers\": [{\"wrapS\": 1}]") }
  }

  @Test func animations() throws {
    let times = littleEndian([0, 0.5, 2] as [Float])
    // Three quaternions, normalised 16-bit; then nine vectors for a cubic spline.
    let turns = littleEndian(
      [0, 0, 0, 32767, 0, 0, 32767, 0, 0, 32767, 0, 0] as [Int16])
    let moves = littleEndian((0..<27).map { Float($0) })
    let json = """
      {"asset": {"version": "2.0"}, "buffers": [{"byteLength": 144}],
       "bufferViews": [{"buffer": 0, "byteLength": 12},
         {"buffer": 0, "byteOffset": 12, "byteLength": 24},
         {"buffer": 0, "byteOffset": 36, "byteLength": 108}],
       "accessors": [
         {"bufferView": 0, "componentType": 5126, "type": "SCALAR", "count": 3},
         {"bufferView": 1, "componentType": 5122, "type": "VEC4", "count": 3, "normalized": true},
         {"bufferView": 2, "componentType": 5126, "type": "VEC3", "count": 9}],
       "nodes": [{}], "animations": [{"name": "turn",
         "samplers": [{"input": 0, "output": 1, "interpolation": "STEP"},
           {"input": 0, "output": 2, "interpolation": "CUBICSPLINE"}],
         "channels": [{"sampler": 0, "target": {"node": 0, "path": "rotation"}},
           {"sampler": 1, "target": {"node": 0, "path": "translation"}},
           {"sampler": 1, "target": {"path": "translation"}},
           {"sampler": 1, "target": {"node": 0, "path": "pointer"}}]}]}
      """
    let scene = try SceneImportTests.load(json, times + turns + moves)
    let animation = try #require(scene.animations.first)
    #expect(animation.duration == 2 && animation.name == "turn" && animation.channels.count == 2)
    #expect(animation.samplers[0].interpolation == .step && animation.samplers[0].components == 4)
    #expect(
      zip(animation.samplers[0].outputs, [0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0])
        .allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(animation.samplers[1].outputs == (0..<27).map { Float($0) })
    #expect(animation.samplers[1].interpolation == .cubicSpline)
    #expect(
      scene.warnings.map(\.pointer)
        == ["/animations/0/channels/2/target", "/animations/0/channels/3/target/path"])
    let wrongPath = json.replacing("\"path\": \"rotation\"", with: "\"path\": \"scale\"")
    #expect(
      refusal(wrongPath, times + turns + moves)?.pointer == "/animations/0/samplers/0/output")
  }

  @Test func skinsAndMorphsOfRealModels() throws {
    guard let man = SharedModels.url("CesiumMan.glb"),
      let cube = SharedModels.url("AnimatedMorphCube.glb"),
      let fox = SharedModels.url("animated/Fox.glb")
    else { return }
    let walker = try SceneImporter.load(path: man.path)
    #expect(walker.skins.map(\.joints.count) == [19])
    #expect(walker.animations.count == 1)
    // A man stands about 1.5 m tall in his rest pose, upright.
    let size = walker.bounds().size
    #expect(size.y > 1.3 && size.y < 1.7 && size.y > size.x && size.y > size.z)

    let box = try SceneImporter.load(path: cube.path)
    #expect(box.meshes[0].primitives[0].targets.count == 2)
    #expect(box.meshes[0].weights == [0, 0])
    #expect(box.animations[0].channels.map(\.path) == [.weights])

    let animal = try SceneImporter.load(path: fox.path)
    #expect(animal.animations.map(\.name) == ["Survey", "Walk", "Run"])
    #expect(animal.skins[0].joints.count == 24)
    // Without indices and normals, every triangle has vertices of its own.
    #expect(animal.meshes[0].primitives[0].positions.count == 576 * 3)
  }

  @Test func defaultSceneAndRoots() throws {
    let scene = try load(
      """
      "scene": 1, "scenes": [{"nodes": [0]}, {"nodes": [1]}],
      "nodes": [{}, {"children": [2]}, {"translation": [1, 2, 3]}]
      """)
    #expect(scene.roots == [1] && scene.warnings.map(\.pointer) == ["/scenes/0"])
    #expect(try load("\"nodes\": [{\"children\": [1]}, {}, {}]").roots == [0, 2])
  }
}
