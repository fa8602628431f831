internal import Numerics

/// Vertices that a part gets while it is simplified: others, moved.
struct AddedVertices: Sendable {
  enum Place: Sendable {
    /// One that the part has.
    case known(UInt32)
    /// One of its own: its number among those of this list.
    case new(Int)
  }

  struct Vertex: Sendable {
    /// The vertex that it has its attributes from.
    var source: UInt32
    /// The vertex that it is bent with.
    var mover: UInt32
    var position: Float3
    var place: Place
    /// Number of its shape among those of this list.
    var shape: Int
  }

  var list: [Vertex] = []
  var placeCount = 0
  var shapeCount = 0
}
