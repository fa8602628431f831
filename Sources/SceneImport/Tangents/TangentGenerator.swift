import Foundation
import Numerics
import SceneModel

/// Vertex tangents for normal maps where a file has none, as glTF asks: those of MikkTSpace
/// (Mikkelsen, "Simulation of Wrinkled Surfaces Revisited", 2008, and the rules of its reference
/// code), with which tools bake normal maps.
enum TangentGenerator {
  /// Sets `tangents`. Vertices where the texture is mirrored or torn are split, so that the
  /// vertex count may grow; the order and count of triangles stay. Does nothing without normals
  /// or texture coordinates.
  ///
  /// Every tangent is a unit vector at a right angle to its normal, also where the texture
  /// coordinates define none. O(n) in vertices and triangles.
  /// - Parameter uvSet: The set that the normal texture uses, 0 or 1.
  static func generate(for primitive: inout Primitive, uvSet: Int = 0) {
    let uv = uvSet == 0 ? primitive.uv0 : primitive.uv1
    guard !primitive.positions.isEmpty, !primitive.normals.isEmpty, !uv.isEmpty else { return }
    let topology = TangentTopology(primitive: primitive, uv: uv)
    let sums = groupTangents(primitive: primitive, topology: topology)
    assign(sums, topology: topology, to: &primitive)
  }

  /// For each group the sum of its triangles' tangents, each laid into the plane of the vertex
  /// normal and weighted by the triangle's angle at the vertex.
  private static func groupTangents(primitive: Primitive, topology: TangentTopology) -> [Float3] {
    var sums = [Float3](repeating: .zero, count: topology.groupIsMirrored.count)
    for triangle in 0..<primitive.triangleCount where topology.kinds[triangle] != .degenerate {
      let direction = topology.tangents[triangle]
      guard direction != .zero else { continue }
      for corner in 0..<3 {
        let at = triangle * 3 + corner
        let group = Int(topology.groups[at])
        guard group >= 0 else { continue }
        let vertex = Int(primitive.indices[at])
        let next = Int(primitive.indices[triangle * 3 + (corner + 1) % 3])
        let previous = Int(primitive.indices[triangle * 3 + (corner + 2) % 3])
        let normal = primitive.normals[vertex]
        let position = primitive.positions[vertex]
        let a = inPlane(primitive.positions[next] - position, normal: normal)
        let b = inPlane(primitive.positions[previous] - position, normal: normal)
        let angle = acos(min(max(dot(a, b), -1), 1))
        sums[group] += inPlane(direction, normal: normal) * angle
      }
    }
    return sums
  }

  private static func inPlane(_ vector: Float3, normal: Float3) -> Float3 {
    normalize(vector - normal * dot(normal, vector))
  }

  /// Gives each vertex the tangent of its corners' group and splits it where they differ.
  private static func assign(
    _ sums: [Float3], topology: TangentTopology, to primitive: inout Primitive
  ) {
    var group = [Int32](repeating: TangentTopology.unseen, count: primitive.positions.count)
    // The copies, found by vertex and group.
    var splits = IndexHashTable(capacity: primitive.indices.count)
    var copies: [(vertex: UInt32, group: Int32, copy: UInt32)] = []
    var sources: [Int] = []
    for at in primitive.indices.indices {
      let vertex = primitive.indices[at]
      let wanted = topology.outputGroup(at, vertex: Int(vertex))
      if group[Int(vertex)] == TangentTopology.unseen { group[Int(vertex)] = wanted }
      if group[Int(vertex)] == wanted { continue }
      let key = IndexHashTable.hash(Int32(bitPattern: vertex), wanted)
      let entry = splits.firstMatch(key, else: Int32(copies.count)) {
        copies[Int($0)].vertex == vertex && copies[Int($0)].group == wanted
      }
      if entry == copies.count {
        copies.append((vertex, wanted, UInt32(group.count)))
        group.append(wanted)
        sources.append(Int(vertex))
      }
      primitive.indices[at] = copies[Int(entry)].copy
    }
    primitive.appendCopies(of: sources)
    primitive.tangents = primitive.normals.indices.map { vertex in
      let normal = primitive.normals[vertex]
      let owner = Int(group[vertex])
      guard owner >= 0 else { return Float4(anyTangent(normal), 1) }
      let tangent = normalize(sums[owner])
      // MikkTSpace has its bitangent along +v. In glTF +v points down in the image and +Y of a
      // normal map up, so that the sign is the other one.
      let sign: Float = topology.groupIsMirrored[owner] ? 1 : -1
      let isUsable = tangent != .zero && abs(length(tangent) - 1) < 1e-3
      return Float4(isUsable ? tangent : anyTangent(normal), sign)
    }
  }

  private static func anyTangent(_ normal: Float3) -> Float3 {
    let unit = normalize(normal, fallback: Float3(0, 0, 1))
    let tangent = orthonormalBasis(unit).tangent
    return length(tangent).isFinite ? tangent : Float3(1, 0, 0)
  }
}
