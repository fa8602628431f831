import Numerics
import SceneModel
import SceneStore

extension VertexFormat {
  /// The format that suits a part, whose positions and UVs are brought onto its grids, so that
  /// what is simplified and measured is what is drawn.
  init(snapping primitive: inout Primitive) {
    primitive.updateBounds()
    let grid = PositionGrid(bounds: primitive.bounds, meanEdge: Self.meanEdge(of: primitive))
    for i in primitive.positions.indices {
      primitive.positions[i] = grid.snap(primitive.positions[i])
    }
    primitive.updateBounds()
    self.init(
      positions: grid, uv0: Self.snap(&primitive.uv0), uv1: Self.snap(&primitive.uv1),
      hasTangents: !primitive.tangents.isEmpty, hasColors: !primitive.colors.isEmpty)
  }

  /// Whether vertices have second UVs or colours.
  var hasExtras: Bool { uv1 != nil || hasColors }

  private static func snap(_ uvs: inout [Float2]) -> TextureGrid? {
    guard !uvs.isEmpty else { return nil }
    let reach = uvs.reduce(Float(0)) { max($0, abs($1.x), abs($1.y)) }
    let grid = TextureGrid(reach: reach)
    for i in uvs.indices { uvs[i] = grid.snap(uvs[i]) }
    return grid
  }

  /// Metres; 0 without triangles.
  private static func meanEdge(of primitive: Primitive) -> Float {
    guard !primitive.indices.isEmpty else { return 0 }
    var sum = 0.0
    for first in stride(from: 0, to: primitive.indices.count, by: 3) {
      let a = primitive.positions[Int(primitive.indices[first])]
      let b = primitive.positions[Int(primitive.indices[first + 1])]
      let c = primitive.positions[Int(primitive.indices[first + 2])]
      sum += Double(length(b - a)) + Double(length(c - b)) + Double(length(a - c))
    }
    return Float(sum / Double(primitive.indices.count))
  }
}
