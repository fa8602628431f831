internal import Numerics
internal import SceneModel

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
  /// Rows of `T_world_part`.
  var rows: (Float4, Float4, Float4)
  var material: UInt32
  /// Flags of the material, `hasCones`, and the bucket.
  var flags: UInt32
  /// Of the part.
  var rootNode: UInt32
  /// How much longer the transform makes lengths, at most.
  var scale: Float

  /// The clusters' cones of normals hold in the world.
  static let hasCones: UInt32 = 32
  static let bucketShift: UInt32 = 8

  /// - Parameter index: of the material's record.
  init(transform m: Matrix4, material: Material, index: UInt32, rootNode: UInt32) {
    let t = m.transposed.columns
    rows = (t.0, t.1, t.2)
    self.material = index
    self.rootNode = rootNode
    let (x, y, z) = (m.columns.0.xyz, m.columns.1.xyz, m.columns.2.xyz)
    // Largest eigenvalue of MᵀM by Gershgorin: exact for axes at right angles.
    let (xy, yz, zx) = (abs(dot(x, y)), abs(dot(y, z)), abs(dot(z, x)))
    scale = max(dot(x, x) + xy + zx, dot(y, y) + xy + yz, dot(z, z) + yz + zx).squareRoot()
    let bucket = Bucket(of: material, transform: m)
    // A cone of normals survives rotation, uniform scale and mirroring; anything else opens it.
    let lengths = Float3(length(x), length(y), length(z))
    let isUniform = max(lengths.max(), scale) <= lengths.min() * 1.001
    flags = bucket.rawValue << Self.bucketShift
    if m.determinant3 < 0 { flags |= MaterialFlags.mirrored.rawValue }
    if isUniform, bucket == .opaque || bucket == .opaqueMirrored { flags |= Self.hasCones }
  }
}

struct LightRecord: BitwiseCopyable {
  var position: Float4
  var intensity: Float4
  var direction: Float4
  var spot: Float4
}

/// Which pipeline and cull mode draw an instance; the order is that of the draws.
enum Bucket: UInt32, CaseIterable {
  case opaque, opaqueMirrored, opaqueDoubleSided, masked, blended

  init(of material: Material, transform: Matrix4) {
    switch material.alphaMode {
    case .blend: self = .blended
    case .mask: self = .masked
    case .opaque:
      if material.isDoubleSided {
        self = .opaqueDoubleSided
      } else {
        self = transform.determinant3 < 0 ? .opaqueMirrored : .opaque
      }
    }
  }
}
