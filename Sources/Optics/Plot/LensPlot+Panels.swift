private import Foundation
import Numerics

extension LensPlot {
  static func drawDistortion(of eye: EyeProfile, in rect: PixelRect, on canvas: inout Canvas) {
    let fields = (0..<3).map { channel in
      (
        PlotField(rect) { eye.lens.tangent(at: $0, channel: channel).x },
        PlotField(rect) { eye.lens.tangent(at: $0, channel: channel).y }
      )
    }
    let size = Double2(Double(rect.width), Double(rect.height))
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let position = (Double2(Double(x), Double(y)) + 0.5) / size
        guard eye.visible(position) else {
          canvas.blend(rect.x + x, rect.y + y, Style.unseen(x, y))
          continue
        }
        var color = Float3(8, 9, 12)
        for (channel, field) in fields.enumerated() {
          var coverage: Float = 0
          for component in [field.0, field.1] {
            let (distance, level) = component.distanceToLevel(x, y, step: 0.2)
            // The lines through the eye's axis are wider.
            coverage = max(coverage, PlotField.line(distance, width: abs(level) < 0.01 ? 3 : 1.3))
          }
          color[channel] += coverage * 240
        }
        canvas.blend(rect.x + x, rect.y + y, color)
      }
    }
    canvas.frame(rect, Style.border)
  }

  static func drawDensity(of eye: EyeProfile, in rect: PixelRect, on canvas: inout Canvas) {
    let size = Double2(Double(rect.width), Double(rect.height))
    let field = PlotField(rect) { eye.visible($0) ? eye.pixelsPerDegree(at: $0) : .nan }
    let shown = field.values.filter(\.isFinite)
    guard let low = shown.min(), let high = shown.max() else { return }
    let step = contourStep(high - low)
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let v = field.value(x, y)
        guard v.isFinite else {
          canvas.blend(rect.x + x, rect.y + y, Style.unseen(x, y))
          continue
        }
        let t = Float((v - low) / max(high - low, 1e-9))
        canvas.blend(rect.x + x, rect.y + y, Ramp.even.color(t))
        let (distance, _) = field.distanceToLevel(x, y, step: step)
        if distance.isFinite {
          let line = PlotField.line(distance, width: 1.2)
          canvas.blend(rect.x + x, rect.y + y, Float3(255, 255, 255), line * 0.8)
        }
      }
    }
    let axis =
      eye.lens.viewportPosition(
        ofTangent: .zero, channel: 1, viewportPixels: eye.viewportPixels) ?? Double2(0.5, 0.5)
    label(field, from: axis * size, step: step, in: rect, on: &canvas)
    canvas.frame(rect, Style.border)
    drawScale(low: low, high: high, in: rect, on: &canvas)
  }

  /// Numbers where contour lines cross a few rays from the axis, not too close to each other.
  private static func label(
    _ field: PlotField, from start: Double2, step: Double, in rect: PixelRect,
    on canvas: inout Canvas
  ) {
    for angle in [-0.35, 2.7, 1.3] {
      let direction = Double2(cos(angle), sin(angle))
      var (last, lastLabel) = (Double.nan, -100.0)
      for i in 0..<(rect.width + rect.height) {
        let p = start + direction * Double(i)
        let (x, y) = (Int(p.x.rounded(.down)), Int(p.y.rounded(.down)))
        guard x >= 12, y >= 8, x < field.width - 12, y < field.height - 8 else { break }
        let level = (field.value(x, y) / step).rounded(.down)
        if last.isFinite, level.isFinite, level != last, Double(i) - lastLabel > 34 {
          let text = String(format: "%g", max(level, last) * step)
          canvas.label(text, rect.x + x, rect.y + y, color: Style.text)
          lastLabel = Double(i)
        }
        last = level
      }
    }
  }

  /// 1, 2 or 5 times a power of ten, for some six to eight lines.
  private static func contourStep(_ range: Double) -> Double {
    let raw = max(range, 1e-3) / 7
    let power = pow(10, log10(raw).rounded(.down))
    let digit = raw / power
    return (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power
  }

  /// The colours' meaning, as a bar in the panel's lower left corner.
  private static func drawScale(
    low: Double, high: Double, in rect: PixelRect, on canvas: inout Canvas
  ) {
    let bar = PixelRect(
      x: rect.x + 40, y: rect.y + rect.height - 16, width: rect.width / 3, height: 8)
    canvas.fill(
      PixelRect(x: rect.x + 4, y: bar.y - 5, width: bar.width + 76, height: 18),
      Float3(12, 14, 20), 0.75)
    for x in 0..<bar.width {
      let color = Ramp.even.color((Float(x) + 0.5) / Float(bar.width))
      canvas.fill(PixelRect(x: bar.x + x, y: bar.y, width: 1, height: bar.height), color)
    }
    canvas.text(String(format: "%4.1f", low), rect.x + 10, bar.y, color: Style.text)
    canvas.text(String(format: "%.1f", high), bar.x + bar.width + 6, bar.y, color: Style.text)
  }

  static func drawImage(
    of eye: EyeProfile, mesh: HiddenAreaMesh, in rect: PixelRect, on canvas: inout Canvas
  ) {
    let field = eye.fieldOfView
    func tangent(_ position: Double2) -> Double2 {
      Double2(field.tangent(atImagePosition: Float2(position)))
    }
    let angle = PlotField(rect) { atan(length(tangent($0))) * 180 / .pi }
    let size = Double2(Double(rect.width), Double(rect.height))
    let pixels = eye.viewportPixels
    for y in 0..<rect.height {
      for x in 0..<rect.width {
        let t = tangent((Double2(Double(x), Double(y)) + 0.5) / size)
        let shown = (0..<3).contains { channel in
          let position = eye.lens.viewportPosition(
            ofTangent: t, channel: channel, viewportPixels: pixels)
          guard let p = position else { return false }
          return p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1
        }
        let v = Float(angle.value(x, y))
        let base =
          shown ? mix(Float3(226, 233, 240), Float3(110, 138, 168), v / 65) : Float3(70, 40, 48)
        canvas.blend(rect.x + x, rect.y + y, base)
        let (distance, level) = angle.distanceToLevel(x, y, step: 10)
        if level > 0 && shown {
          canvas.blend(
            rect.x + x, rect.y + y, Float3(30, 48, 72), PlotField.line(distance, width: 1) * 0.6)
        }
      }
    }
    for i in stride(from: 0, to: mesh.vertices.count, by: 3) {
      drawTriangle((0..<3).map { mesh.vertices[i + $0] }, in: rect, on: &canvas)
    }
    for degrees in stride(from: 10.0, through: 60, by: 10) {
      let p = field.imagePosition(ofTangent: Float2(Float(tan(degrees * .pi / 180)), 0))
      guard p.x < 0.96, p.y > 0.04, p.y < 0.96 else { break }
      canvas.label(
        String(format: "%.0f°", degrees), rect.x + Int(p.x * Float(rect.width)),
        rect.y + Int(p.y * Float(rect.height)), color: Style.text)
    }
    canvas.frame(rect, Style.border)
  }

  /// A triangle of the hidden area, its edges lighter.
  private static func drawTriangle(
    _ corners: [Float2], in rect: PixelRect, on canvas: inout Canvas
  ) {
    let size = Float2(Float(rect.width), Float(rect.height))
    let c = corners.map { ($0 + 1) / 2 * size }
    let low = pointwiseMin(c[0], pointwiseMin(c[1], c[2]))
    let high = pointwiseMax(c[0], pointwiseMax(c[1], c[2]))
    let xs = max(0, Int(low.x))...max(max(0, Int(low.x)), min(rect.width - 1, Int(high.x)))
    for y in max(0, Int(low.y))...max(max(0, Int(low.y)), min(rect.height - 1, Int(high.y))) {
      for x in xs {
        let p = Float2(Float(x) + 0.5, Float(y) + 0.5)
        // Signed distances to the three edges.
        let d = (0..<3).map { k in
          let (a, b) = (c[k], c[(k + 1) % 3])
          let e = b - a
          return (e.x * (p.y - a.y) - e.y * (p.x - a.x)) / max(length(e), 1e-6)
        }
        let inside = d.allSatisfy { $0 >= 0 } || d.allSatisfy { $0 <= 0 }
        guard inside else { continue }
        let edge = d.map(abs).min() ?? 1
        canvas.blend(rect.x + x, rect.y + y, Float3(196, 66, 74), 0.75)
        canvas.blend(
          rect.x + x, rect.y + y, Float3(240, 150, 150),
          PlotField.line(Double(edge), width: 0.6) * 0.7)
      }
    }
  }
}
