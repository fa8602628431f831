/// Which levels of detail the newest frame was drawn with.
package struct DetailFacts: Equatable, Sendable {
  /// Error in pixels that is let pass; 0: everything in full detail.
  package var threshold: Double = 1
  /// What is drawn by in the end, where memory or lists made it larger.
  package var reachedThreshold: Double = 1
  package var nodesVisited = 0
  package var clustersSelected = 0
  /// After culling, over all layers of foveation.
  package var clustersDrawn = 0
  package var trianglesDrawn = 0
  /// Of those that culling left, behind other things.
  package var clustersHidden = 0
  /// Pieces of surfaces that were to be seen and for which there was nothing, not even the coarsest.
  package var holes = 0

  package init() {}

  package var json: JSON {
    [
      "threshold_px": JSON(threshold), "reached_threshold_px": JSON(reachedThreshold),
      "nodes_visited": JSON(nodesVisited), "clusters_selected": JSON(clustersSelected),
      "clusters_drawn": JSON(clustersDrawn), "triangles_drawn": JSON(trianglesDrawn),
      "clusters_hidden": JSON(clustersHidden), "holes": JSON(holes),
    ]
  }
}
