private import Foundation
import Numerics
import SceneModel

/// Triangles under construction. All arrays but `indices` have the same length.
struct Surface: Sendable {
  var positions: [Float3] = []
  var normals: [Float3] = []
  var tangents: [Float4] = []
  var uvs: [Float2] = []
  /// How much of the surrounding light arrives, 0…1.
  var occlusion: [Float] = []
  var colors: [Float4] = []
  var indices: [UInt32] = []

  var triangleCount: Int { indices.count / 3 }

  /// Adds a vertex; `along` is the direction in which u grows, `down` the one in which v grows.
  @discardableResult
  mutating func addVertex(
    _ p: Float3, normal n: Float3, uv: Float2, along: Float3, down: Float3
  ) -> UInt32 {
    var t = along - n * dot(along, n)
    t = normalize(t)
    if t == .zero { t = orthonormalBasis(n).tangent }
    positions.append(p)
    normals.append(n)
    // glTF's bitangent points up in the image, against v.
    tangents.append(Float4(t, dot(cross(n, t), down) <= 0 ? 1 : -1))
    uvs.append(uv)
    occlusion.append(1)
    colors.append(Float4(1, 1, 1, 1))
    return UInt32(positions.count - 1)
  }

  /// Adds a triangle unless two of its corners coincide.
  mutating func addTriangle(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
    let (p, q, r) = (positions[Int(a)], positions[Int(b)], positions[Int(c)])
    if p == q || q == r || r == p { return }
    indices.append(a)
    indices.append(b)
    indices.append(c)
  }

  mutating func addQuad(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
    addTriangle(a, b, c)
    addTriangle(a, c, d)
  }

  /// Adds a flat quad with corners in counter-clockwise order, `a` at the lower left; UV in metres
  /// from `a` along `a→b` and `d→a`.
  mutating func addFace(
    _ a: Float3, _ b: Float3, _ c: Float3, _ d: Float3, uvOffset: Float2 = .zero
  ) {
    let n = normalize(cross(b - a, d - a) + cross(d - c, b - c))
    let (u, up) = (normalize(b - a), normalize(d - a))
    let corners = [a, b, c, d].map { p in
      addVertex(
        p, normal: n, uv: uvOffset + Float2(dot(p - a, u), -dot(p - a, up)), along: u, down: -up)
    }
    addQuad(corners[0], corners[1], corners[2], corners[3])
  }

  mutating func append(_ other: Surface, _ m: Matrix4 = .identity) {
    let base = UInt32(positions.count)
    let (x, y, z) = m.normalColumns
    let mirrors = m.determinant3 < 0
    positions.append(contentsOf: other.positions.map(m.transformPoint))
    normals.append(contentsOf: other.normals.map { normalize(x * $0.x + y * $0.y + z * $0.z) })
    for i in other.tangents.indices {
      let t = other.tangents[i]
      let n = normals[Int(base) + i]
      let d = m.transformDirection(t.xyz)
      tangents.append(Float4(normalize(d - n * dot(d, n)), mirrors ? -t.w : t.w))
    }
    uvs.append(contentsOf: other.uvs)
    occlusion.append(contentsOf: other.occlusion)
    colors.append(contentsOf: other.colors)
    indices.reserveCapacity(indices.count + other.indices.count)
    for i in stride(from: 0, to: other.indices.count, by: 3) {
      let (a, b, c) = (other.indices[i], other.indices[i + 1], other.indices[i + 2])
      indices.append(base + a)
      indices.append(base + (mirrors ? c : b))
      indices.append(base + (mirrors ? b : c))
    }
  }

  func transformed(by m: Matrix4) -> Surface {
    var result = Surface()
    result.append(self, m)
    return result
  }

  func translated(_ x: Float, _ y: Float, _ z: Float) -> Surface {
    transformed(by: .translation(Float3(x, y, z)))
  }

  func turned(_ angle: Float, about axis: Float3 = Float3(0, 1, 0)) -> Surface {
    transformed(by: Matrix4(rotation: Quaternion(angle: angle, axis: axis)))
  }

  func scaled(_ x: Float, _ y: Float, _ z: Float) -> Surface {
    transformed(by: .scale(Float3(x, y, z)))
  }

  /// Turned inside out.
  func flipped() -> Surface {
    var result = self
    for i in stride(from: 0, to: indices.count, by: 3) { result.indices.swapAt(i + 1, i + 2) }
    for i in normals.indices {
      result.normals[i] = -normals[i]
      result.tangents[i].w = -tangents[i].w
    }
    return result
  }

  /// UV times a factor.
  func uvScaled(_ s: Float2) -> Surface {
    var result = self
    for i in uvs.indices { result.uvs[i] = uvs[i] * s }
    return result
  }

  /// As drawn. The occlusion travels in u of the second UV set, for `Image.occlusionRamp`.
  func primitive(material: Int, hasOcclusion: Bool) -> Primitive {
    var p = Primitive()
    p.positions = positions
    p.normals = normals
    p.tangents = tangents
    p.uv0 = uvs
    if hasOcclusion { p.uv1 = occlusion.map { Float2($0, 0.5) } }
    if colors.contains(where: { $0 != Float4(1, 1, 1, 1) }) { p.colors = colors }
    p.indices = indices
    p.material = material
    p.updateBounds()
    return p
  }
}
