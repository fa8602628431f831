internal import Numerics

/// Partitions the clusters of a level into groups of neighbours.
///
/// Each group grows from a cluster by the neighbour that has most of its border in the group; what
/// is too small in the end joins the neighbour it shares most border with.
struct ClusterGrouping {
  /// Clusters that a group grows to; below the minimum it is merged with others.
  private static let target = 16
  private static let minimum = 8
  private static let none = Int32(-1)

  /// Clusters in the order of their groups.
  private(set) var members: [UInt32] = []
  /// Where each group begins in `members`, and the end.
  private(set) var starts: [Int] = [0]

  var count: Int { starts.count - 1 }
  func clusters(_ group: Int) -> ArraySlice<UInt32> { members[starts[group]..<starts[group + 1]] }

  /// - Parameters:
  ///   - pool: clusters of the level in spatial order.
  init(_ pool: [UInt32], adjacency: ClusterAdjacency) {
    var groupOf = [Int32](repeating: Self.none, count: pool.count)
    var sizes: [Int] = []
    Self.grow(adjacency, &groupOf, &sizes)
    Self.merge(adjacency, &groupOf, &sizes)
    Self.joinStrays(&groupOf, &sizes)
    collect(pool, groupOf, sizes.count)
  }

  private static func grow(
    _ adjacency: ClusterAdjacency, _ groupOf: inout [Int32], _ sizes: inout [Int]
  ) {
    // Border that a candidate shares with the growing group; 0: none.
    var shared = [Int32](repeating: 0, count: groupOf.count)
    var candidates: [Int32] = []
    for seed in groupOf.indices where groupOf[seed] == none {
      let group = Int32(sizes.count)
      var size = 0
      var next = Int32(seed)
      while next != none {
        groupOf[Int(next)] = group
        size += 1
        for edge in adjacency.edges(Int(next)) where groupOf[Int(edge.neighbor)] == none {
          if shared[Int(edge.neighbor)] == 0 { candidates.append(edge.neighbor) }
          shared[Int(edge.neighbor)] += edge.weight
        }
        if size == target { break }
        next = none
        var best: Float = 0
        for candidate in candidates where groupOf[Int(candidate)] == none {
          let share = Float(shared[Int(candidate)]) / adjacency.border(Int(candidate))
          if share > best { (best, next) = (share, candidate) }
        }
      }
      for candidate in candidates { shared[Int(candidate)] = 0 }
      candidates.removeAll(keepingCapacity: true)
      sizes.append(size)
    }
  }

  /// Gives the clusters of each group that is too small to the neighbours that share most border
  /// with them.
  private static func merge(
    _ adjacency: ClusterAdjacency, _ groupOf: inout [Int32], _ sizes: inout [Int]
  ) {
    var lists: [[Int32]] = .init(repeating: [], count: sizes.count)
    for (cluster, group) in groupOf.enumerated() where sizes[Int(group)] < minimum {
      lists[Int(group)].append(Int32(cluster))
    }
    var shared = [Int32](repeating: 0, count: sizes.count)
    for group in lists.indices where !lists[group].isEmpty && sizes[group] < minimum {
      var touched: [Int32] = []
      for cluster in lists[group] {
        for edge in adjacency.edges(Int(cluster)) {
          let other = groupOf[Int(edge.neighbor)]
          if Int(other) == group { continue }
          if shared[Int(other)] == 0 { touched.append(other) }
          shared[Int(other)] += edge.weight
        }
      }
      var best = none
      for other in touched
      where sizes[Int(other)] + sizes[group] <= ClusterHierarchy.groupLimit {
        if best == none || shared[Int(other)] > shared[Int(best)] { best = other }
      }
      for other in touched { shared[Int(other)] = 0 }
      if best == none { continue }
      for cluster in lists[group] { groupOf[Int(cluster)] = best }
      sizes[Int(best)] += sizes[group]
      sizes[group] = 0
      if sizes[Int(best)] < minimum || !lists[Int(best)].isEmpty {
        lists[Int(best)] += lists[group]
      }
      lists[group] = []
    }
  }

  /// Puts small groups without neighbours together, in spatial order.
  private static func joinStrays(_ groupOf: inout [Int32], _ sizes: inout [Int]) {
    var into = none
    var target = [Int32](repeating: none, count: sizes.count)
    for cluster in groupOf.indices {
      let group = Int(groupOf[cluster])
      if target[group] == none {
        target[group] = Int32(group)
        if sizes[group] < minimum {
          if into != none, sizes[Int(into)] + sizes[group] <= Self.target {
            sizes[Int(into)] += sizes[group]
            sizes[group] = 0
            target[group] = into
          } else {
            into = Int32(group)
          }
        }
      }
      groupOf[cluster] = target[group]
    }
  }

  /// Numbers the groups by their first clusters and lists their members.
  private mutating func collect(_ pool: [UInt32], _ groupOf: [Int32], _ groups: Int) {
    var number = [Int32](repeating: Self.none, count: groups)
    var counts: [Int] = []
    for group in groupOf.map(Int.init) {
      if number[group] == Self.none {
        number[group] = Int32(counts.count)
        counts.append(0)
      }
      counts[Int(number[group])] += 1
    }
    for count in counts { starts.append(starts[starts.count - 1] + count) }
    members = .init(repeating: 0, count: pool.count)
    var next = starts
    for (index, group) in groupOf.enumerated() {
      let slot = Int(number[Int(group)])
      members[next[slot]] = pool[index]
      next[slot] += 1
    }
  }
}
