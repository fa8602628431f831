import Numerics
import SceneModel

/// A surface of a model: a grid whose number of triangles follows from the length of an edge alone.
protocol Sheet: Sendable {
  /// Rows of the grid whose edges are about `step` metres; infinity: as few as the form needs.
  func rowCount(step: Float) -> Int
  /// Triangles of some of the rows.
  func triangleCount(rows: Range<Int>, step: Float) -> Int
  /// Adds the rows' triangles. The outline stays where it is whatever `step` is, and so do the first
  /// and the last row: neighbours that were made apart meet.
  func append(rows: Range<Int>, step: Float, variant: Variant, to mesh: inout Primitive)
}

extension Sheet {
  func triangleCount(step: Float) -> Int {
    triangleCount(rows: 0..<rowCount(step: step), step: step)
  }
}

/// What tells the copies of a model apart: the pattern of the windows and the grain of the surfaces.
struct Variant: Sendable {
  let noise: Noise

  init(seed: UInt64, model: Int, number: Int) {
    noise = Noise(seed: seed &+ UInt64(model) &* 0x9E37_79B9, stream: 0x63_0000 + UInt64(number))
  }

  /// Uniform in 0 ..< count.
  func choice(_ id: Int32, of count: Int) -> Int {
    Int(noise.hash(id, 77) >> 8) % count
  }
}

/// Number of edges that a length is cut into.
@inline(__always)
func edges(_ length: Float, step: Float, least: Int = 1) -> Int {
  max(least, Int((length / step).rounded()))
}

extension Primitive {
  /// Adding and taking away this number rounds to 2⁻¹³.
  private static let grid: Float = 1.5 * 0x1p10

  @inline(__always)
  mutating func addVertex(_ p: Float3, _ n: Float3, _ tangent: Float3, _ uv: Float2) -> UInt32 {
    // To an eighth of a millimetre: corners that sheets share become equal to the bit.
    positions.append((p + Self.grid) - Self.grid)
    normals.append(n)
    tangents.append(Float4(tangent, 1))
    uv0.append(uv)
    return UInt32(positions.count - 1)
  }

  /// `a`, `b`, `c`, `d` counter-clockwise; cut along the diagonal `a`–`c`.
  @inline(__always)
  mutating func addQuad(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
    indices.append(a)
    indices.append(b)
    indices.append(c)
    indices.append(a)
    indices.append(c)
    indices.append(d)
  }
}
