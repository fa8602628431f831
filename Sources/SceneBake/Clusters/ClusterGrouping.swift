internal import Numerics

/// Partitions the clusters of a level into groups of neighbours.
///
/// Every cluster begins as a group of its own; the smallest joins the neighbour with which it makes
/// the most compact one: little border to the outside, little space.
struct ClusterGrouping {
  /// A group of so many clusters looks for no more.
  private static let enough = 12
  private static let limit = 20
  /// Strays are put together up to this.
  private static let strayLimit = 16

  /// Clusters in the order of their groups.
  private(set) var members: [UInt32] = []
  /// Where each group begins in `members`, and the end.
  private(set) var starts: [Int] = [0]

  private var groups: [Growing]
  private var groupOf: [Int32]
  private let adjacency: ClusterAdjacency

  /// A group while it grows.
  private struct Growing {
    var first: Int32
    var last: Int32
    var size = 1
    var border: Float
    var bounds: Bounds
  }

  var count: Int { starts.count - 1 }
  func clusters(_ group: Int) -> ArraySlice<UInt32> { members[starts[group]..<starts[group + 1]] }

  /// - Parameter pool: clusters of the level in spatial order.
  init(_ pool: [UInt32], of buffer: ClusterBuffer, adjacency: ClusterAdjacency) {
    self.adjacency = adjacency
    groupOf = pool.indices.map(Int32.init)
    groups = pool.enumerated().map { number, cluster in
      let sphere = buffer.clusters[Int(cluster)]
      return Growing(
        first: Int32(number), last: Int32(number), border: adjacency.border(number),
        bounds: Bounds(
          minimum: sphere.center - sphere.radius, maximum: sphere.center + sphere.radius))
    }
    merge()
    joinStrays()
    collect(pool)
  }

  private mutating func merge() {
    // The next cluster of the same group.
    var next = [Int32](repeating: -1, count: groupOf.count)
    var shared = [Float](repeating: 0, count: groupOf.count)
    var touched: [Int32] = []
    // Groups by their size, in the order they got there.
    var queues = [[Int32]](repeating: [], count: Self.enough)
    queues[1] = groupOf
    for size in 1..<Self.enough {
      var head = 0
      while head < queues[size].count {
        let group = queues[size][head]
        head += 1
        guard groups[Int(group)].size == size else { continue }
        findShared(group, next, &shared, &touched)
        var best: Int32 = -1
        var bestScore: Float = 0
        for other in touched where groups[Int(other)].size + size <= Self.limit {
          let score = score(group, other, shared: shared[Int(other)])
          if score > bestScore { (best, bestScore) = (other, score) }
        }
        if best >= 0 {
          join(group, to: best, shared: shared[Int(best)], &next)
          let joined = groups[Int(best)].size
          if joined < Self.enough { queues[joined].append(best) }
        }
        for other in touched { shared[Int(other)] = 0 }
        touched.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Sums the border that a group has with each of its neighbours.
  private func findShared(
    _ group: Int32, _ next: [Int32], _ shared: inout [Float], _ touched: inout [Int32]
  ) {
    var cluster = groups[Int(group)].first
    while cluster >= 0 {
      for edge in adjacency.edges(Int(cluster)) {
        let other = groupOf[Int(edge.neighbor)]
        if other == group { continue }
        if shared[Int(other)] == 0 { touched.append(other) }
        shared[Int(other)] += Float(edge.weight)
      }
      cluster = next[Int(cluster)]
    }
  }

  /// How compact two groups would be together.
  private func score(_ a: Int32, _ b: Int32, shared: Float) -> Float {
    let (a, b) = (groups[Int(a)], groups[Int(b)])
    let outside = max(a.border + b.border - 2 * shared, 1)
    let extent = length(a.bounds.union(b.bounds).size)
    return shared / (outside * max(extent, .leastNormalMagnitude))
  }

  private mutating func join(
    _ group: Int32, to other: Int32, shared: Float, _ next: inout [Int32]
  ) {
    let small = groups[Int(group)]
    var cluster = small.first
    while cluster >= 0 {
      groupOf[Int(cluster)] = other
      cluster = next[Int(cluster)]
    }
    next[Int(groups[Int(other)].last)] = small.first
    groups[Int(other)].last = small.last
    groups[Int(other)].size += small.size
    groups[Int(other)].border += small.border - 2 * shared
    groups[Int(other)].bounds = groups[Int(other)].bounds.union(small.bounds)
    groups[Int(group)].size = 0
  }

  /// Puts groups that share no border with others together, in spatial order.
  private mutating func joinStrays() {
    var into: Int32 = -1
    for cluster in groupOf.indices {
      let group = groupOf[cluster]
      // A group is met at its first cluster in the pool, or was moved already.
      guard groups[Int(group)].border == 0, groups[Int(group)].size < Self.enough else { continue }
      if into == group { continue }
      if into >= 0, groups[Int(into)].size + 1 <= Self.strayLimit {
        groupOf[cluster] = into
        groups[Int(into)].size += 1
        groups[Int(group)].size -= 1
      } else {
        into = group
      }
    }
  }

  /// Numbers the groups by their first clusters and lists their members.
  private mutating func collect(_ pool: [UInt32]) {
    var number = [Int](repeating: -1, count: groups.count)
    for group in groupOf.map(Int.init) where number[group] < 0 {
      number[group] = count
      starts.append(starts[count] + groups[group].size)
    }
    members = .init(repeating: 0, count: pool.count)
    var slots = starts
    for (index, group) in groupOf.enumerated() {
      members[slots[number[Int(group)]]] = pool[index]
      slots[number[Int(group)]] += 1
    }
  }
}
