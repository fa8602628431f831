import Numerics
import SceneModel
import TestSupport
import Testing

@testable import SceneImport

/// The fuzzer's seeds are small scenes that use much of the format; a seed that is refused tests
/// little.
@Suite("Fuzzer seeds")
struct CompressionScenesTests {
  @Test("Each loads without a warning")
  func load() throws {
    for name in [
      "animated.gltf", "edgebreaker-draco.glb", "meshopt.glb", "sequential-draco.glb",
      "triangle.glb",
    ] {
      #expect(try scene(name).warnings == [])
    }
  }

  @Test("The compressed ones hold the height field of the Draco tests and a grid of 3 × 3 quads")
  func contents() throws {
    for name in ["edgebreaker-draco.glb", "sequential-draco.glb"] {
      let primitive = try #require(try scene(name).meshes.first?.primitives.first)
      #expect(primitive.triangleCount == 40)
      for (position, uv) in zip(primitive.positions, primitive.uv0) {
        let (x, y) = (uv.x * 8, uv.y * 8)
        let expected = Float3(x, y, (x * x + y) / 16)
        #expect(length(position - expected) < 3e-4)
      }
      for (color, position) in zip(primitive.colors, primitive.positions) {
        let expected: Float = (300 + position.x) / 65535
        #expect(abs(color.w - expected) < 1e-6)
      }
    }
    let grid = try #require(try scene("meshopt.glb").meshes.first?.primitives.first)
    #expect(grid.triangleCount == 18)
    let expected = (0..<16).map { Float3(Float($0 % 4), Float($0 / 4), 0) * 100 }
    #expect(Set(grid.positions) == Set(expected))
  }

  private func scene(_ name: String) throws -> Scene {
    try SceneImporter.load(
      path: SharedModels.packageRoot.appendingPathComponent("Tests/Fuzz/Seeds/\(name)").path)
  }
}
