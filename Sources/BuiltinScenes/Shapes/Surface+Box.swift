import Numerics

extension Surface {
  /// A box about the origin with bevelled edges. The big faces keep their flat normals and the
  /// bevels blend between them, which reads as a rounded edge. UV in metres.
  static func box(_ size: Float3, bevel: Float = 0) -> Surface {
    var s = Surface()
    let half = size * 0.5
    let b = min(bevel, size.min() * 0.5)
    // vertices[axis][corner]; corner bit k set: positive side of axis k.
    var vertices = [[UInt32]](repeating: [], count: 3)
    for axis in 0..<3 {
      for corner in 0..<8 {
        func sign(_ k: Int) -> Float { corner >> k & 1 == 1 ? 1 : -1 }
        var p = half * Float3(sign(0), sign(1), sign(2))
        for other in 0..<3 where other != axis { p[other] -= sign(other) * b }
        var n = Float3.zero
        n[axis] = sign(axis)
        // Seen from outside, u runs to the right and v down; the lids have u along +X.
        let down = axis == 1 ? Float3(0, 0, n.y) : Float3(0, -1, 0)
        let along = cross(n, down)
        let uv = Float2(-dot(p, along), dot(p, down))
        vertices[axis].append(s.addVertex(p, normal: n, uv: uv, along: -along, down: down))
      }
    }
    for axis in 0..<3 {
      let (j, k) = ((axis + 1) % 3, (axis + 2) % 3)
      func corner(_ a: Int, _ b: Int, _ c: Int) -> Int { a << axis | b << j | c << k }
      for side in 0...1 {
        let loop = [corner(side, 0, 0), corner(side, 1, 0), corner(side, 1, 1), corner(side, 0, 1)]
        let q = (side == 1 ? loop : loop.reversed()).map { vertices[axis][$0] }
        s.addQuad(q[0], q[1], q[2], q[3])
      }
      guard b > 0 else { continue }
      // The four edges along this axis, between the faces of axes j and k.
      for (sj, sk) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let (low, high) = (corner(0, sj, sk), corner(1, sj, sk))
        let q = [vertices[j][low], vertices[j][high], vertices[k][high], vertices[k][low]]
        if sj == sk {
          s.addQuad(q[3], q[2], q[1], q[0])
        } else {
          s.addQuad(q[0], q[1], q[2], q[3])
        }
      }
    }
    if b > 0 {
      for corner in 0..<8 {
        let (x, y, z) = (vertices[0][corner], vertices[1][corner], vertices[2][corner])
        if corner.nonzeroBitCount % 2 == 1 {
          s.addTriangle(x, y, z)
        } else {
          s.addTriangle(x, z, y)
        }
      }
    }
    return s
  }

  /// A box that stands on `base`, the middle of its lower side.
  static func block(
    base: Float3, width: Float, height: Float, depth: Float, bevel: Float = 0.01
  ) -> Surface {
    box(Float3(width, height, depth), bevel: bevel)
      .translated(base.x, base.y + height / 2, base.z)
  }
}
