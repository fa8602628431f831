import Numerics
import SceneModel
import SceneStore

/// A geometry page that is being filled, group after group.
struct PageContent: Sendable {
  private(set) var page = GeometryPage()
  private(set) var formats: [VertexFormat] = []
  private(set) var formatOfCluster: [Int] = []

  init() {}

  init(_ page: GeometryPage, formats: [VertexFormat], formatOfCluster: [Int]) {
    self.page = page
    self.formats = formats
    self.formatOfCluster = formatOfCluster
  }

  var isEmpty: Bool { page.clusters.isEmpty }

  var counts: GeometryPageCounts {
    GeometryPageCounts(
      vertices: page.frames.count, indices: page.indices.count, clusters: page.clusters.count)
  }

  /// Appends groups of a part, the first of which is number `base` in the whole scene when it is
  /// number 0 in the part.
  mutating func append(_ part: BakedPart, groups: Range<Int>, base: UInt32) {
    let hierarchy = part.hierarchy
    let format = number(of: part.format)
    if part.format.hasExtras { makeExtras() }
    if part.format.hasRows { makeRows() }
    for cluster in hierarchy.groups[groups].lazy.flatMap({ hierarchy.clusters[$0.clusters] }) {
      page.clusters.append(record(cluster, base: base))
      formatOfCluster.append(format)
      hierarchy.clusterVertices.withUnsafeBufferPointer {
        append(hierarchy.vertices, .init(rebasing: $0[cluster.vertices]))
        if part.format.hasRows {
          page.rows += $0[cluster.vertices].lazy.map { hierarchy.rows[Int($0)] }
        }
      }
      page.indices += hierarchy.clusterIndices[cluster.indices].lazy.map { UInt16($0) }
    }
    if !page.extras.isEmpty { makeExtras() }
    if !page.rows.isEmpty { makeRows() }
  }

  /// Appends the groups of another content, which is not empty.
  mutating func append(_ other: PageContent) {
    let formats = other.formats.map { number(of: $0) }
    if !other.page.extras.isEmpty { makeExtras() }
    if !other.page.rows.isEmpty { makeRows() }
    let (vertices, indices) = (UInt32(page.frames.count), UInt32(page.indices.count))
    page.clusters += other.page.clusters.map {
      var record = $0
      record.firstVertex += vertices
      record.firstIndex += indices
      return record
    }
    formatOfCluster += other.formatOfCluster.map { formats[$0] }
    page.positions += other.page.positions
    page.frames += other.page.frames
    if !other.page.extras.isEmpty {
      page.extras += other.page.extras
    } else if !page.extras.isEmpty {
      makeExtras()
    }
    page.rows += other.page.rows
    if !page.rows.isEmpty { makeRows() }
    page.indices += other.page.indices
  }

  private func record(_ cluster: ClusterHierarchy.Cluster, base: UInt32) -> ClusterRecord {
    let (c, a) = (cluster.center, cluster.coneAxis)
    return ClusterRecord(
      center: (c.x, c.y, c.z), radius: cluster.radius, coneAxis: (a.x, a.y, a.z),
      coneCutoff: cluster.coneCutoff, firstIndex: UInt32(page.indices.count),
      indexCount: UInt32(cluster.indexCount), firstVertex: UInt32(page.frames.count),
      refined: cluster.refined == ClusterGroup.none ? ClusterGroup.none : cluster.refined + base,
      group: cluster.group + base, level: cluster.level)
  }

  private mutating func append(_ vertices: Primitive, _ numbers: UnsafeBufferPointer<UInt32>) {
    vertices.positions.withUnsafeBufferPointer { positions in
      Self.append(numbers, to: &page.positions, scalars: 3) { vertex, target in
        let position = positions[vertex]
        target[0] = position.x
        target[1] = position.y
        target[2] = position.z
      }
    }
    vertices.normals.withUnsafeBufferPointer { normals in
      vertices.tangents.withUnsafeBufferPointer { tangents in
        vertices.uv0.withUnsafeBufferPointer { uvs in
          Self.append(numbers, to: &page.frames) { vertex, target in
            target[0] = PageVertex.Frame(
              normal: Self.signed(Float4(normals[vertex], 0)),
              tangent: tangents.isEmpty ? SIMD4(0, 0, 0, .max) : Self.signed(tangents[vertex]),
              uv0: uvs.isEmpty ? .zero : uvs[vertex])
          }
        }
      }
    }
    guard !vertices.uv1.isEmpty || !vertices.colors.isEmpty else { return }
    Self.append(numbers, to: &page.extras) { vertex, target in
      target[0] = PageVertex.Extra(
        uv1: vertices.uv1.isEmpty ? .zero : vertices.uv1[vertex],
        color: vertices.colors.isEmpty
          ? SIMD4(repeating: .max) : Self.unsigned(vertices.colors[vertex]))
    }
  }

  /// Appends what `write` puts down for each number, all at once.
  @inline(__always)
  private static func append<T: BitwiseCopyable>(
    _ numbers: UnsafeBufferPointer<UInt32>, to array: inout [T], scalars: Int = 1,
    _ write: (Int, UnsafeMutablePointer<T>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: T.self, capacity: numbers.count * scalars) { values in
      guard var target = values.baseAddress else { return }
      for number in numbers {
        write(Int(number), target)
        target += scalars
      }
      array.append(contentsOf: values)
    }
  }

  /// Gives the vertices so far the extras of parts that have none.
  private mutating func makeExtras() {
    let missing = page.frames.count - page.extras.count
    page.extras += repeatElement(
      PageVertex.Extra(uv1: .zero, color: SIMD4(repeating: .max)), count: missing)
  }

  /// Gives the vertices so far the rows of parts that have none.
  private mutating func makeRows() {
    page.rows += repeatElement(0, count: page.frames.count - page.rows.count)
  }

  private mutating func number(of format: VertexFormat) -> Int {
    if let known = formats.lastIndex(of: format) { return known }
    formats.append(format)
    return formats.count - 1
  }

  private static func signed(_ v: Float4) -> SIMD4<Int16> {
    let scaled = v.clamped(lowerBound: -Float4.one, upperBound: .one) * 32767
    func lane(_ x: Float) -> Int16 { Int16(truncatingIfNeeded: nearest(x)) }
    return SIMD4(lane(scaled.x), lane(scaled.y), lane(scaled.z), lane(scaled.w))
  }

  private static func unsigned(_ v: Float4) -> SIMD4<UInt16> {
    func lane(_ x: Float) -> UInt16 {
      UInt16(truncatingIfNeeded: nearest(min(max(x, 0), 1) * 65535))
    }
    return SIMD4(lane(v.x), lane(v.y), lane(v.z), lane(v.w))
  }
}
