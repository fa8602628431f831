internal import Numerics

/// The connected pieces of a part: triangles that share places belong together.
struct SurfacePieces {
  private var parent: [Int32]
  /// For each place that stands for a piece the sum of its triangles' corner sums, and their number.
  private var sums: [Float4] = []
  private(set) var count = 0

  init(_ mesh: WeldedMesh) {
    parent = (0..<Int32(mesh.placeCount)).map { $0 }
    for first in stride(from: 0, to: mesh.indices.count, by: 3) {
      let a = root(mesh.placeOf[Int(mesh.indices[first])])
      let b = root(mesh.placeOf[Int(mesh.indices[first + 1])])
      parent[Int(max(a, b))] = min(a, b)
      let c = root(mesh.placeOf[Int(mesh.indices[first + 2])])
      parent[Int(max(min(a, b), c))] = min(a, b, c)
    }
    sums = .init(repeating: .zero, count: mesh.placeCount)
    for first in stride(from: 0, to: mesh.indices.count, by: 3) {
      let piece = Int(root(mesh.placeOf[Int(mesh.indices[first])]))
      if sums[piece].w == 0 { count += 1 }
      sums[piece] += Float4(mesh.cornerSum(ofTriangleAt: first), 1)
    }
    for place in parent.indices { parent[place] = root(UInt32(place)) }
  }

  /// The mean of the corner sums of a piece's triangles.
  func middle(ofPieceAt place: UInt32) -> Float3 {
    let sum = sums[Int(parent[Int(place)])]
    return sum.xyz / sum.w
  }

  private mutating func root(_ place: UInt32) -> Int32 {
    var place = Int(place)
    while Int(parent[place]) != place {
      parent[place] = parent[Int(parent[place])]
      place = Int(parent[place])
    }
    return Int32(place)
  }
}
