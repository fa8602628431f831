private import Foundation
internal import GPU
internal import Numerics
internal import SceneModel
internal import SceneStore

/// From which the device tells how fine the textures of what it draws should be. Mirrors
/// Shaders/Select/Textures.glsl: the two change together.
struct TextureDemand {
  /// An image that a material reads.
  private struct Need: BitwiseCopyable {
    /// In the list of units: those of the levels finer than the tail, finest first.
    var firstUnit: UInt32
    var levels: UInt32
    /// Logarithm to base 2 of the texels for each UV unit.
    var texels: Float
  }

  private struct Tables: BitwiseCopyable {
    var materials: UInt64
    var needs: UInt64
    var units: UInt64
    var densities: UInt64
  }

  /// Of instances without UVs: they need nothing.
  private static var noDensity: Float { -.infinity }

  let address: UInt64
  /// Whether there is anything to tell.
  let isEmpty: Bool
  private let tables: BufferHandle
  private let buffers: [BufferHandle]

  init(device: Device, directory: SceneDirectory, textures: TexturePool) throws(GPUError) {
    let units = Self.unitsOfLevels(directory)
    var starts: [UInt32] = []
    var list: [UInt32] = []
    for levels in units {
      starts.append(UInt32(list.count))
      list += levels
    }
    let scene = directory.skeleton.scene
    var needs: [Need] = []
    var ranges: [SIMD2<UInt32>] = []
    for material in scene.materials {
      let first = needs.count
      for case (let reference?, let isColor) in material.textureSlots {
        guard let index = textures.storedImage(reference, isColor: isColor), !units[index].isEmpty
        else { continue }
        let image = directory.images[index]
        let scale = reference.transform.scale
        let texels = abs(Float(image.width * image.height) * scale.x * scale.y)
        let need = Need(
          firstUnit: starts[index], levels: UInt32(units[index].count),
          texels: log2(max(texels, 1)) / 2)
        let isKnown = needs[first...].contains {
          $0.firstUnit == need.firstUnit && $0.texels >= need.texels
        }
        if !isKnown { needs.append(need) }
      }
      ranges.append(SIMD2(UInt32(first), UInt32(needs.count - first)))
    }
    ranges.append(.zero)
    isEmpty = needs.isEmpty
    let pose = ScenePose(scene)
    let densities =
      isEmpty
      ? []
      : directory.instances.map { instance -> Float in
        let density = directory.parts[instance.part].uvDensity
        let scale = directory.transform(of: instance, in: pose).meanScale
        return density > 0 && scale > 0 ? log2(density / scale) : Self.noDensity
      }
    let buffers = [
      try device.makeTable("images of materials", ranges),
      try device.makeTable("images needed", needs), try device.makeTable("units of levels", list),
      try device.makeTable("texture densities", densities),
    ]
    tables = try device.makeTable(
      "texture demand",
      [
        Tables(
          materials: device.address(of: buffers[0]), needs: device.address(of: buffers[1]),
          units: device.address(of: buffers[2]), densities: device.address(of: buffers[3]))
      ])
    self.buffers = buffers
    address = device.address(of: tables)
  }

  func destroy(on device: Device) { for buffer in buffers + [tables] { device.destroy(buffer) } }

  /// Of each image the units of its levels from the finest on; none where not every level has one.
  private static func unitsOfLevels(_ directory: SceneDirectory) -> [[UInt32]] {
    var units = directory.images.map { [UInt32](repeating: .max, count: $0.tailLevel) }
    for (index, unit) in directory.units.enumerated() where unit.kind == .imageLevel {
      units[Int(unit.image)][Int(unit.level)] = UInt32(index)
    }
    return units.map { $0.contains(.max) ? [] : $0 }
  }
}

extension Matrix4 {
  /// How much longer the transform makes lengths, in the mean of the axes.
  fileprivate var meanScale: Float { cbrt(abs(determinant3)) }
}
