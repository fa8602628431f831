internal import Numerics

// Mirrors Shaders/Shared/Scene.glsl: the two change together.

struct MaterialFlags: OptionSet {
  let rawValue: UInt32
  static let unlit = MaterialFlags(rawValue: 1)
  static let doubleSided = MaterialFlags(rawValue: 2)
  static let occlusionInORM = MaterialFlags(rawValue: 4)
  static let hasSpecularTextures = MaterialFlags(rawValue: 8)
  static let mirrored = MaterialFlags(rawValue: 16)
}

struct MaterialRecord: BitwiseCopyable {
  static let noTexture = UInt32.max

  var baseColor = SIMD4<Float16>(1, 1, 1, 1)
  var metallicRoughness = SIMD2<UInt16>(.max, .max)
  var normalOcclusion = SIMD2<Float16>(1, 1)
  /// Emitted radiance and alpha cut-off.
  var emissive = SIMD4<Float16>(0, 0, 0, 0.5)
  /// Reflectance at normal incidence and at grazing.
  var specular = SIMD4<Float16>(0.04, 0.04, 0.04, 1)
  var flags: UInt32 = 0
  /// Base colour, metallic-roughness, normal, occlusion, emissive, specular, specular colour.
  var slots = InlineArray<7, UInt32>(repeating: MaterialRecord.noTexture)
  /// For each slot the columns of the 2×2 part and the offset.
  var transforms = InlineArray<21, Float2>(repeating: .zero)
}

struct InstanceRecord: BitwiseCopyable {
  /// Rows of `T_world_mesh`.
  var rows: (Float4, Float4, Float4)
  var material: UInt32
  var flags: UInt32
  var padding: (UInt32, UInt32) = (0, 0)

  init(transform m: Matrix4, material: UInt32) {
    let t = m.transposed.columns
    rows = (t.0, t.1, t.2)
    self.material = material
    flags = m.determinant3 < 0 ? MaterialFlags.mirrored.rawValue : 0
  }
}

struct ItemRecord: BitwiseCopyable {
  var center: (Float, Float, Float)
  var radius: Float
  var coneAxis: (Float, Float, Float)
  var coneCutoff: Float
  var firstIndex: UInt32
  var indexCount: UInt32
  var vertexOffset: UInt32
  var instance: UInt32
  var bucket: UInt32
  var padding: (UInt32, UInt32, UInt32) = (0, 0, 0)
}

struct LightRecord: BitwiseCopyable {
  var position: Float4
  var intensity: Float4
  var direction: Float4
  var spot: Float4
}

/// Which pipeline and cull mode draw an item; the order is that of the draws.
enum Bucket: UInt32, CaseIterable {
  case opaque, opaqueMirrored, opaqueDoubleSided, masked, blended
}

/// Vertex streams: positions alone for the depth passes, the shading frame beside them, and second
/// UVs and colours for scenes that have them.
enum VertexStream {
  static let positionStride = 12
  static let frameStride = 24
  static let extraStride = 16

  struct Frame: BitwiseCopyable {
    var normal: SIMD4<Int16>
    var tangent: SIMD4<Int16>
    var uv0: Float2
  }

  struct Extra: BitwiseCopyable {
    var uv1: Float2
    var color: SIMD4<UInt16>
  }
}
