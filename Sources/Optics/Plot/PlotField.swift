import Numerics

/// A function over the pixels of a panel, to draw its level lines. Not a number where it has no value.
struct PlotField {
  let width: Int
  let height: Int
  var values: [Double]

  /// - Parameter function: of the middle of a pixel, 0…1 from the upper left corner of the panel.
  init(_ rect: PixelRect, _ function: (Double2) -> Double) {
    (width, height) = (rect.width, rect.height)
    values = []
    values.reserveCapacity(width * height)
    let size = Double2(Double(width), Double(height))
    for y in 0..<height {
      for x in 0..<width {
        values.append(function((Double2(Double(x), Double(y)) + 0.5) / size))
      }
    }
  }

  func value(_ x: Int, _ y: Int) -> Double { values[y * width + x] }

  /// Change from one pixel to the next.
  func slope(_ x: Int, _ y: Int) -> Double {
    let dx = value(min(x + 1, width - 1), y) - value(max(x - 1, 0), y)
    let dy = value(x, min(y + 1, height - 1)) - value(x, max(y - 1, 0))
    return max(1e-12, (dx * dx + dy * dy).squareRoot() / 2)
  }

  /// How far the pixel is from the nearest multiple of `step`, in pixels, and that multiple.
  func distanceToLevel(_ x: Int, _ y: Int, step: Double) -> (pixels: Double, level: Double) {
    let v = value(x, y)
    let level = (v / step).rounded() * step
    return (abs(v - level) / slope(x, y), level)
  }

  /// How much of a pixel a line covers that runs at a distance from it, 0…1; all in pixels.
  static func line(_ distance: Double, width: Double) -> Float {
    distance.isFinite ? Float(min(1, max(0, width / 2 + 0.5 - distance))) : 0
  }
}
