internal import CMeshOptimizer
internal import Numerics

extension HeldScene {
  /// Simplifies a part to half with meshoptimizer alone, as a whole and on this thread: what a bake
  /// is held against. Gives the triangles that are left, which may be more than half.
  package func halve(_ part: Int) -> Int {
    let primitive = self.part(part)
    guard !primitive.indices.isEmpty else { return 0 }
    var result = [UInt32](repeating: 0, count: primitive.indices.count)
    return primitive.positions.withUnsafeBytes { positions in
      meshopt_simplify(
        &result, primitive.indices, primitive.indices.count,
        positions.baseAddress?.assumingMemoryBound(to: Float.self), primitive.positions.count,
        MemoryLayout<Float3>.stride, primitive.indices.count / 6 * 3,
        .greatestFiniteMagnitude, 0, nil) / 3
    }
  }
}
