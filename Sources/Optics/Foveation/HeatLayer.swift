package import Numerics

/// What a device told of each pixel of a layer for one eye: two numbers, whose meaning
/// `HeatSource` tells.
package struct HeatLayer: Sendable {
  /// Pixels of the layer's image; of these only the window's are drawn in a frame.
  package let width: Int
  package let height: Int
  /// Rows from the top.
  package let values: [Float2]

  /// - Precondition: a value for each pixel.
  package init(width: Int, height: Int, values: [Float2]) {
    precondition(values.count == width * height, "a value for each pixel")
    (self.width, self.height, self.values) = (width, height, values)
  }

  /// - Parameter halves: two half floats for each pixel.
  package init(width: Int, height: Int, halves: [UInt8]) {
    self.init(
      width: width, height: height,
      values: halves.withUnsafeBytes { raw in
        (0..<width * height).map {
          Float2(raw.loadUnaligned(fromByteOffset: $0 * 4, as: SIMD2<Float16>.self))
        }
      })
  }

  /// Of the pixel that a place of the eye image falls into; zero outside of the window.
  func value(at place: Double2, in window: LayerWindow) -> Float2 {
    let p = (place - window.origin) / window.pitch
    guard p.x >= 0, p.y >= 0 else { return .zero }
    let (x, y) = (Int(p.x), Int(p.y))
    guard x < min(window.width, width), y < min(window.height, height) else { return .zero }
    return values[y * width + x]
  }
}

/// What a device tells of the pixels that it draws, besides their colours.
package enum HeatSource: Sendable {
  /// Fragments that are shaded, and the steps of all of them. A fragment takes one step to begin,
  /// one for each texture fetch and one for each light that it evaluates.
  case shading
  /// Of the nearest thing: 1 + the level of detail of its cluster, and a number from 0 to 1 that
  /// tells clusters apart. Zeros where nothing stands.
  case levels
  /// Of the nearest thing: 1, and what is missing of the detail that is asked for, as the error in
  /// pixels of what is drawn in its place; 0 where nothing is missing. Zeros where nothing stands.
  case residency
}
