import Numerics
import SceneModel
import SceneStore

/// What bends a part: its rows, each once, and which of them every vertex goes by.
struct BendingTable: Sendable {
  /// Without a place in the file.
  var stored: StoredBending
  var words: [UInt32] = []
  /// By vertex of the primitive.
  private(set) var rows: [UInt32] = []

  /// Nil where there is nothing to bend it by.
  init?(_ primitive: Primitive) {
    guard !primitive.influences.isEmpty || !primitive.targets.isEmpty else { return nil }
    let targets = primitive.targets
    stored = StoredBending(
      jointSetCount: primitive.influences.count, targetCount: targets.count,
      hasNormals: targets.contains { !$0.normals.isEmpty },
      hasTangents: !primitive.tangents.isEmpty && targets.contains { !$0.tangents.isEmpty },
      bounds: BentBounds(primitive))
    var known: [[UInt32]: UInt32] = [:]
    var row: [UInt32] = []
    for vertex in primitive.positions.indices {
      row.removeAll(keepingCapacity: true)
      for set in primitive.influences { append(set, vertex, to: &row) }
      for target in targets { append(target, vertex, to: &row) }
      let number = known[row] ?? UInt32(known.count)
      if Int(number) == known.count {
        known[row] = number
        words += row
      }
      rows.append(number)
    }
    stored.rowCount = known.count
  }

  /// Joints without weight are as good as joint 0.
  private mutating func append(_ set: SkinInfluences, _ vertex: Int, to row: inout [UInt32]) {
    let weights = set.weights[vertex]
    var joints = set.joints[vertex]
    for k in 0..<4 where weights[k] == 0 { joints[k] = 0 }
    stored.jointCount = max(stored.jointCount, Int(joints.max()) + 1)
    row.append(UInt32(joints.x) | UInt32(joints.y) << 16)
    row.append(UInt32(joints.z) | UInt32(joints.w) << 16)
    for k in 0..<4 { row.append(weights[k].bitPattern) }
  }

  private func append(_ target: MorphTarget, _ vertex: Int, to row: inout [UInt32]) {
    func append(_ values: [Float3]) {
      let value = values.isEmpty ? .zero : values[vertex]
      row += [value.x.bitPattern, value.y.bitPattern, value.z.bitPattern]
    }
    append(target.positions)
    if stored.hasNormals { append(target.normals) }
    if stored.hasTangents { append(target.tangents) }
  }
}
