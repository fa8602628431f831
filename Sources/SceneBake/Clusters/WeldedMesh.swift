internal import CMeshOptimizer
internal import Numerics
internal import SceneModel
internal import SceneStore

/// A part with every vertex once, and what its vertices have in common.
struct WeldedMesh {
  /// Without indices.
  var vertices: Primitive
  /// No triangle has a position twice.
  var indices: [UInt32]
  /// For each vertex the number of its place: vertices at the same place have the same.
  var placeOf: [UInt32]
  var placeCount: Int
  /// For each vertex the number of its shape: place, UVs and colour, but not the normal.
  var shapeOf: [UInt32]
  var shapeCount: Int
  /// Whether normals split what has one shape.
  var hasSplitNormals: Bool
  /// What the places of moved vertices are brought onto, if anything.
  var grid: PositionGrid?
  /// Vertices that are bent differently are at different places.
  var bent: BentVertices

  init(_ primitive: Primitive, _ bent: BentVertices = BentVertices()) {
    var vertices = primitive
    vertices.indices = []
    // -0 and 0 are one place.
    vertices.positions = vertices.positions.map { $0 + 0 }
    let (remap, count) = Self.remap(vertices, bent.rows, primitive.indices, by: .vertex)
    vertices.keepOne(of: remap, count: count)
    self.bent = bent
    self.bent.keepOne(of: remap, count: count)
    let corners = primitive.indices.map { remap[Int($0)] }
    let places: [UInt32]
    (places, placeCount) = Self.remap(vertices, self.bent.rows, corners, by: .place)
    (shapeOf, shapeCount) = Self.remap(vertices, self.bent.rows, corners, by: .shape)
    placeOf = places
    hasSplitNormals = shapeCount < count
    var indices: [UInt32] = []
    indices.reserveCapacity(corners.count)
    for first in stride(from: 0, to: corners.count, by: 3) {
      let (a, b, c) = (corners[first], corners[first + 1], corners[first + 2])
      let (p, q, r) = (places[Int(a)], places[Int(b)], places[Int(c)])
      if p != q && q != r && r != p {
        indices.append(a)
        indices.append(b)
        indices.append(c)
      }
    }
    self.indices = indices
    self.vertices = vertices
  }

  /// The sum of a triangle's corners; the triangle begins at an index.
  func cornerSum(ofTriangleAt first: Int) -> Float3 {
    vertices.positions[Int(indices[first])] + vertices.positions[Int(indices[first + 1])]
      + vertices.positions[Int(indices[first + 2])]
  }

  mutating func append(_ added: AddedVertices) {
    for vertex in added.list {
      let source = Int(vertex.source)
      let mover = Int(vertex.mover)
      bent.append(as: mover, offset: vertex.position - vertices.positions[mover])
      vertices.positions.append(vertex.position)
      func copy<T>(_ array: inout [T]) { if !array.isEmpty { array.append(array[source]) } }
      copy(&vertices.normals)
      copy(&vertices.tangents)
      copy(&vertices.uv0)
      copy(&vertices.uv1)
      copy(&vertices.colors)
      switch vertex.place {
      case .known(let place): placeOf.append(place)
      case .new(let number): placeOf.append(UInt32(placeCount + number))
      }
      shapeOf.append(UInt32(shapeCount + vertex.shape))
    }
    placeCount += added.placeCount
    shapeCount += added.shapeCount
  }

  private enum Sameness { case vertex, place, shape }

  /// Numbers what is the same from 0; vertices without triangles get no number.
  private static func remap(
    _ p: Primitive, _ rows: [UInt32], _ indices: [UInt32], by sameness: Sameness
  ) -> ([UInt32], Int) {
    let count = p.positions.count
    guard count > 0, !indices.isEmpty else { return (.init(repeating: .max, count: count), 0) }
    var remap = [UInt32](repeating: 0, count: count)
    // The sign of the bitangent is part of the shape: it cannot change within a triangle.
    let sides = sameness == .shape ? p.tangents.map { $0.w } : []
    func stream<T>(_ array: [T], bytes: Int, _ body: (meshopt_Stream?) -> Int) -> Int {
      array.withUnsafeBytes {
        body(
          array.isEmpty
            ? nil
            : meshopt_Stream(data: $0.baseAddress, size: bytes, stride: MemoryLayout<T>.stride))
      }
    }
    let full = sameness == .vertex
    let shaped = sameness != .place
    let unique = stream(p.positions, bytes: 12) { position in
      stream(full ? p.normals : [], bytes: 12) { normal in
        stream(full ? p.tangents : [], bytes: 16) { tangent in
          stream(shaped ? p.uv0 : [], bytes: 8) { uv0 in
            stream(shaped ? p.uv1 : [], bytes: 8) { uv1 in
              stream(shaped ? p.colors : [], bytes: 16) { color in
                stream(sides, bytes: 4) { side in
                  stream(rows, bytes: 4) { row in
                    let streams = [position, normal, tangent, uv0, uv1, color, side, row]
                      .compactMap { $0 }
                    return meshopt_generateVertexRemapMulti(
                      &remap, indices, indices.count, count, streams, streams.count)
                  }
                }
              }
            }
          }
        }
      }
    }
    return (remap, unique)
  }
}

extension Primitive {
  /// Moves every vertex to its new number; copies and those without a number go.
  fileprivate mutating func keepOne(of remap: [UInt32], count: Int) {
    positions = positions.moved(by: remap, count: count)
    normals = normals.moved(by: remap, count: count)
    tangents = tangents.moved(by: remap, count: count)
    uv0 = uv0.moved(by: remap, count: count)
    uv1 = uv1.moved(by: remap, count: count)
    colors = colors.moved(by: remap, count: count)
  }
}

extension BentVertices {
  fileprivate mutating func keepOne(of remap: [UInt32], count: Int) {
    rows = rows.moved(by: remap, count: count)
    for pose in poses.indices { poses[pose] = poses[pose].moved(by: remap, count: count) }
  }
}

extension Array {
  fileprivate func moved(by remap: [UInt32], count: Int) -> [Element] {
    guard let any = first, count > 0 else { return [] }
    // Room for vertices that simplifying adds.
    var result: [Element] = []
    result.reserveCapacity(count + count / 4)
    result += repeatElement(any, count: count)
    for (old, new) in remap.enumerated() where new != .max { result[Int(new)] = self[old] }
    return result
  }
}
