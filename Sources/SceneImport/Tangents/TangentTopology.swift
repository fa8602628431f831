import Numerics
import SceneModel

/// Which corners of a primitive share a tangent.
///
/// Vertices with the same position, normal and texture coordinates count as one. Corners at such
/// a vertex form a group when their triangles hang together through edges there and show the
/// texture the same way round.
struct TangentTopology {
  enum Kind { case straight, mirrored, noTexture, degenerate }

  static let none: Int32 = -1
  static let unseen: Int32 = -2

  /// For each triangle whether the texture is mirrored on it, or why it has no tangent.
  private(set) var kinds: [Kind]
  /// For each triangle its unit tangent, along +u, or zero.
  private(set) var tangents: [Float3]
  /// For each corner its group, or `none`.
  private(set) var groups: [Int32]
  private(set) var groupIsMirrored: [Bool] = []
  /// For each vertex the first one that equals it.
  private let welded: [Int32]
  /// For each first vertex a group of any of its corners, for corners that have none.
  private var groupOfVertex: [Int32]

  init(primitive: Primitive, uv: [Float2]) {
    let count = primitive.triangleCount
    welded = Self.weld(primitive, uv: uv)
    kinds = []
    tangents = []
    kinds.reserveCapacity(count)
    tangents.reserveCapacity(count)
    for triangle in 0..<count {
      let (kind, tangent) = Self.analyse(triangle, primitive: primitive, uv: uv)
      kinds.append(kind)
      tangents.append(tangent)
    }
    groups = [Int32](repeating: Self.none, count: count * 3)
    groupOfVertex = [Int32](repeating: Self.none, count: primitive.positions.count)
    let corners = primitive.indices.map { welded[Int($0)] }
    let neighbours = Self.neighbours(corners: corners, kinds: kinds)
    formGroups(corners: corners, neighbours: neighbours)
  }

  /// The group whose tangent a corner shows; corners of triangles without a tangent borrow that
  /// of another triangle at the same vertex.
  func outputGroup(_ corner: Int, vertex: Int) -> Int32 {
    groups[corner] >= 0 ? groups[corner] : groupOfVertex[Int(welded[vertex])]
  }

  private static func analyse(_ triangle: Int, primitive: Primitive, uv: [Float2])
    -> (Kind, Float3)
  {
    let a = Int(primitive.indices[triangle * 3])
    let b = Int(primitive.indices[triangle * 3 + 1])
    let c = Int(primitive.indices[triangle * 3 + 2])
    let (p, q, r) = (primitive.positions[a], primitive.positions[b], primitive.positions[c])
    if p == q || q == r || r == p { return (.degenerate, .zero) }
    let (st1, st2) = (uv[b] - uv[a], uv[c] - uv[a])
    let area = st1.x * st2.y - st1.y * st2.x
    guard area.isNormal else { return (.noTexture, .zero) }
    let gradient = (q - p) * st2.y - (r - p) * st1.y
    let tangent = normalize(gradient * (area > 0 ? 1 : -1))
    return (area > 0 ? .straight : .mirrored, length(tangent).isFinite ? tangent : .zero)
  }

  /// Flood fill over neighbours around each vertex. A triangle without texture area goes with the
  /// first group that reaches it.
  private mutating func formGroups(corners: [Int32], neighbours: [Int32]) {
    var pending: [(triangle: Int32, corner: Int32)] = []
    for seed in kinds.indices where kinds[seed] == .straight || kinds[seed] == .mirrored {
      for first in 0..<3 where groups[seed * 3 + first] < 0 {
        let kind = kinds[seed]
        let vertex = corners[seed * 3 + first]
        let group = Int32(groupIsMirrored.count)
        groupIsMirrored.append(kind == .mirrored)
        if groupOfVertex[Int(vertex)] < 0 { groupOfVertex[Int(vertex)] = group }
        pending.append((Int32(seed), Int32(first)))
        while let (triangle, corner) = pending.popLast() {
          let base = Int(triangle) * 3
          guard groups[base + Int(corner)] < 0 else { continue }
          if kinds[Int(triangle)] == .noTexture {
            let isFree = groups[base] < 0 && groups[base + 1] < 0 && groups[base + 2] < 0
            guard isFree else { continue }
            kinds[Int(triangle)] = kind
          }
          guard kinds[Int(triangle)] == kind else { continue }
          groups[base + Int(corner)] = group
          for edge in [Int(corner), (Int(corner) + 2) % 3] {
            let other = neighbours[base + edge]
            guard other >= 0 else { continue }
            for candidate in 0..<3 where corners[Int(other) * 3 + candidate] == vertex {
              pending.append((other, Int32(candidate)))
            }
          }
        }
      }
    }
  }
}
