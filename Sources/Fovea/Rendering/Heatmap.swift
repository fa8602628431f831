package import Optics

/// What a picture tells in colours of how it was drawn, and how high the colours reach.
public struct Heatmap: Equatable, Sendable {
  /// A number for each pixel of the eye images.
  public enum Quantity: String, CaseIterable, Sendable {
    /// Pixels that are drawn for each pixel of the eye image, in each direction, 0…1.
    case density
    /// Fragments that are shaded for each pixel of the layer that a place shows.
    case overdraw
    /// Steps for each pixel of the eye image: a fragment takes one to begin, one for each texture
    /// fetch and one for each light that it evaluates.
    case cost
    /// Level of detail of the geometry that a pixel shows; 0: the triangles of the source.
    case lod
    /// Where the memory does not hold what `RenderRequest.lodThreshold` asks for: the error in
    /// pixels of the geometry that is drawn in its place; 0: all is there.
    case residency
  }

  /// What is told.
  public var quantity: Quantity
  /// The value of the last colour; nil: 1 for the density, else a round number that few values of
  /// the first picture exceed, and no level of detail.
  public var range: Double?

  /// Takes both.
  public init(_ quantity: Quantity, range: Double? = nil) {
    (self.quantity, self.range) = (quantity, range)
  }
}

/// A heat map as it was laid over a picture.
package struct HeatFacts: Sendable {
  package var quantity: HeatMap.Quantity
  /// The value of the last colour.
  package var range: Double
  /// Over the pixels of the eye images.
  package var mean: Double
  package var maximum: Double
}

extension HeatMap.Quantity {
  init(_ quantity: Heatmap.Quantity) {
    switch quantity {
    case .density: self = .density
    case .overdraw: self = .overdraw
    case .cost: self = .cost
    case .lod: self = .lod
    case .residency: self = .residency
    }
  }
}

extension Picture {
  /// With heat maps laid over its parts and a legend below.
  ///
  /// - Parameter range: the value of the last colour; nil: a round number that fits.
  func heated(
    by quantity: HeatMap.Quantity, range: Double?, isGazeKnown: Bool, panes: [HeatPlot.Pane]
  ) -> (picture: Picture, facts: HeatFacts) {
    let maps = panes.map(\.map)
    let range = range ?? HeatMap.range(of: maps, for: quantity)
    let plot = HeatPlot(quantity, range: range, isGazeKnown: isGazeKnown)
    let heated = plot.draw(over: pixels, width: width, height: height, panes: panes)
    return (
      Picture(width: heated.width, height: heated.height, pixels: heated.rgba),
      HeatFacts(
        quantity: quantity, range: range,
        mean: maps.reduce(0) { $0 + $1.mean } / Double(max(maps.count, 1)),
        maximum: maps.map(\.maximum).max() ?? 0)
    )
  }
}
