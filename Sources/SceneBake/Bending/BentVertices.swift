package import Numerics

/// What is known of the vertices of a part that animations bend, besides their attributes.
package struct BentVertices: Sendable {
  /// For each vertex its row of the table that bends the part; empty where nothing does.
  package var rows: [UInt32] = []
  /// The vertices as the part is bent at some times, in lengths of the unbent part: errors are measured
  /// in all of them.
  package var poses: [[Float3]] = []

  package init() {}

  /// A vertex is added that bends as another does, which stands `offset` away.
  mutating func append(as mover: Int, offset: Float3) {
    if !rows.isEmpty { rows.append(rows[mover]) }
    for pose in poses.indices { poses[pose].append(poses[pose][mover] + offset) }
  }
}
