import Numerics
import SceneModel

extension TangentTopology {
  /// For each vertex the first one with equal position, normal and texture coordinates.
  static func weld(_ primitive: Primitive, uv: [Float2]) -> [Int32] {
    var table = IndexHashTable(capacity: primitive.positions.count)
    var result: [Int32] = []
    result.reserveCapacity(primitive.positions.count)
    var keys: [SIMD8<UInt32>] = []
    keys.reserveCapacity(primitive.positions.count)
    for vertex in primitive.positions.indices {
      let (p, n, t) = (primitive.positions[vertex], primitive.normals[vertex], uv[vertex])
      // Adding zero makes −0 and 0, which are equal, the same bits.
      let key = unsafeBitCast(
        SIMD8<Float>(p.x, p.y, p.z, n.x, n.y, n.z, t.x, t.y) + SIMD8<Float>.zero,
        to: SIMD8<UInt32>.self)
      keys.append(key)
      let first = table.firstMatch(IndexHashTable.hash(key), else: Int32(vertex)) {
        keys[Int($0)] == key
      }
      result.append(first)
    }
    return result
  }

  /// For each edge (from a corner to the next) the triangle that has the same edge the other way
  /// round, or −1. Each edge is paired once, in the order of triangles.
  static func neighbours(corners: [Int32], kinds: [Kind]) -> [Int32] {
    var result = [Int32](repeating: none, count: corners.count)
    // Edges that wait for their opposite: the last one found, linked to those before it.
    var waiting = IndexHashTable(capacity: corners.count)
    var last = [Int32](repeating: none, count: corners.count)
    var previous = [Int32](repeating: none, count: corners.count)
    func end(_ edge: Int) -> Int32 { corners[edge % 3 == 2 ? edge - 2 : edge + 1] }
    for edge in corners.indices where kinds[edge / 3] != .degenerate {
      let (from, to) = (corners[edge], end(edge))
      let opposite = waiting.find(IndexHashTable.hash(to, from)) {
        corners[Int($0)] == to && end(Int($0)) == from
      }
      if opposite >= 0, last[Int(opposite)] >= 0 {
        let match = Int(last[Int(opposite)])
        last[Int(opposite)] = previous[match]
        result[edge] = Int32(match / 3)
        result[match] = Int32(edge / 3)
        continue
      }
      let head = waiting.firstMatch(IndexHashTable.hash(from, to), else: Int32(edge)) {
        corners[Int($0)] == from && end(Int($0)) == to
      }
      previous[edge] = last[Int(head)]
      last[Int(head)] = Int32(edge)
    }
    return result
  }
}
