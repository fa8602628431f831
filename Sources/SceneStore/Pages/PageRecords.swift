// What a geometry page is on the device. Mirrors Shaders/Shared/Hierarchy.glsl and the vertex
// layouts of drawing: they change together.

/// A cluster of up to 128 triangles: the unit of culling, sorting and drawing.
package struct ClusterRecord: BitwiseCopyable, Sendable {
  /// Bounding sphere of its triangles, space of the part, metres.
  package var center: (Float, Float, Float)
  package var radius: Float
  /// Backfacing when seen from inside this cone; a cutoff of 1 is never.
  package var coneAxis: (Float, Float, Float)
  package var coneCutoff: Float
  /// Within the page.
  package var firstIndex: UInt32
  package var indexCount: UInt32
  /// Within the page; indices count from it.
  package var firstVertex: UInt32
  /// The finer group that it was made from, of `SceneDirectory.groups`; `ClusterGroup.none` for
  /// original triangles.
  package var refined: UInt32
  /// Group that it is in.
  package var group: UInt32
  /// 0: original triangles.
  package var level: UInt32
  package var padding: (UInt32, UInt32) = (0, 0)

  package init(
    center: (Float, Float, Float), radius: Float, coneAxis: (Float, Float, Float),
    coneCutoff: Float, firstIndex: UInt32, indexCount: UInt32, firstVertex: UInt32,
    refined: UInt32, group: UInt32, level: UInt32
  ) {
    self.center = center
    self.radius = radius
    self.coneAxis = coneAxis
    self.coneCutoff = coneCutoff
    self.firstIndex = firstIndex
    self.indexCount = indexCount
    self.firstVertex = firstVertex
    self.refined = refined
    self.group = group
    self.level = level
  }
}

/// Vertex streams: positions alone for the depth passes (three floats), the shading frame beside
/// them, and second UVs and colours for scenes that have them.
package enum PageVertex {
  package static let positionStride = 12
  package static let frameStride = 24
  package static let extraStride = 16
  /// Of parts that animations bend: the row of `StoredBending` that each vertex goes by.
  package static let rowStride = 4

  package struct Frame: BitwiseCopyable, Sendable {
    /// Unit vectors as signed normalized integers; the tangent's w is the bitangent's sign.
    package var normal: SIMD4<Int16>
    package var tangent: SIMD4<Int16>
    package var uv0: SIMD2<Float>

    package init(normal: SIMD4<Int16>, tangent: SIMD4<Int16>, uv0: SIMD2<Float>) {
      self.normal = normal
      self.tangent = tangent
      self.uv0 = uv0
    }
  }

  package struct Extra: BitwiseCopyable, Sendable {
    package var uv1: SIMD2<Float>
    /// Linear RGBA, unsigned normalized.
    package var color: SIMD4<UInt16>

    package init(uv1: SIMD2<Float>, color: SIMD4<UInt16>) {
      self.uv1 = uv1
      self.color = color
    }
  }
}

/// A geometry page in memory, as the device wants it.
package struct GeometryPage: Sendable {
  /// Three floats for each vertex.
  package var positions: [Float] = []
  package var frames: [PageVertex.Frame] = []
  /// Empty when the scene has no extras, else as long as `frames`.
  package var extras: [PageVertex.Extra] = []
  /// Empty when animations bend none of its parts, else as long as `frames`.
  package var rows: [UInt32] = []
  package var indices: [UInt16] = []
  package var clusters: [ClusterRecord] = []

  package init() {}
}
