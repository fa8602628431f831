package import Numerics

/// A number for each pixel of an eye image that tells what drawing it took.
package struct HeatMap: Sendable {
  package enum Quantity: String, CaseIterable, Sendable {
    /// Pixels that are drawn for each pixel of the eye image, in each direction, 0…1.
    case density
    /// Fragments that are shaded for each pixel of the layers that a place shows.
    case overdraw
    /// Steps that are taken for each pixel of the eye image, in all layers that are drawn there: a
    /// layer of density ½ adds a quarter of what a pixel of it takes. The sum over the image is what
    /// the whole image takes.
    case cost
  }

  package let width: Int
  package let height: Int
  /// Rows from the top.
  package let values: [Float]

  /// - Parameter counts: of each layer of the eye; the density needs none.
  package init(_ quantity: Quantity, of eye: FoveatedEye, counts: [ShadingCounts] = []) {
    (width, height) = (eye.plan.imageWidth, eye.plan.imageHeight)
    var values: [Float] = []
    values.reserveCapacity(width * height)
    let layers = eye.windows.indices
    precondition(
      quantity == .density || counts.count == layers.count, "counts of each layer are needed")
    let areas = layers.map { eye.linearDensity(ofLayer: $0) * eye.linearDensity(ofLayer: $0) }
    for y in 0..<height {
      for x in 0..<width {
        let place = Double2(Double(x), Double(y)) + 0.5
        func count(_ layer: Int) -> Float2 {
          counts[layer].value(at: place, in: eye.windows[layer])
        }
        let value =
          switch quantity {
          case .density: eye.density(at: place)
          case .overdraw: eye.mixed(at: place) { Double(count($0).x) }
          case .cost: layers.reduce(0) { $0 + Double(count($1).y) * areas[$1] }
          }
        values.append(Float(value))
      }
    }
    self.values = values
  }

  /// At a place in pixels; of the nearest pixel outside.
  package func value(at place: Double2) -> Float {
    let x = min(max(Int(place.x), 0), width - 1)
    let y = min(max(Int(place.y), 0), height - 1)
    return values[y * width + x]
  }

  package var mean: Double {
    values.reduce(0) { $0 + Double($1) } / Double(max(values.count, 1))
  }

  package var maximum: Double { Double(values.max() ?? 0) }

  /// A round number that few values of the maps exceed, for the upper end of a scale.
  package static func range(of maps: [HeatMap], for quantity: Quantity) -> Double {
    guard quantity != .density else { return 1 }
    let values = maps.flatMap(\.values).sorted()
    guard let largest = values.last, largest > 0 else { return 1 }
    let high = Double(values[min(values.count * 97 / 100, values.count - 1)])
    var decade = 1.0
    while decade < 1e9 {
      for digit in [1.0, 2, 4, 8] where digit * decade >= high { return digit * decade }
      decade *= 10
    }
    return decade
  }
}
