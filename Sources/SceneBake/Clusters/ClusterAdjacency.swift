/// How much border the clusters of a level share: vertices at places that both have.
struct ClusterAdjacency {
  struct Edge {
    var neighbor: Int32
    var weight: Int32
  }

  /// Clusters at one place beyond this many are not told apart: a fan's tip would cost its square.
  private static let placeLimit = 16

  private var starts: [Int32]
  private var list: [Edge]
  private var borders: [Float]

  func edges(_ cluster: Int) -> ArraySlice<Edge> {
    list[Int(starts[cluster])..<Int(starts[cluster + 1])]
  }
  /// The sum of the weights of a cluster's edges.
  func border(_ cluster: Int) -> Float { borders[cluster] }

  /// - Parameters:
  ///   - pool: the clusters, which get their index here as number.
  ///   - head: for each place `-1`, and again so afterwards.
  init(
    _ pool: [UInt32], of buffer: ClusterBuffer, placeOf: [UInt32], head: inout [Int32]
  ) {
    var next: [Int32] = []
    var owner: [Int32] = []
    var pairs: [(a: Int32, b: Int32, weight: Int32)] = []
    var weights = [Int32](repeating: 0, count: pool.count)
    var touched: [Int32] = []
    for (number, cluster) in pool.enumerated() {
      for vertex in buffer.vertices[buffer.clusters[Int(cluster)].vertices] {
        let place = Int(placeOf[Int(vertex)])
        var entry = head[place]
        var steps = 0
        var known = false
        while entry >= 0 && steps < Self.placeLimit {
          let other = owner[Int(entry)]
          if Int(other) == number {
            known = true
            break
          }
          if weights[Int(other)] == 0 { touched.append(other) }
          weights[Int(other)] += 1
          entry = next[Int(entry)]
          steps += 1
        }
        if known { continue }
        next.append(head[place])
        owner.append(Int32(number))
        head[place] = Int32(next.count - 1)
      }
      let refined = buffer.clusters[Int(cluster)].refined
      for other in touched {
        var weight = weights[Int(other)]
        weights[Int(other)] = 0
        // Borders that were locked when these were made count double, so that they go now.
        if buffer.clusters[Int(pool[Int(other)])].refined != refined { weight *= 2 }
        pairs.append((Int32(number), other, weight))
      }
      touched.removeAll(keepingCapacity: true)
    }
    for cluster in pool {
      for vertex in buffer.vertices[buffer.clusters[Int(cluster)].vertices] {
        head[Int(placeOf[Int(vertex)])] = -1
      }
    }
    starts = .init(repeating: 0, count: pool.count + 1)
    borders = .init(repeating: 0, count: pool.count)
    for pair in pairs {
      starts[Int(pair.a) + 1] += 1
      starts[Int(pair.b) + 1] += 1
      borders[Int(pair.a)] += Float(pair.weight)
      borders[Int(pair.b)] += Float(pair.weight)
    }
    for index in 0..<pool.count { starts[index + 1] += starts[index] }
    list = .init(repeating: Edge(neighbor: 0, weight: 0), count: pairs.count * 2)
    var slot = starts
    for pair in pairs {
      list[Int(slot[Int(pair.a)])] = Edge(neighbor: pair.b, weight: pair.weight)
      slot[Int(pair.a)] += 1
      list[Int(slot[Int(pair.b)])] = Edge(neighbor: pair.a, weight: pair.weight)
      slot[Int(pair.b)] += 1
    }
  }
}
