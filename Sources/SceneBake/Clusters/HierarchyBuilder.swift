internal import Numerics
package import SceneModel
package import SceneStore

extension ClusterHierarchy {
  /// Builds the hierarchy of a part; the result is the same whatever `jobs` is.
  ///
  /// - Parameters:
  ///   - part: finite positions; normals and other attributes as far as it has them.
  ///   - bent: of its vertices, where animations bend it.
  ///   - keepsCoverage: whether it is made of many cut-out pieces, such as leaves, whose area is to
  ///     stay.
  ///   - hasLevels: whether there are coarser levels than the part's triangles.
  ///   - grid: what the positions are brought onto where vertices are moved; nil: they are left
  ///     where they are.
  ///   - jobs: threads that work at once, at least 1.
  package init(
    of part: Primitive, bent: BentVertices = BentVertices(), keepsCoverage: Bool = false,
    hasLevels: Bool = true,
    grid: PositionGrid? = nil, jobs: Int = 1, workspace: HierarchyWorkspace = HierarchyWorkspace()
  ) {
    var mesh = WeldedMesh(part, bent)
    mesh.grid = grid
    var builder = HierarchyBuilder(
      mesh, keepsCoverage: keepsCoverage, hasLevels: hasLevels, jobs: jobs, workspace: workspace)
    builder.build()
    self = builder.finish()
  }
}

/// Builds level upon level.
struct HierarchyBuilder {
  typealias Group = ClusterHierarchy.Group

  /// Groups that a thread takes at once.
  private static let batch = 16
  private static let several = Int32.max
  /// What an error counts for each metre that it is: around a place that is off by a pixel edges and
  /// shades are off too. Tuned by pictures: with an error of a pixel FLIP's mean is below 0.02.
  private static let visibility: Float = 1.2
  /// How many times the median of a level's errors a group's may be.
  private static let patience: Float = 8
  /// Errors below this share of the part's extent are not weighed.
  private static let fine: Float = 0.0005

  private var mesh: WeldedMesh
  private let keepsCoverage: Bool
  private let hasLevels: Bool
  private let jobs: Int
  private let workspace: HierarchyWorkspace
  /// Of all levels, in the order they were made.
  private var buffer: ClusterBuffer
  /// From fine to coarse, with the members of each.
  private var groups: [Group] = []
  private var members: [ArraySlice<UInt32>] = []
  /// For each place, scratch of a level.
  private var marks: [Int32]
  /// The part's largest side, metres.
  private let extent: Float

  init(
    _ mesh: WeldedMesh, keepsCoverage: Bool, hasLevels: Bool, jobs: Int,
    workspace: HierarchyWorkspace
  ) {
    self.mesh = mesh
    self.keepsCoverage = keepsCoverage
    self.hasLevels = hasLevels
    self.jobs = jobs
    self.workspace = workspace
    extent = mesh.vertices.bounds.size.max()
    buffer = OriginalClusters.split(mesh, jobs: jobs)
    marks = .init(repeating: -1, count: mesh.placeCount)
  }

  mutating func build() {
    var pool = (0..<buffer.clusters.count).map(UInt32.init)
    var level: UInt32 = 0
    while !pool.isEmpty {
      pool = buildLevel(level, pool)
      level += 1
    }
  }

  /// Groups and simplifies the clusters of a level; returns those of the next: new ones and those
  /// of groups that wait. When all are stuck, they remain as the coarsest and none is returned.
  private mutating func buildLevel(_ level: UInt32, _ pool: [UInt32]) -> [UInt32] {
    let adjacency = ClusterAdjacency(pool, of: buffer, placeOf: mesh.placeOf, head: &marks)
    let grouping = ClusterGrouping(pool, of: buffer, adjacency: adjacency)
    let results = hasLevels ? simplify(grouping) : stuck(grouping)
    let limit = limit(of: results)
    let firstAdded = UInt32(mesh.vertices.positions.count)
    var next: [UInt32] = []
    for (batch, result) in results.enumerated() {
      let base = buffer.append(
        result.clusters, firstAdded: (firstAdded, UInt32(mesh.vertices.positions.count)))
      mesh.append(result.clusters.added)
      for (offset, outcome) in result.outcomes.enumerated() {
        let own = grouping.clusters(batch * Self.batch + offset)
        if let limit, outcome?.error ?? .infinity > limit {
          next += own
          continue
        }
        let number = add(own, level: level, error: (outcome?.error ?? .infinity) * Self.visibility)
        for cluster in (outcome?.clusters).map(Array.init) ?? [] {
          buffer.clusters[base + cluster].refined = number
          buffer.clusters[base + cluster].level = level + 1
          next.append(UInt32(base + cluster))
        }
      }
    }
    marks += repeatElement(-1, count: mesh.placeCount - marks.count)
    return next
  }

  /// The error above which groups are left to the next level, where they have other neighbours: many
  /// times that of most groups. A group of small things is as plain as can be while walls beside it
  /// still are not, and all that comes after it would count its error. Nil when all are stuck.
  private func limit(of results: [BatchResult]) -> Float? {
    let errors = results.flatMap { $0.outcomes.compactMap { $0?.error } }.sorted()
    guard !errors.isEmpty else { return nil }
    return max(errors[(errors.count - 1) / 2] * Self.patience, extent * Self.fine)
  }

  private struct BatchResult: Sendable {
    var clusters = ClusterBuffer()
    var outcomes: [GroupSimplifier.Outcome?] = []
  }

  private mutating func simplify(_ grouping: ClusterGrouping) -> [BatchResult] {
    // The group of each place, or that it has several.
    let several = Self.several
    for group in 0..<grouping.count {
      forEachPlace(of: grouping.clusters(group)) { place, marks in
        let mark = marks[place]
        marks[place] = mark < 0 || mark == group ? Int32(group) : several
      }
    }
    workspace.begin(mesh, keepsCoverage: keepsCoverage, jobs: jobs)
    let results = Self.simplify(
      grouping, of: buffer, marks: marks, jobs: jobs, workspace: workspace)
    workspace.end()
    forEachPlace(of: grouping.members[...]) { place, marks in marks[place] = -1 }
    return results
  }

  /// Gives the place of each vertex of each cluster, and the marks.
  @inline(__always)
  private mutating func forEachPlace(
    of clusters: ArraySlice<UInt32>, _ body: (Int, UnsafeMutableBufferPointer<Int32>) -> Void
  ) {
    marks.withUnsafeMutableBufferPointer { marks in
      buffer.vertices.withUnsafeBufferPointer { vertices in
        mesh.placeOf.withUnsafeBufferPointer { placeOf in
          for cluster in clusters {
            for index in buffer.clusters[Int(cluster)].vertices {
              body(Int(placeOf[Int(vertices[index])]), marks)
            }
          }
        }
      }
    }
  }

  /// As if nothing could be simplified.
  private func stuck(_ grouping: ClusterGrouping) -> [BatchResult] {
    stride(from: 0, to: grouping.count, by: Self.batch).map { first in
      var result = BatchResult()
      result.outcomes = .init(repeating: nil, count: min(Self.batch, grouping.count - first))
      return result
    }
  }

  private static func simplify(
    _ grouping: ClusterGrouping, of buffer: ClusterBuffer, marks: [Int32], jobs: Int,
    workspace: HierarchyWorkspace
  ) -> [BatchResult] {
    mapIndices(
      below: (grouping.count + batch - 1) / batch, jobs: jobs,
      scratch: { workspace.simplifier($0) },
      { simplifier, index in
        var result = BatchResult()
        let first = index * batch
        for group in first..<min(first + batch, grouping.count) {
          result.outcomes.append(
            simplifier.simplify(
              grouping.clusters(group), of: buffer, marks: marks, locked: several,
              into: &result.clusters))
        }
        return result
      })
  }

  /// Adds a group; returns its number.
  private mutating func add(_ own: ArraySlice<UInt32>, level: UInt32, error: Float) -> UInt32 {
    var carried: Float = 0
    var spheres: [NestedSphere] = []
    var bounds = Bounds.empty
    for member in own {
      let cluster = buffer.clusters[Int(member)]
      spheres.append(NestedSphere(center: cluster.center, radius: cluster.radius))
      for vertex in buffer.vertices[cluster.vertices] {
        bounds.include(mesh.vertices.positions[Int(vertex)])
      }
      if cluster.refined != ClusterGroup.none {
        let finer = groups[Int(cluster.refined)]
        carried = max(carried, finer.error)
        spheres.append(NestedSphere(center: finer.center, radius: finer.radius))
        bounds = bounds.union(finer.bounds)
      }
    }
    let sphere = NestedSphere(around: spheres)
    precondition(spheres.allSatisfy(sphere.holds), "a group's sphere holds those it was made from")
    var group = Group()
    group.center = sphere.center
    group.radius = sphere.radius
    group.bounds = bounds
    // What several levels do is not one way: it adds up as squares.
    group.error = max((error * error + carried * carried).squareRoot(), carried)
    group.clusterCount = own.count
    group.level = level
    groups.append(group)
    members.append(own)
    return UInt32(groups.count - 1)
  }

  /// Puts groups from coarse to fine and clusters in their order.
  consuming func finish() -> ClusterHierarchy {
    let order = groups.indices.sorted {
      groups[$0].level != groups[$1].level ? groups[$0].level > groups[$1].level : $0 < $1
    }
    var numbers = [UInt32](repeating: 0, count: groups.count)
    for (new, old) in order.enumerated() { numbers[old] = UInt32(new) }
    var hierarchy = ClusterHierarchy(
      vertices: mesh.vertices, rows: mesh.bent.rows, clusterVertices: buffer.vertices,
      clusterIndices: buffer.indices)
    hierarchy.clusters.reserveCapacity(buffer.clusters.count)
    for (new, old) in order.enumerated() {
      var group = groups[old]
      group.firstCluster = hierarchy.clusters.count
      hierarchy.groups.append(group)
      for member in members[old] {
        var cluster = buffer.clusters[Int(member)]
        cluster.group = UInt32(new)
        if cluster.refined != ClusterGroup.none {
          cluster.refined = numbers[Int(cluster.refined)]
        }
        hierarchy.clusters.append(cluster)
      }
    }
    return hierarchy
  }
}
