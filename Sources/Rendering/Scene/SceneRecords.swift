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
  private static let bucketMask: UInt32 = 7 << bucketShift
  /// Above it the number of what bends the instance, from 1 on; 0: nothing does.
  static let bendShift: UInt32 = 12
  static let maximumBends = (1 << 20) - 1

  /// - Parameter index: of the material's record.
  init(transform m: Matrix4, material: Material, index: UInt32, rootNode: UInt32) {
    rows = (.zero, .zero, .zero)
    self.material = index
    self.rootNode = rootNode
    scale = 0
    flags = Bucket(of: material, transform: m).rawValue << Self.bucketShift
    move(to: m)
  }

  var bucket: UInt32 { (flags & Self.bucketMask) >> Self.bucketShift }

  /// Whether it is drawn from the front alone, and so in one of two buckets.
  var isOneSided: Bool {
    bucket == Bucket.opaque.rawValue || bucket == Bucket.opaqueMirrored.rawValue
  }

  /// - Parameter m: `T_world_part`.
  mutating func move(to m: Matrix4) {
    let t = m.transposed.columns
    rows = (t.0, t.1, t.2)
    scale = m.stretch
    setMirrored(m.determinant3 < 0)
    // A cone of normals survives rotation, uniform scale and mirroring; anything else opens it.
    let (x, y, z) = (m.columns.0.xyz, m.columns.1.xyz, m.columns.2.xyz)
    let lengths = Float3(length(x), length(y), length(z))
    let isUniform = max(lengths.max(), scale) <= lengths.min() * 1.001
    flags &= ~Self.hasCones
    if isUniform && isOneSided { flags |= Self.hasCones }
  }

  /// A sphere of its part, which is that of all its groups and clusters, becomes one in the world,
  /// whatever is computed from its place.
  ///
  /// - Parameters:
  ///   - radius: of the part's sphere.
  ///   - number: what bends it, from 0 on.
  ///   - isMirrored: whether fronts become backs.
  mutating func bend(
    around sphere: BentBounds.Sphere, radius: Float, by number: Int, isMirrored: Bool
  ) {
    let center = sphere.center
    rows = (Float4(0, 0, 0, center.x), Float4(0, 0, 0, center.y), Float4(0, 0, 0, center.z))
    scale = max(sphere.stretch, radius > 0 ? sphere.radius / radius : 0) * 1.0001
    setMirrored(isMirrored)
    flags &= ~Self.hasCones & ((1 << Self.bendShift) - 1)
    flags |= UInt32(number + 1) << Self.bendShift
  }

  private mutating func setMirrored(_ isMirrored: Bool) {
    flags &= ~MaterialFlags.mirrored.rawValue
    if isMirrored { flags |= MaterialFlags.mirrored.rawValue }
    guard isOneSided else { return }
    let bucket: Bucket = isMirrored ? .opaqueMirrored : .opaque
    flags = flags & ~Self.bucketMask | bucket.rawValue << Self.bucketShift
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
