private import Foundation
import Numerics

extension HeatPlot {
  /// What a heat map's colours and lines mean, in rows below the picture.
  struct Legend {
    private let plot: HeatPlot
    private let scale: Int
    private let lines: [String]
    private let width: Int
    private let isExceeded: Bool

    init(_ plot: HeatPlot, panes: [Pane], width: Int) {
      self.plot = plot
      self.width = width
      scale = max(width / 700, 1)
      isExceeded = panes.contains { $0.map.maximum > plot.range * 1.0001 }
      var texts = [Self.meaning(of: plot.quantity)]
      texts.append(Self.summary(plot.quantity, panes))
      let cross = "Cross: \(plot.isGazeKnown ? "gaze" : "straight ahead")"
      texts.append("\(cross)   Rings: every 10° from it")
      if panes.contains(where: { $0.eye.windows.count > 1 }) {
        texts[2] += "   White: borders of the layers"
      }
      let columns = max((width - 8 * scale) / ((BitmapFont.width + 1) * scale), 8)
      lines = texts.flatMap { Self.wrapped($0, columns: columns) }
    }

    private static func meaning(of quantity: HeatMap.Quantity) -> String {
      switch quantity {
      case .density:
        "Density: pixels drawn for each pixel of the eye image, in each direction"
      case .overdraw:
        "Overdraw: fragments shaded for each pixel of the layer"
      case .cost:
        "Cost: steps for each pixel of the eye image. Steps: fragment 1, texture fetch 1, light 1"
      case .lod:
        "Level of detail, 0: the triangles of the source. Shades: clusters. Grey: no geometry"
      case .residency:
        "Residency: error in pixels of what stands in for missing detail. Grey: no geometry"
      }
    }

    private static func summary(_ quantity: HeatMap.Quantity, _ panes: [Pane]) -> String {
      let count = Double(max(panes.count, 1))
      switch quantity {
      case .density:
        let part = panes.reduce(0) { $0 + $1.eye.drawnShare } / count
        return String(format: "Drawn: %.1f%% of the eye image's pixels", part * 100)
      case .residency:
        let share = panes.reduce(0) { $0 + $1.map.shareAboveZero } / count
        let most = panes.map(\.map.maximum).max() ?? 0
        return String(format: "Missing in: %.1f%%   Most: %.4g", share * 100, most)
      case .overdraw, .cost, .lod:
        let mean = panes.reduce(0) { $0 + $1.map.mean } / count
        let most = panes.map(\.map.maximum).max() ?? 0
        return String(format: "Mean: %.2f   Most: %.4g", mean, most)
      }
    }

    private static func wrapped(_ text: String, columns: Int) -> [String] {
      var lines: [String] = []
      for word in text.split(separator: " ", omittingEmptySubsequences: false) {
        if let last = lines.last, last.count + 1 + word.count <= columns {
          lines[lines.count - 1] += " " + word
        } else if !word.isEmpty {
          lines.append(String(word))
        }
      }
      return lines
    }

    private var lineHeight: Int { (BitmapFont.height + 4) * scale }
    private var margin: Int { 4 * scale }

    /// Rows that it takes.
    var height: Int { 3 * margin + 9 * scale + lineHeight * (lines.count + 1) }

    func draw(below top: Int, on canvas: inout Canvas) {
      canvas.fill(
        PixelRect(x: 0, y: top, width: canvas.width, height: height), Style.background)
      let bar = PixelRect(
        x: margin, y: top + margin, width: min(width - 2 * margin, 400 * scale),
        height: 9 * scale)
      for x in 0..<bar.width {
        let part = (Double(x) + 0.5) / Double(bar.width)
        // Levels of detail are whole numbers: each has a piece of the bar.
        let value =
          plot.quantity == .lod ? (part * (plot.range + 1)).rounded(.down) : part * plot.range
        canvas.fill(
          PixelRect(x: bar.x + x, y: bar.y, width: 1, height: bar.height), plot.color(value))
      }
      let numbers = bar.y + bar.height + margin
      let ticks = bar.width > 140 * scale ? 4 : 2
      for tick in 0...ticks {
        let part = Double(tick) / Double(ticks)
        var text = String(format: "%g", plot.range * part)
        if tick == ticks, isExceeded { text += "+" }
        let wide = Canvas.textWidth(text, scale: scale)
        let x = bar.x + Int(part * Double(bar.width - wide))
        canvas.text(text, x, numbers, scale: scale, color: Style.text)
      }
      for (index, line) in lines.enumerated() {
        canvas.text(
          line, margin, numbers + lineHeight * (index + 1), scale: scale, color: Style.text)
      }
    }
  }
}
