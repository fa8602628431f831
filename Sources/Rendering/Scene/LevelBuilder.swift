internal import CMeshOptimizer
internal import Numerics

/// Simpler versions of a primitive for where its detail would be finer than the pixels.
enum LevelBuilder {
  struct Level {
    var indices: [UInt32]
    /// How far the surface may lie from the original's, in units of the mesh.
    var error: Float
  }

  /// Part of the triangles that the next level aims at; one that keeps more than `worthwhile` of
  /// them is not worth its memory.
  static let reduction = 0.4
  static let worthwhile = 0.75
  /// A primitive with fewer triangles costs little as it is.
  static let minimumTriangles = 128
  static let maximumLevels = 4
  /// Largest error of a level, as a part of the primitive's extent.
  static let maximumError: Float = 0.05
  /// Each level counts as at least so far from the one before it: a flat surface can lose all its
  /// inner vertices without moving, but not without bending what its textures show.
  static let minimumError: Float = 0.001

  /// The original and then ever simpler levels, each made from the one before: errors add up.
  static func levels(positions: [Float3], indices: [UInt32]) -> [Level] {
    var levels = [Level(indices: indices, error: 0)]
    guard positions.count > 0 else { return levels }
    return positions.withUnsafeBytes { bytes in
      let floats = bytes.baseAddress?.assumingMemoryBound(to: Float.self)
      let stride = MemoryLayout<Float3>.stride
      let scale = meshopt_simplifyScale(floats, positions.count, stride)
      while levels.count < maximumLevels {
        let last = levels[levels.count - 1]
        guard last.indices.count / 3 > minimumTriangles else { break }
        let target = Int(Double(last.indices.count) * reduction) / 3 * 3
        var simpler = [UInt32](repeating: 0, count: last.indices.count)
        var error: Float = 0
        let count = meshopt_simplify(
          &simpler, last.indices, last.indices.count, floats, positions.count, stride, target,
          maximumError, 0, &error)
        guard count > 0, Double(count) < Double(last.indices.count) * worthwhile else { break }
        simpler.removeLast(simpler.count - count)
        levels.append(Level(indices: simpler, error: last.error + max(error, minimumError) * scale))
      }
      return levels
    }
  }
}
