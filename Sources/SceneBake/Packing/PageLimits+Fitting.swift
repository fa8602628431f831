import SceneStore

extension GeometryPageCounts {
  static let zero = GeometryPageCounts(vertices: 0, indices: 0, clusters: 0)

  static func + (a: Self, b: Self) -> Self {
    Self(
      vertices: a.vertices + b.vertices, indices: a.indices + b.indices,
      clusters: a.clusters + b.clusters)
  }

  /// Whether a page may hold as much.
  var fitsPage: Bool {
    vertices <= PageLimits.vertices && indices <= PageLimits.indices
      && clusters <= PageLimits.clusters
  }
}
