private import Foundation
package import Numerics

/// One eye of a headset: its part of the display and the lens in front of it.
package struct EyeProfile: Sendable {
  /// This eye's pixels in the panel.
  package var viewport: PixelRect
  /// What the eye's image holds, as tangents in the eye's frame.
  package var fieldOfView: FieldOfView
  /// `R_head_eye`: how the eye's frame is turned against the head (canted displays).
  package var orientation: Quaternion
  package var lens: LensModel
  /// Distance from the eye to the lens, metres, where known.
  package var eyeReliefMetres: Double?

  package init(
    viewport: PixelRect, fieldOfView: FieldOfView, orientation: Quaternion = .identity,
    lens: LensModel, eyeReliefMetres: Double? = nil
  ) {
    self.viewport = viewport
    self.fieldOfView = fieldOfView
    self.orientation = orientation
    self.lens = lens
    self.eyeReliefMetres = eyeReliefMetres
  }

  package var viewportPixels: Double2 {
    Double2(Double(viewport.width), Double(viewport.height))
  }

  /// Whether the position (0…1, y down) shows something: in all channels inside of the lens's
  /// range and of the field of view. The rest of the viewport stays black.
  package func visible(_ viewport: Double2) -> Bool {
    for channel in 0..<3 {
      guard lens.isInRange(viewport, channel: channel) else { return false }
      guard fieldOfView.contains(lens.tangent(at: viewport, channel: channel)) else {
        return false
      }
    }
    return true
  }

  /// Rows of the Jacobian of the mapping: change of the tangent per display pixel right and per
  /// display pixel down.
  package func tangentPerPixel(at position: Double2, channel: Int) -> (x: Double2, y: Double2) {
    let h = 1e-5
    func difference(_ step: Double2) -> Double2 {
      (lens.tangent(at: position + step, channel: channel)
        - lens.tangent(at: position - step, channel: channel)) / (2 * h)
    }
    let size = viewportPixels
    return (difference(Double2(h, 0)) / size.x, difference(Double2(0, h)) / size.y)
  }

  /// Display pixels per degree of visual angle, in green: the square root of the pixels per square
  /// degree, so the mean of both directions.
  package func pixelsPerDegree(at position: Double2) -> Double {
    let t = lens.tangent(at: position, channel: 1)
    let (x, y) = tangentPerPixel(at: position, channel: 1)
    // The plane at distance 1 is seen under dA cos³θ.
    let cosine = 1 / (1 + dot(t, t)).squareRoot()
    let solidAngle = abs(x.x * y.y - x.y * y.x) * cosine * cosine * cosine
    return 1 / (solidAngle.squareRoot() * 180 / Double.pi)
  }

  /// The other eye of a symmetric headset.
  /// - Parameter panelWidth: width of the whole display in pixels.
  package func mirrored(panelWidth: Int) -> EyeProfile {
    var eye = self
    eye.viewport.x = panelWidth - viewport.x - viewport.width
    eye.fieldOfView.left = -fieldOfView.right
    eye.fieldOfView.right = -fieldOfView.left
    // A mirrored rotation turns the other way about y and z.
    let q = orientation.vector
    eye.orientation = Quaternion(x: q.x, y: -q.y, z: -q.z, w: q.w)
    eye.lens = lens.mirrored()
    return eye
  }
}

extension FieldOfView {
  /// Whether a direction given as tangents lies inside, edges included.
  func contains(_ t: Double2) -> Bool {
    t.x >= Double(left) && t.x <= Double(right) && t.y >= Double(down) && t.y <= Double(up)
  }
}
