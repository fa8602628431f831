import Foundation
import Numerics
import SceneModel

/// Meshes whose shape is known.
enum TestMeshes {
  /// A closed, bumpy torus of `2 * around * across` triangles; normals are smooth.
  static func torus(around: Int, across: Int, bumps: Float = 0.05) -> Primitive {
    var p = Primitive()
    func point(_ i: Int, _ j: Int) -> Float3 {
      let u = Float(i % around) / Float(around) * 2 * .pi
      let v = Float(j % across) / Float(across) * 2 * .pi
      let r = 0.4 + bumps * sin(9 * u + 3 * v) * sin(7 * v)
      let ring = 1 + r * sin(v + .pi / 2)
      return Float3(ring * sin(u + .pi / 2), r * sin(v), ring * sin(u))
    }
    for i in 0..<around {
      for j in 0..<across {
        p.positions.append(point(i, j))
        let du = point(i + 1, j) - point(i + around - 1, j)
        let dv = point(i, j + 1) - point(i, j + across - 1)
        p.normals.append(normalize(cross(dv, du)))
      }
    }
    for i in 0..<around {
      for j in 0..<across {
        func vertex(_ a: Int, _ b: Int) -> UInt32 {
          UInt32(a % around * across + b % across)
        }
        let (a, b) = (vertex(i, j), vertex(i, j + 1))
        let (c, d) = (vertex(i + 1, j), vertex(i + 1, j + 1))
        p.indices += [a, b, c, c, b, d]
      }
    }
    p.updateBounds()
    return p
  }

  /// A hilly square of `2 * side * side` triangles with UVs, open at its edges.
  static func terrain(side: Int) -> Primitive {
    var p = Primitive()
    for j in 0...side {
      for i in 0...side {
        let (x, y) = (Float(i) / Float(side), Float(j) / Float(side))
        let height =
          0.3 * sin(20 * x) * sin(17 * y) + 0.05 * sin(130 * x + 60 * y)
          + 0.01 * sin(371 * x * y + 5 * x)
        p.positions.append(Float3(10 * x, height, 10 * y))
        p.normals.append(Float3(0, 1, 0))
        p.uv0.append(Float2(x, y))
      }
    }
    for j in 0..<side {
      for i in 0..<side {
        let a = UInt32(j * (side + 1) + i)
        let (b, c, d) = (a + 1, a + UInt32(side) + 1, a + UInt32(side) + 2)
        p.indices += [a, c, b, b, c, d]
      }
    }
    p.setSmoothNormals()
    p.updateBounds()
    return p
  }

  /// Small squares in a ball, each of two triangles.
  static func leaves(_ count: Int, seed: UInt64 = 1) -> Primitive {
    var random = RandomSource(seed: seed)
    var p = Primitive()
    for _ in 0..<count {
      var center = Float3(1, 1, 1)
      while length(center) > 1 {
        center = Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1))
      }
      let normal = normalize(
        Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)),
        fallback: Float3(0, 1, 0))
      let (t, b) = orthonormalBasis(normal)
      let first = UInt32(p.positions.count)
      for (x, y) in [(-1, -1), (1, -1), (1, 1), (-1, 1)] as [(Float, Float)] {
        p.positions.append(center + 0.02 * (x * t + y * b))
        p.normals.append(normal)
        p.uv0.append(Float2(x, y) * 0.5 + 0.5)
      }
      p.indices += [0, 1, 2, 0, 2, 3].map { first + $0 }
    }
    p.updateBounds()
    return p
  }

  /// The same surface with three vertices of its own for each triangle, and its normal.
  static func flat(_ source: Primitive) -> Primitive {
    var p = Primitive()
    for first in stride(from: 0, to: source.indices.count, by: 3) {
      let corners = (0..<3).map { source.positions[Int(source.indices[first + $0])] }
      let normal = normalize(cross(corners[1] - corners[0], corners[2] - corners[0]))
      for corner in corners {
        p.indices.append(UInt32(p.positions.count))
        p.positions.append(corner)
        p.normals.append(normal)
      }
    }
    p.updateBounds()
    return p
  }
}

extension Primitive {
  fileprivate mutating func setSmoothNormals() {
    var sums = [Float3](repeating: .zero, count: positions.count)
    for first in stride(from: 0, to: indices.count, by: 3) {
      let t = (0..<3).map { Int(indices[first + $0]) }
      let n = cross(positions[t[1]] - positions[t[0]], positions[t[2]] - positions[t[0]])
      for corner in t { sums[corner] += n }
    }
    normals = sums.map { normalize($0, fallback: Float3(0, 1, 0)) }
  }
}

/// Meshes that tests take as arguments.
enum TestShape: Sendable {
  case torus(Int, Int), flatTorus(Int, Int), terrain(Int), leaves(Int)

  var mesh: Primitive {
    switch self {
    case .torus(let around, let across): TestMeshes.torus(around: around, across: across)
    case .flatTorus(let around, let across):
      TestMeshes.flat(TestMeshes.torus(around: around, across: across))
    case .terrain(let side): TestMeshes.terrain(side: side)
    case .leaves(let count): TestMeshes.leaves(count)
    }
  }
}
