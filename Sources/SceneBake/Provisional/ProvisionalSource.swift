package import SceneModel

/// A drastically simplified copy of a scene, to be looked at while the scene itself is baked: parts
/// of few triangles that are roughly where the surface is, and small images. Materials, lights,
/// cameras and instances are those of the scene, and bounds nearly.
///
/// Pieces are made from those of the scene when they are asked for, and nothing is kept.
package struct ProvisionalSource: SceneSource {
  /// Of all parts together, about, where nothing else is asked for.
  package static let defaultTriangles = 200_000
  /// A part of fewer keeps them.
  static let leastTriangles = 128
  /// Pixels of an image's longer side, at most.
  static let imageSide = 64

  /// Of all images together, which take as long to bake as a million triangles.
  private static let manyTexels = 16 << 20

  private let scene: any SceneSource
  private let share: Double

  /// Nil where it would not take much less time to bake than the scene does.
  ///
  /// - Parameter triangles: of all parts together, about.
  package init?(_ scene: any SceneSource, triangles: Int = defaultTriangles) {
    let all = scene.parts.reduce(0) { $0 + $1.triangleCount }
    let texels = scene.skeleton.images.reduce(0) { $0 + $1.width * $1.height }
    guard all > 4 * triangles || texels > Self.manyTexels else { return nil }
    self.scene = scene
    share = min(Double(triangles) / Double(max(all, 1)), 1)
  }

  package var skeleton: SceneSkeleton { scene.skeleton }
  /// Those of the scene: what it takes to make a piece is told by them.
  package var parts: [PartSummary] { scene.parts }
  package var instances: [PartInstance] { scene.instances }

  package func part(_ index: Int) throws(SceneSourceError) -> Primitive {
    let part = try scene.part(index)
    let count = Int((Double(part.triangleCount) * share).rounded(.up))
    return part.thinned(toTriangles: max(count, Self.leastTriangles))
  }

  package func image(_ index: Int) throws(SceneSourceError) -> Image {
    try scene.image(index, side: Self.imageSide)
  }
}
