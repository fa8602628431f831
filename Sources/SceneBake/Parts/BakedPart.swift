import Numerics
import SceneModel
import SceneStore

/// A part as a hierarchy of clusters, before it has its place in the file.
struct BakedPart: Sendable {
  let name: String
  let material: Int?
  let bounds: Bounds
  let triangleCount: Int
  let uvDensity: Float
  let format: VertexFormat
  let hierarchy: ClusterHierarchy
  /// Nil: animations do not bend it.
  let bending: BendingTable?

  /// The groups that nothing replaces: they come first.
  let rootGroups: Range<Int>

  /// - Parameters:
  ///   - primitive: As the source gives it.
  ///   - uses: What the materials of the scene look at.
  ///   - poses: Gives the primitive's positions as animations bend it at some times.
  ///   - hasLevels: Whether there are coarser levels than its triangles.
  ///   - jobs: Threads that may work on the part.
  ///   - workspace: Memory for that, used by nothing else meanwhile.
  init(
    _ primitive: Primitive, name: String, uses: AttributeUses, hasLevels: Bool = true, jobs: Int,
    workspace: HierarchyWorkspace, poses: (Primitive) -> [[Float3]] = { _ in [] }
  ) {
    var primitive = primitive
    uses.strip(&primitive)
    var format = VertexFormat(snapping: &primitive)
    var bent = BentVertices()
    bending = BendingTable(primitive)
    if let bending {
      format.hasRows = true
      bent.rows = bending.rows
      bent.poses = hasLevels ? poses(primitive) : []
    }
    (primitive.influences, primitive.targets) = ([], [])
    self.format = format
    self.name = name
    material = primitive.material
    bounds = primitive.bounds
    triangleCount = primitive.triangleCount
    uvDensity = UVDensity.median(of: primitive)
    var hierarchy = ClusterHierarchy(
      of: primitive, bent: bent, keepsCoverage: uses.isCutOut(primitive.material),
      hasLevels: hasLevels,
      grid: format.positions, jobs: jobs, workspace: workspace)
    if bending != nil { hierarchy.judgeAsOne() }
    self.hierarchy = hierarchy
    rootGroups = 0..<(hierarchy.groups.firstIndex { $0.error.isFinite } ?? hierarchy.groups.count)
  }

  /// The hierarchy has no groups when no triangle has an area.
  var isEmpty: Bool { hierarchy.groups.isEmpty }

  /// What the part takes while it waits for its place, bytes.
  var memory: Int {
    let h = hierarchy
    let vertex =
      24 + (h.vertices.tangents.isEmpty ? 0 : 16) + (h.vertices.uv0.isEmpty ? 0 : 8)
      + (h.vertices.uv1.isEmpty ? 0 : 8) + (h.vertices.colors.isEmpty ? 0 : 16)
    return h.vertices.positions.count * vertex + h.clusterVertices.count * 4
      + h.clusterIndices.count + h.clusters.count * MemoryLayout<ClusterHierarchy.Cluster>.stride
      + h.groups.count * MemoryLayout<ClusterHierarchy.Group>.stride
      + (h.rows.count + (bending?.words.count ?? 0)) * 4
  }

  /// What a group takes of a page.
  func counts(ofGroup group: Int) -> GeometryPageCounts {
    let clusters = hierarchy.clusters[hierarchy.groups[group].clusters]
    return GeometryPageCounts(
      vertices: clusters.reduce(0) { $0 + $1.vertexCount },
      indices: clusters.reduce(0) { $0 + $1.indexCount }, clusters: clusters.count)
  }
}
