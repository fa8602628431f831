package import SceneStore
package import Streaming

extension ImagePlan {
  /// Turns levels of a scene's images into what the device wants.
  package func unpacking(for directory: SceneDirectory) -> some LevelUnpacking {
    PlannedUnpacking(
      levels: directory.units.map { unit in
        guard unit.kind == .imageLevel, formats[Int(unit.image)].unpacks else { return nil }
        let image = directory.images[Int(unit.image)]
        return PlannedUnpacking.Level(
          format: formats[Int(unit.image)], size: image.size(ofLevel: Int(unit.level)))
      })
  }
}

private struct PlannedUnpacking: LevelUnpacking {
  struct Level {
    var format: ImageFormat
    var size: (width: Int, height: Int)
  }

  /// By unit; nil for those that stay as they are.
  let levels: [Level?]

  func texelBytes(ofUnit unit: Int) -> Int? {
    levels[unit].map { $0.size.width * $0.size.height * $0.format.device.bytes }
  }

  func unpack(
    unit: Int, _ blocks: UnsafeRawBufferPointer, into texels: UnsafeMutableRawBufferPointer
  ) {
    guard let level = levels[unit] else { return }
    level.format.unpack(blocks, size: level.size, into: texels)
  }
}
