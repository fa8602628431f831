private import Foundation
import Numerics

/// A picture of a headset's optics. One row per eye; from left to right: a straight grid as the
/// display shows it, with the colours apart as the lens needs them; display pixels per degree over
/// the display, with contour lines; and the eye's image with the part that the lens never shows.
package enum LensPlot {
  /// - Parameters:
  ///   - width: pixels, at least 480.
  ///   - height: pixels, at least 320.
  /// - Returns: 8-bit sRGB with alpha, row 0 on top.
  package static func render(_ profile: HeadsetProfile, width: Int = 1500, height: Int = 1100) -> (
    width: Int, height: Int, rgba: [UInt8]
  ) {
    let (width, height) = (max(480, width), max(320, height))
    var canvas = Canvas(width: width, height: height, color: Style.background)
    let scale = width >= 1000 ? 2 : 1
    let (margin, header, caption) = (8 * scale, 34 * scale, 14 * scale)
    canvas.text(profile.title, margin, margin, scale: scale, color: Style.text)
    canvas.text(
      summary(profile), margin, margin + 11 * scale, scale: width >= 1400 ? 2 : 1,
      color: Style.faintText)

    let columns = (width - 4 * margin) / 3
    let rows = (height - header - 2 * margin) / 2
    for (row, eye) in [profile.eyes.left, profile.eyes.right].enumerated() {
      let top = header + row * (rows + margin)
      let side = row == 0 ? "Left" : "Right"
      func place(_ column: Int, aspect: Double, footer: Int = 0) -> PixelRect {
        let cell = PixelRect(
          x: margin + column * (columns + margin), y: top + caption, width: columns,
          height: rows - caption - footer)
        return fitted(aspect: aspect, in: cell)
      }
      func title(_ text: String, _ column: Int) {
        canvas.text(
          text, margin + column * (columns + margin), top, scale: width >= 1400 ? 2 : 1,
          color: Style.text)
      }
      let display = Double(eye.viewport.width) / Double(eye.viewport.height)
      title("\(side): a grid of 0.2 as displayed", 0)
      drawDistortion(of: eye, in: place(0, aspect: display), on: &canvas)
      title("\(side): pixels per degree", 1)
      drawDensity(of: eye, in: place(1, aspect: display), on: &canvas)
      let mesh = HiddenAreaMesh(
        for: eye, imageWidth: profile.eyeImageWidth, imageHeight: profile.eyeImageHeight)
      let hidden = String(format: "%.1f", mesh.coveredFraction * 100)
      title("\(side): eye image, \(hidden)% hidden", 2)
      let f = eye.fieldOfView
      drawImage(
        of: eye, mesh: mesh, in: place(2, aspect: Double(f.width / f.height)), on: &canvas)
    }
    return (width, height, canvas.rgba)
  }

  private static func summary(_ profile: HeadsetProfile) -> String {
    let f = profile.eyes.left.fieldOfView
    func degrees(_ t: Float) -> String { String(format: "%.0f°", abs(atan(t)) * 180 / .pi) }
    let display = profile.display
    return "\(display.width)×\(display.height) at \(String(format: "%g", display.refreshHz)) Hz, "
      + "eye image \(profile.eyeImageWidth)×\(profile.eyeImageHeight), left eye "
      + "\(degrees(f.left)) left \(degrees(f.right)) right \(degrees(f.up)) up "
      + "\(degrees(f.down)) down"
  }

  private static func fitted(aspect: Double, in cell: PixelRect) -> PixelRect {
    let width = min(Double(cell.width), Double(cell.height) * aspect)
    let (w, h) = (Int(width), Int(width / aspect))
    return PixelRect(x: cell.x + (cell.width - w) / 2, y: cell.y, width: w, height: h)
  }

  enum Style {
    static let background = Float3(18, 20, 27)
    static let text = Float3(235, 238, 245)
    static let faintText = Float3(150, 158, 175)
    static let border = Float3(92, 100, 118)

    /// Where nothing is shown: dark, with oblique stripes.
    static func unseen(_ x: Int, _ y: Int) -> Float3 {
      (x + y) % 12 < 2 ? Float3(58, 46, 54) : Float3(32, 29, 36)
    }
  }
}
