private import Foundation
import Numerics

extension Surface {
  /// A sphere about the origin with exact normals; u runs around +Y from −Z towards −X, v down.
  static func sphere(radius: Float = 1, columns: Int = 64, rows: Int = 32) -> Surface {
    var s = Surface()
    for j in 0...rows {
      // The poles and the seam are hit exactly, so that the sphere is closed.
      let polar = Float(j) / Float(rows) * .pi
      let (ring, y): (Float, Float) =
        j == 0 ? (0, 1) : j == rows ? (0, -1) : (sin(polar), cos(polar))
      for i in 0...columns {
        let around = Float(i % columns) / Float(columns) * 2 * .pi
        let n = Float3(-sin(around) * ring, y, -cos(around) * ring)
        s.addVertex(
          n * radius, normal: n,
          uv: Float2(Float(i) / Float(columns), Float(j) / Float(rows)),
          along: Float3(-cos(around), 0, sin(around)),
          down: Float3(-sin(around) * y, -ring, -cos(around) * y))
      }
    }
    let stride = UInt32(columns + 1)
    for j in 0..<UInt32(rows) {
      for i in 0..<UInt32(columns) {
        let a = j * stride + i
        s.addQuad(a, a + stride, a + stride + 1, a + 1)
      }
    }
    return s
  }
}
