import Foundation
import ImageCodecs
import Testing

/// Animations, as commands play and tell of them.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"), .serialized)
struct AnimationTests {
  private let folder: WorkFolder
  private let scene: String

  /// A triangle before a camera, which "slide" moves to the right within two seconds, and "jump" up
  /// after one.
  init() throws {
    folder = try WorkFolder()
    scene = folder.path + "/moving.gltf"
    let positions: [Float] = [-1, -1, 0, 1, -1, 0, 0, 1, 0]
    let slide: [Float] = [0, 2] + [0, 0, 0, 4, 0, 0]
    let jump: [Float] = [0, 1] + [0, 0, 0, 0, 3, 0]
    let bytes = (positions + slide + jump).withUnsafeBytes { Data($0) }
    let text = """
      {"asset": {"version": "2.0"}, "nodes": [{"mesh": 0}, {"camera": 0, "translation": [0, 0, 6]}],
       "scenes": [{"nodes": [0, 1]}], "scene": 0,
       "cameras": [{"type": "perspective", "perspective": {"yfov": 1, "znear": 0.1}}],
       "materials": [{"doubleSided": true, "extensions": {"KHR_materials_unlit": {}}}],
       "extensionsUsed": ["KHR_materials_unlit"],
       "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "material": 0}]}],
       "animations": [
         {"name": "slide", "samplers": [{"input": 1, "output": 2}],
          "channels": [{"sampler": 0, "target": {"node": 0, "path": "translation"}}]},
         {"name": "jump", "samplers": [{"input": 3, "output": 4, "interpolation": "STEP"}],
          "channels": [{"sampler": 0, "target": {"node": 0, "path": "translation"}}]}],
       "buffers": [{"byteLength": \(bytes.count),
         "uri": "data:application/octet-stream;base64,\(bytes.base64EncodedString())"}],
       "bufferViews": [{"buffer": 0, "byteLength": \(bytes.count)}],
       "accessors": [
         {"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3",
          "min": [-1, -1, 0], "max": [1, 1, 0]},
         {"bufferView": 0, "byteOffset": 36, "componentType": 5126, "count": 2, "type": "SCALAR",
          "min": [0], "max": [2]},
         {"bufferView": 0, "byteOffset": 44, "componentType": 5126, "count": 2, "type": "VEC3"},
         {"bufferView": 0, "byteOffset": 68, "componentType": 5126, "count": 2, "type": "SCALAR",
          "min": [0], "max": [1]},
         {"bufferView": 0, "byteOffset": 76, "componentType": 5126, "count": 2, "type": "VEC3"}]}
      """
    try text.write(toFile: scene, atomically: true, encoding: .utf8)
  }

  /// Where white pixels are in the mean, in parts of the picture, right and down.
  private func middle(_ options: [String]) throws -> SIMD2<Double> {
    let file = folder.path + "/picture.png"
    let result = try FoveaProcess.run(
      [
        "render", scene, "-o", file, "--headset", "ci-mini", "--output", "left", "--size", "96x96",
        "--ipd", "0", "--camera", "0", "--background", "none", "--validate",
      ] + options)
    #expect(result.code == 0, "\(result.errors)")
    let image = try ImageDecoder.decode([UInt8](Data(contentsOf: URL(filePath: file))))
    var (sum, count) = (SIMD2<Double>.zero, 0.0)
    for y in 0..<image.height {
      for x in 0..<image.width where image.pixels[(y * image.width + x) * 4 + 3] > 200 {
        sum += SIMD2(Double(x) + 0.5, Double(y) + 0.5) / SIMD2(96, 96)
        count += 1
      }
    }
    #expect(count > 50)
    return sum / count
  }

  @Test func picturesShowTheTime() throws {
    let rest = try middle(["--time", "0"])
    #expect(try middle([]) == rest)
    let half = try middle(["--animation", "slide", "--time", "1"])
    let whole = try middle(["--animation", "0", "--time", "2"])
    #expect(abs((whole.x - rest.x) - 2 * (half.x - rest.x)) < 0.02 && half.x - rest.x > 0.1)
    #expect(abs(whole.y - rest.y) < 0.01)
    // It begins anew.
    let later = try middle(["--animation", "slide", "--time", "3"])
    #expect(abs(later.x - half.x) < 0.01)
    // A step waits for its time; of two that move the same the last does.
    #expect(try middle(["--animation", "jump", "--time", "0.9"]) == rest)
    let up = try middle(["--animation", "all", "--time", "1"])
    #expect(up.y < rest.y - 0.1 && abs(up.x - rest.x) < 0.01)
  }

  @Test func whatThereIsNotIsAnError() throws {
    let result = try FoveaProcess.run(
      "render", scene, "-o", folder.path + "/a.png", "--animation", "run")
    #expect(result.code == 1)
    #expect(
      result.errors == "fovea: \(scene): has no animation run; there are 0 (slide), 1 (jump)\n")
  }

  @Test func inspectListsThem() throws {
    let baked = folder.path + "/moving.fovea"
    #expect(try FoveaProcess.run("bake", scene, "-o", baked).code == 0)
    for file in [scene, baked] {
      let result = try FoveaProcess.run("inspect", file, "--json")
      let facts = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let list = try #require(facts["animations"] as? [[String: Any]])
      #expect(list.map { $0["name"] as? String } == ["slide", "jump"])
      #expect(list.map { $0["duration_s"] as? Double } == [2, 1])
      #expect(try FoveaProcess.run("inspect", file).output.contains("slide, 2 s"))
    }
  }
}
