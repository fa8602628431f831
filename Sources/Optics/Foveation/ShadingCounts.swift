package import Numerics

/// What a device counted while it shaded a layer for one eye.
package struct ShadingCounts: Sendable {
  /// Pixels of the layer's image; of these only the window's are drawn in a frame.
  package let width: Int
  package let height: Int
  /// Rows from the top: fragments, and steps of all of them. A fragment takes one step to begin,
  /// one for each texture fetch and one for each light that it evaluates.
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
