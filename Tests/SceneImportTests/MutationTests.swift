import Numerics
import SceneImport
import TestSupport
import Testing

/// Damaged files are refused or read, never worse.
@Suite struct MutationTests {
  static let seeds = [
    "BoxInterleaved.glb", "AnimatedMorphCube.glb", "RiggedFigure.glb",
    "Cameras/Cameras.gltf", "ColorAttribute/01_color_attribute.gltf",
    "validator/valid/mesh/valid.gltf", "validator/valid/skin/valid.gltf",
    "validator/valid/animation/valid.gltf",
    "validator/valid/accessor_data/get_elements_sparse.gltf",
    "validator/valid/KHR_texture_transform/valid.gltf",
  ]

  private var limits: ImportLimits {
    var limits = ImportLimits()
    limits.decodedBytes = 1 << 24
    return limits
  }

  private func attempt(_ bytes: [UInt8], _ name: String, resolver: FileResolver? = nil) {
    do {
      let scene = try SceneImporter.load(
        bytes: bytes, name: name, limits: limits, resolver: resolver)
      expectWholeness(of: scene)
    } catch {
      #expect(!error.reason.isEmpty && error.kind == .invalid)
    }
  }

  @Test(arguments: seeds) func flippedBytes(_ path: String) throws {
    guard let original = try SharedModels.bytes(path) else { return }
    var random = RandomSource(seed: 11)
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        // Mostly in the header and the JSON, where it hurts.
        let end = Bool.random(using: &random) ? min(bytes.count, 3000) : bytes.count
        bytes[Int.random(in: 0..<end, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      attempt(bytes, path, resolver: { _ in original })
    }
  }

  @Test(arguments: seeds) func replacedDigits(_ path: String) throws {
    guard let original = try SharedModels.bytes(path) else { return }
    var random = RandomSource(seed: 12)
    let digits = original.indices.filter { $0 < 20_000 && (48...57).contains(original[$0]) }
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard let place = digits.randomElement(using: &random) else { return }
        bytes[place] = UInt8.random(in: 45...57, using: &random)
      }
      attempt(bytes, path, resolver: { _ in original })
    }
  }

  @Test(arguments: seeds) func cutShort(_ path: String) throws {
    guard let original = try SharedModels.bytes(path) else { return }
    var random = RandomSource(seed: 13)
    for _ in 0..<30 {
      let length = Int.random(in: 0..<original.count, using: &random)
      attempt(Array(original[..<length]), path)
    }
  }
}
