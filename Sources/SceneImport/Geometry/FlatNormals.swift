import Numerics
import SceneModel

extension Primitive {
  /// Bytes that splitting takes for each index.
  var bytesPerVertex: Int {
    var bytes = 64 + 24 * influences.count + 48 * targets.count
    if !uv0.isEmpty { bytes += 8 }
    if !uv1.isEmpty { bytes += 8 }
    if !colors.isEmpty { bytes += 16 }
    return bytes
  }

  /// Gives every triangle vertices of its own with the triangle's normal, as glTF asks for meshes
  /// without normals. Tangents, which then have no meaning, go.
  mutating func makeFlat() {
    func split<T>(_ values: [T]) -> [T] {
      values.isEmpty ? [] : indices.map { values[Int($0)] }
    }
    positions = split(positions)
    uv0 = split(uv0)
    uv1 = split(uv1)
    colors = split(colors)
    influences = influences.map {
      SkinInfluences(joints: split($0.joints), weights: split($0.weights))
    }
    for i in targets.indices {
      targets[i].positions = split(targets[i].positions)
      targets[i].normals = []
      targets[i].tangents = []
    }
    tangents = []
    normals = [Float3](repeating: .zero, count: positions.count)
    for i in stride(from: 0, to: positions.count, by: 3) {
      // Divided by the longest edge first, so that tiny triangles keep a normal.
      let (a, b) = (positions[i + 1] - positions[i], positions[i + 2] - positions[i])
      let scale = max(abs(a).max(), abs(b).max())
      let normal =
        scale > 0
        ? normalize(cross(a / scale, b / scale), fallback: Float3(0, 0, 1)) : Float3(0, 0, 1)
      for k in 0..<3 { normals[i + k] = normal }
    }
    indices = Array(0..<UInt32(positions.count))
  }

  private func abs(_ v: Float3) -> Float3 { pointwiseMax(v, -v) }
}
