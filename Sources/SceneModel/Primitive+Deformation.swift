package import Numerics

extension Primitive {
  /// The primitive with its morph targets added by these weights, and without targets. Weights that
  /// are missing count as zero.
  package func morphed(by weights: [Float]) -> Primitive {
    var result = self
    result.targets = []
    for (target, weight) in zip(targets, weights) where weight != 0 {
      for i in target.positions.indices { result.positions[i] += weight * target.positions[i] }
      if !normals.isEmpty {
        for i in target.normals.indices { result.normals[i] += weight * target.normals[i] }
      }
      if !tangents.isEmpty {
        for i in target.tangents.indices {
          result.tangents[i] += Float4(weight * target.tangents[i], 0)
        }
      }
    }
    for i in result.normals.indices {
      result.normals[i] = normalize(result.normals[i], fallback: normals[i])
    }
    for i in result.tangents.indices {
      result.tangents[i] = Float4(
        normalize(result.tangents[i].xyz, fallback: tangents[i].xyz), tangents[i].w)
    }
    result.updateBounds()
    return result
  }

  /// The primitive with every vertex moved by the weighted sum of its joints' matrices (linear blend
  /// skinning), and without influences. Vertices without weight stay where they are.
  package func skinned(by jointMatrices: [Matrix4]) -> Primitive {
    var result = self
    result.influences = []
    for vertex in positions.indices {
      var sum = Matrix4(columns: .zero, .zero, .zero, .zero)
      for set in influences {
        let (joints, weights) = (set.joints[vertex], set.weights[vertex])
        for k in 0..<4 where weights[k] != 0 {
          let m = jointMatrices[Int(joints[k])]
          sum.columns.0 += weights[k] * m.columns.0
          sum.columns.1 += weights[k] * m.columns.1
          sum.columns.2 += weights[k] * m.columns.2
          sum.columns.3 += weights[k] * m.columns.3
        }
      }
      if sum.columns.3.w != 0 { result.move(vertex, by: sum) }
    }
    result.updateBounds()
    return result
  }

  /// The primitive in another space. A transform that mirrors turns the triangles round, so that
  /// front faces stay counter-clockwise.
  package func transformed(by m: Matrix4) -> Primitive {
    var result = self
    for vertex in positions.indices { result.move(vertex, by: m) }
    if m.determinant3 < 0 {
      for i in stride(from: 0, to: indices.count, by: 3) { result.indices.swapAt(i + 1, i + 2) }
    }
    result.updateBounds()
    return result
  }

  private mutating func move(_ vertex: Int, by m: Matrix4) {
    positions[vertex] = m.transformPoint(positions[vertex])
    if !normals.isEmpty {
      let (x, y, z) = m.normalColumns
      let n = normals[vertex]
      normals[vertex] = normalize(x * n.x + y * n.y + z * n.z, fallback: n)
    }
    if !tangents.isEmpty {
      let t = tangents[vertex]
      // A mirror turns the cross product of normal and tangent round.
      let sign: Float = m.determinant3 < 0 ? -1 : 1
      tangents[vertex] = Float4(
        normalize(m.transformDirection(t.xyz), fallback: t.xyz), t.w * sign)
    }
  }
}
