import Numerics
import SceneModel

extension Importer {
  /// JOINTS_n with WEIGHTS_n, as many sets as there are.
  mutating func readInfluences(
    _ attributes: JSONCursor, _ draco: DracoGeometry?, into primitive: inout Primitive
  ) throws(ImportFault) {
    let count = primitive.positions.count
    var set = 0
    while true {
      let joints = try attributes.member("JOINTS_\(set)")
      let weights = try attributes.member("WEIGHTS_\(set)")
      guard let joints, let weights else {
        if let lone = joints ?? weights {
          throw lone.fault("has no counterpart: joints need weights and weights joints")
        }
        break
      }
      let jointAccessor = try attributeAccessor(joints, .joints, count: count)
      let weightAccessor = try attributeAccessor(weights, .weights, count: count)
      let decoded = try readDracoIntegers(joints, name: "JOINTS_\(set)", jointAccessor, draco)
      let numbers: [UInt32]
      if let decoded { numbers = decoded } else { numbers = try readIntegers(jointAccessor) }
      try budget.take(count, of: MemoryLayout<SIMD4<UInt16>>.stride, at: joints.path)
      guard numbers.allSatisfy({ $0 <= UInt32(UInt16.max) }) else {
        throw joints.fault("has a joint number that is too large")
      }
      let quads = (0..<count).map { i in
        SIMD4<UInt16>(
          truncatingIfNeeded: SIMD4<UInt32>(
            numbers[4 * i], numbers[4 * i + 1], numbers[4 * i + 2], numbers[4 * i + 3]))
      }
      let values: [Float4] = try readAttribute(
        weights, "WEIGHTS_\(set)", weightAccessor, draco)
      guard values.allSatisfy({ $0.min() >= 0 }) else {
        throw weights.fault("has a negative weight")
      }
      primitive.influences.append(SkinInfluences(joints: quads, weights: values))
      set += 1
    }
    normalizeWeights(&primitive.influences, count: count)
  }

  /// Quantised weights do not quite sum to one; a vertex must not shrink for that.
  private func normalizeWeights(_ sets: inout [SkinInfluences], count: Int) {
    guard !sets.isEmpty else { return }
    for vertex in 0..<count {
      let sum = sets.reduce(Float(0)) { $0 + $1.weights[vertex].sum() }
      guard sum > 0, abs(sum - 1) > 1e-6 else { continue }
      for set in sets.indices { sets[set].weights[vertex] /= sum }
    }
  }
}
