private import Foundation
import Numerics

/// Lays heat maps over a picture of the eyes, in colours that a legend below explains: the colour
/// tells the value, the brightness is the picture's; where there is no value the picture is grey.
/// White lines are the borders of the layers' regions, thin lines are rings of every 10° around the
/// gaze, and a cross marks the gaze.
package struct HeatPlot {
  /// A part of the picture that shows one eye's image.
  package struct Pane {
    /// Place in the picture.
    package var rect: PixelRect
    package var map: HeatMap
    package var eye: FoveatedEye
    /// The lens that the part is seen through, as a headset's panel shows it; nil for the eye image
    /// itself.
    package var lens: EyeProfile?

    package init(rect: PixelRect, map: HeatMap, eye: FoveatedEye, lens: EyeProfile? = nil) {
      (self.rect, self.map, self.eye, self.lens) = (rect, map, eye, lens)
    }
  }

  package let quantity: HeatMap.Quantity
  /// The value that the last colour stands for.
  package let range: Double
  /// Whether something is known of the gaze; otherwise the cross is straight ahead.
  package let isGazeKnown: Bool

  package init(_ quantity: HeatMap.Quantity, range: Double, isGazeKnown: Bool) {
    (self.quantity, self.range, self.isGazeKnown) = (quantity, range, isGazeKnown)
  }

  /// The picture with the maps, and rows for the legend below it.
  ///
  /// - Parameter rgba: 8-bit sRGB with alpha, row 0 on top.
  package func draw(over rgba: [UInt8], width: Int, height: Int, panes: [Pane]) -> (
    width: Int, height: Int, rgba: [UInt8]
  ) {
    let legend = Legend(self, panes: panes, width: width)
    var canvas = Canvas(width: width, height: height + legend.height, over: rgba)
    for pane in panes { draw(pane, on: &canvas) }
    legend.draw(below: height, on: &canvas)
    return (canvas.width, canvas.height, canvas.rgba)
  }

  private func draw(_ pane: Pane, on canvas: inout Canvas) {
    let rect = pane.rect
    let size = Double2(Double(rect.width), Double(rect.height))
    let places = (0..<rect.height).flatMap { y in
      (0..<rect.width).map { x in
        pane.place(at: (Double2(Double(x), Double(y)) + 0.5) / size)
      }
    }
    let angles = PlotField(rect, places) { pane.eccentricity(at: $0) }
    let borders = pane.eye.windows.indices.dropLast().map { layer in
      PlotField(rect, places) { pane.eye.distance(of: $0, inLayer: layer) }
    }
    let line = Double(max(rect.width / 500, 1))
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        guard let place = places[y * rect.width + x] else { continue }
        let light = canvas.luma(rect.x + x, rect.y + y) / 255
        canvas.blend(rect.x + x, rect.y + y, color(of: pane.map, at: place, light: light))
        let ring = angles.distanceToLevel(x, y, step: 10)
        if ring.level > 0 {
          let ink = PlotField.line(ring.pixels, width: line)
          canvas.blend(rect.x + x, rect.y + y, Style.ring, ink * 0.6)
        }
        for border in borders {
          let distance = abs(border.value(x, y) - 1) / border.slope(x, y)
          let ink = PlotField.line(distance, width: 2 * line)
          canvas.blend(rect.x + x, rect.y + y, Style.border, ink)
        }
      }
    }
    drawGaze(of: pane, angles: angles, on: &canvas)
  }

  /// The colour of a value.
  func color(_ value: Double) -> Float3 {
    let ramp: Ramp =
      switch quantity {
      case .density, .overdraw, .cost: .even
      case .lod: .hues
      case .residency: .warning
      }
    return ramp.color(Float(value / range))
  }

  /// - Parameter light: of the picture there, 0…1.
  private func color(of map: HeatMap, at place: Double2, light: Float) -> Float3 {
    let value = map.value(at: place)
    let color = value.isNaN ? Style.nothing : color(Double(value))
    guard !value.isNaN, let shade = map.shade(at: place) else {
      return color * (0.4 + 0.6 * light)
    }
    // Shades are seen before the picture is.
    let dark = color * (0.5 + 0.5 * min(2 * shade, 1))
    return mix(dark, Float3(255, 255, 255), max(shade - 0.5, 0)) * (0.6 + 0.4 * light)
  }

  /// The cross, and along a row to its right the angles of the rings.
  private func drawGaze(of pane: Pane, angles: PlotField, on canvas: inout Canvas) {
    guard let gaze = pane.position(ofTangent: Double2(pane.eye.gaze)) else { return }
    let rect = pane.rect
    let (x, y) = (Int(gaze.x * Double(rect.width)), Int(gaze.y * Double(rect.height)))
    guard (0..<rect.width).contains(x), (0..<rect.height).contains(y) else { return }
    let unit = max(rect.width / 500, 1)
    for (color, width) in [(Float3.zero, 3 * unit), (Style.border, unit)] {
      let arm = 6 * unit + (width - unit) / 2
      for (w, h) in [(2 * arm + 1, width), (width, 2 * arm + 1)] {
        canvas.fill(
          PixelRect(x: rect.x + x - w / 2, y: rect.y + y - h / 2, width: w, height: h)
            .intersection(rect), color)
      }
    }
    let half = Canvas.textWidth("00°", scale: unit) / 2 + 3
    var (last, lastLabel) = (0.0, x)
    for column in x..<max(rect.width - half, x) {
      let ring = (angles.value(column, y) / 10).rounded(.down)
      if ring > last, column - lastLabel > 2 * half, y > 6 * unit, y < rect.height - 6 * unit {
        canvas.label(
          String(format: "%.0f°", ring * 10), rect.x + column, rect.y + y, scale: unit,
          color: Style.text)
        lastLabel = column
      }
      if ring.isFinite { last = max(last, ring) }
    }
  }

  enum Style {
    static let background = Float3(18, 20, 27)
    static let text = Float3(235, 238, 245)
    static let border = Float3(255, 255, 255)
    static let nothing = Float3(120, 120, 120)
    static let ring = Float3(230, 230, 240)
  }
}

extension HeatPlot.Pane {
  private var imageSize: Double2 { Double2(Double(map.width), Double(map.height)) }

  /// Pixels of the eye image that a position of the pane shows, 0…1; nil where it shows nothing.
  fileprivate func place(at position: Double2) -> Double2? {
    guard let lens else { return position * imageSize }
    guard lens.visible(position) else { return nil }
    let t = Float2(lens.lens.tangent(at: position, channel: 1))
    return Double2(eye.field.imagePosition(ofTangent: t)) * imageSize
  }

  /// Inverse of that, of a direction.
  fileprivate func position(ofTangent t: Double2) -> Double2? {
    guard let lens else { return Double2(eye.field.imagePosition(ofTangent: Float2(t))) }
    return lens.lens.viewportPosition(
      ofTangent: t, channel: 1, viewportPixels: lens.viewportPixels)
  }

  /// Degrees from the gaze.
  fileprivate func eccentricity(at place: Double2) -> Double {
    let t = eye.field.tangent(atImagePosition: Float2(place / imageSize))
    return DensityModel.eccentricity(of: Double2(t), gaze: Double2(eye.gaze))
  }
}

extension PlotField {
  /// - Parameter places: of each pixel; nil has no value.
  fileprivate init(_ rect: PixelRect, _ places: [Double2?], _ function: (Double2) -> Double) {
    (width, height) = (rect.width, rect.height)
    values = places.map { $0.map(function) ?? .nan }
  }
}

extension PixelRect {
  fileprivate func intersection(_ other: PixelRect) -> PixelRect {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return PixelRect(
      x: left, y: top, width: max(min(x + width, other.x + other.width) - left, 0),
      height: max(min(y + height, other.y + other.height) - top, 0))
  }
}
