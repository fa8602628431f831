import Foundation
import Fovea
import Numerics
import Optics

/// A plot of what a headset's lenses do, both eyes side by side. Upper row: the display with lines
/// every ten degrees of visual angle, drawn where each colour channel must show them, so that the
/// fringes are the lens's colour error; what the eye cannot see is dark. Lower row: pixels per
/// degree, with a line at every step of two.
struct LensPlot {
  private let profile: HeadsetProfile
  /// Plot pixels of one eye's viewport.
  private let width: Int
  private let height: Int

  init(_ profile: HeadsetProfile) {
    self.profile = profile
    let viewport = profile.eyes.left.viewport
    width = 640
    height = max(1, 640 * viewport.height / max(viewport.width, 1))
  }

  func picture() -> Picture {
    let gap = 8
    let (totalWidth, totalHeight) = (2 * width + 3 * gap, 2 * height + 3 * gap)
    var pixels = [UInt8](repeating: 24, count: totalWidth * totalHeight * 4)
    for index in stride(from: 3, to: pixels.count, by: 4) { pixels[index] = 255 }
    for eye in 0..<2 {
      let plot = EyePlot(profile.eye(eye), width: width, height: height)
      for row in 0..<height {
        for column in 0..<width {
          let x = gap + eye * (width + gap) + column
          for (tile, color) in [plot.grid(column, row), plot.density(column, row)].enumerated() {
            let y = gap + tile * (height + gap) + row
            let at = (y * totalWidth + x) * 4
            for channel in 0..<3 {
              pixels[at + channel] = UInt8(min(max(color[channel], 0), 1) * 255)
            }
          }
        }
      }
    }
    return Picture(width: totalWidth, height: totalHeight, pixels: pixels)
  }
}

/// Colours of one eye's tiles.
private struct EyePlot {
  let eye: EyeProfile
  let width: Int
  let height: Int

  init(_ eye: EyeProfile, width: Int, height: Int) {
    self.eye = eye
    self.width = width
    self.height = height
  }

  private func position(_ column: Int, _ row: Int) -> Double2 {
    Double2((Double(column) + 0.5) / Double(width), (Double(row) + 0.5) / Double(height))
  }

  func grid(_ column: Int, _ row: Int) -> SIMD3<Double> {
    let here = position(column, row)
    let isVisible = eye.visible(here)
    var color = SIMD3<Double>(repeating: isVisible ? 0.16 : 0.03)
    let step = Double2(1 / Double(width), 1 / Double(height))
    for channel in 0..<3 where eye.lens.isInRange(here, channel: channel) {
      let angle = degrees(eye.lens.tangent(at: here, channel: channel))
      let right = degrees(eye.lens.tangent(at: here + Double2(step.x, 0), channel: channel))
      let below = degrees(eye.lens.tangent(at: here + Double2(0, step.y), channel: channel))
      for axis in 0..<2 {
        // Distance to the nearest line in plot pixels.
        let perPixel = max(abs(right[axis] - angle[axis]), abs(below[axis] - angle[axis]), 1e-9)
        let nearest = (angle[axis] / 10).rounded() * 10
        let distance = abs(angle[axis] - nearest) / perPixel
        let strength = nearest == 0 ? 1.0 : 0.8
        color[channel] = max(
          color[channel], strength * (isVisible ? 1 : 0.35) * min(max(1.5 - distance, 0), 1))
      }
    }
    return color
  }

  func density(_ column: Int, _ row: Int) -> SIMD3<Double> {
    let here = position(column, row)
    guard eye.visible(here) else { return SIMD3(repeating: 0.03) }
    let value = eye.pixelsPerDegree(at: here)
    let step = Double2(1 / Double(width), 1 / Double(height))
    let right = eye.pixelsPerDegree(at: here + Double2(step.x, 0))
    let below = eye.pixelsPerDegree(at: here + Double2(0, step.y))
    guard value.isFinite, right.isFinite, below.isFinite else { return .zero }
    let crossesLine =
      (value / 2).rounded(.down) != (right / 2).rounded(.down)
      || (value / 2).rounded(.down) != (below / 2).rounded(.down)
    return crossesLine ? SIMD3(repeating: 1) : Self.scale(value / 40)
  }

  private func degrees(_ tangent: Double2) -> Double2 {
    Double2(atan(tangent.x), atan(tangent.y)) * (180 / .pi)
  }

  /// From dark blue over green to yellow for 0…1.
  private static func scale(_ t: Double) -> SIMD3<Double> {
    let t = min(max(t, 0), 1)
    return SIMD3(t * t, 0.15 + 0.75 * t, 0.45 + 0.25 * (1 - t) - 0.5 * t * t)
  }
}
