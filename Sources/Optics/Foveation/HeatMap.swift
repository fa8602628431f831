package import Numerics

/// A number for each pixel of an eye image that tells how it was drawn.
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
    /// Level of detail of what a place shows; 0: the triangles of the source.
    case lod
    /// Error in pixels of what stands in for detail that is asked for and missing; 0: none is.
    case residency

    /// Where its numbers come from; nil: from the plan of the layers.
    package var source: HeatSource? {
      switch self {
      case .density: nil
      case .overdraw, .cost: .shading
      case .lod: .levels
      case .residency: .residency
      }
    }
  }

  package let width: Int
  package let height: Int
  /// Rows from the top; not a number where there is nothing to tell of.
  package let values: [Float]
  /// Numbers from 0 to 1 that tell neighbours of one value apart; none: there is nothing to tell.
  package let shades: [Float]

  /// - Parameter told: of each layer of the eye by the quantity's source; the density needs none.
  package init(_ quantity: Quantity, of eye: FoveatedEye, told: [HeatLayer] = []) {
    (width, height) = (eye.plan.imageWidth, eye.plan.imageHeight)
    var (values, shades): ([Float], [Float]) = ([], [])
    values.reserveCapacity(width * height)
    let layers = eye.windows.indices
    precondition(
      quantity.source == nil || told.count == layers.count, "numbers of each layer are needed")
    let areas = layers.map { eye.linearDensity(ofLayer: $0) * eye.linearDensity(ofLayer: $0) }
    for y in 0..<height {
      for x in 0..<width {
        let place = Double2(Double(x), Double(y)) + 0.5
        func value(_ layer: Int) -> Float2 { told[layer].value(at: place, in: eye.windows[layer]) }
        switch quantity {
        case .density: values.append(Float(eye.density(at: place)))
        case .overdraw: values.append(Float(eye.mixed(at: place) { Double(value($0).x) }))
        case .cost:
          values.append(Float(layers.reduce(0) { $0 + Double(value($1).y) * areas[$1] }))
        case .lod:
          let nearest = value(eye.layers(at: place).layer)
          values.append(nearest.x > 0 ? nearest.x - 1 : .nan)
          shades.append(nearest.y)
        case .residency:
          let nearest = value(eye.layers(at: place).layer)
          values.append(nearest.x > 0 ? nearest.y : .nan)
        }
      }
    }
    (self.values, self.shades) = (values, shades)
  }

  private func index(_ place: Double2) -> Int {
    let x = min(max(Int(place.x), 0), width - 1)
    let y = min(max(Int(place.y), 0), height - 1)
    return y * width + x
  }

  /// At a place in pixels; of the nearest pixel outside.
  package func value(at place: Double2) -> Float { values[index(place)] }

  /// Tells neighbours of one value apart, 0…1; nil: there is nothing to tell.
  package func shade(at place: Double2) -> Float? { shades.isEmpty ? nil : shades[index(place)] }

  /// Of all values that there are; 0 when there are none.
  package var mean: Double { mean { Double($0) } }

  /// Part of the values that are above 0, 0…1.
  package var shareAboveZero: Double { mean { $0 > 0 ? 1 : 0 } }

  private func mean(_ weight: (Float) -> Double) -> Double {
    var (sum, count) = (0.0, 0)
    for value in values where !value.isNaN {
      sum += weight(value)
      count += 1
    }
    return sum / Double(max(count, 1))
  }

  package var maximum: Double { values.reduce(0) { $1.isNaN ? $0 : max($0, Double($1)) } }

  /// A round number that few values of the maps exceed, for the upper end of a scale; for levels of
  /// detail a multiple of four that none exceeds.
  package static func range(of maps: [HeatMap], for quantity: Quantity) -> Double {
    if quantity == .density { return 1 }
    if quantity == .lod {
      return max(((maps.map(\.maximum).max() ?? 0) / 4).rounded(.up) * 4, 4)
    }
    let values = maps.flatMap(\.values).filter { !$0.isNaN }.sorted()
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
