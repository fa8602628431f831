/// What the vertices of a part have, and how finely. One for each part; pages hold those of the
/// parts in them.
package struct VertexFormat: Hashable, Sendable {
  package var positions: PositionGrid
  /// Nil: the part has none, and they are 0.
  package var uv0: TextureGrid?
  package var uv1: TextureGrid?
  /// Whether tangents are kept; without, they are some direction along the surface.
  package var hasTangents: Bool
  /// Whether colours are kept; without, they are white.
  package var hasColors: Bool
  /// Whether vertices name rows of a table that bends them.
  package var hasRows: Bool

  package init(
    positions: PositionGrid, uv0: TextureGrid? = nil, uv1: TextureGrid? = nil,
    hasTangents: Bool = false, hasColors: Bool = false, hasRows: Bool = false
  ) {
    self.positions = positions
    self.uv0 = uv0
    self.uv1 = uv1
    self.hasTangents = hasTangents
    self.hasColors = hasColors
    self.hasRows = hasRows
  }
}
