import Foundation
import GPU
import Rendering
import SceneBake
import SceneModel
import SceneStore

/// A scene that is baked into a file for a test, and read back.
struct BakedScene {
  let file: SceneFile

  init(_ scene: Scene, textures: BakeOptions.Textures = .exact) throws {
    let path = NSTemporaryDirectory() + "fovea-test-\(UUID().uuidString).fovea"
    // The file stays readable while it is open.
    defer { unlink(path) }
    var options = BakeOptions()
    options.textures = textures
    options.jobs = 2
    try Baker.bake(LoadedScene(scene), to: path, options: options)
    file = try SceneFile(path: path)
  }

  var directory: SceneDirectory { file.directory }

  /// A page of geometry, read and decoded.
  func page(_ unit: Int, with codec: GeometryPageCodec) throws -> GeometryPage {
    let stored = directory.pages[Int(directory.units[unit].firstPage)]
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(stored.storedBytes), alignment: 16)
    defer { buffer.deallocate() }
    let bytes = try file.readPage(Int(directory.units[unit].firstPage), into: buffer)
    return try codec.decode(bytes, rawBytes: Int(stored.rawBytes))
  }
}

extension Renderer {
  /// Bakes a scene and makes everything of it resident.
  func setScene(_ scene: Scene, environment: EnvironmentMap?) throws {
    try setScene(try BakedScene(scene), of: scene, environment: environment)
  }

  /// Takes a scene with its triangles in their order and without coarser levels.
  func setFlatScene(_ scene: Scene, environment: EnvironmentMap?) throws {
    let flat = FlatScene(scene)
    try setScene(
      flat.directory, slots: max(flat.pages.count, 1), environment: environment,
      images: .whole(flat.image))
    for (unit, page) in flat.pages.enumerated() {
      try place(page, slot: unit)
      try setAvailable(unit: unit, slot: unit)
    }
  }

  /// Makes everything of a baked scene resident.
  /// - Parameter scene: what it was baked from.
  func setScene(_ baked: BakedScene, of scene: Scene, environment: EnvironmentMap?) throws {
    let units = baked.directory.geometryUnitCount
    try setScene(
      baked.directory, slots: max(units, 1), environment: environment,
      images: .whole { scene.images[$0] },
      rows: try baked.directory.parts.indices.map { try baked.file.rows(ofPart: $0) })
    let codec = GeometryPageCodec()
    for unit in 0..<units {
      try place(try baked.page(unit, with: codec), slot: unit)
      try setAvailable(unit: unit, slot: unit)
    }
  }
}
