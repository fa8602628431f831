private import Foundation
package import Numerics

/// Where a layer lies in a frame, in pixels of the eye image (from the top left, y down).
package struct LayerWindow: Equatable, Sendable {
  /// Top left corner.
  package var origin: Double2
  /// Eye-image pixels that a pixel of the layer spans.
  package var pitch: Double2
  /// Pixels of the layer that are drawn.
  package var width: Int
  package var height: Int
  /// Middle and half size of the region that the layer is shown in; infinite: everywhere.
  package var center: Float2
  package var radius: Float2

  /// What the layer's image sees, when the whole eye image sees `field`.
  package func fieldOfView(in field: FieldOfView, imageWidth: Int, imageHeight: Int) -> FieldOfView
  {
    let (left, right) = (Double(field.left), Double(field.right))
    let (up, down) = (Double(field.up), Double(field.down))
    let x = (right - left) / Double(imageWidth)
    let y = (up - down) / Double(imageHeight)
    let end = origin + pitch * Double2(Double(width), Double(height))
    return FieldOfView(
      left: Float(left + origin.x * x), right: Float(left + end.x * x),
      up: Float(up - origin.y * y), down: Float(up - end.y * y))
  }
}

extension FoveationPlan {
  /// Pixels that a layer's image needs for any gaze.
  package func layerSize(_ index: Int) -> (width: Int, height: Int) {
    let window = layerWindow(index, center: .zero, widening: 1)
    return (window.width, window.height)
  }

  /// Where a layer lies. Its pixels sit on a grid that is fixed in the eye image, so that a moving
  /// gaze uncovers other pixels of the same picture instead of sampling the scene anew.
  ///
  /// - Parameters:
  ///   - center: where the eye looks, in pixels of the eye image; kept inside of the image.
  ///   - widening: 0: `radius`, 1: `fixedRadius`.
  package func layerWindow(_ index: Int, center: Float2, widening: Float) -> LayerWindow {
    let layer = layers[index]
    let size = Double2(Double(imageWidth), Double(imageHeight))
    let inside = Float2(
      center.x.isFinite ? min(max(center.x, 0), Float(imageWidth)) : Float(imageWidth) / 2,
      center.y.isFinite ? min(max(center.y, 0), Float(imageHeight)) : Float(imageHeight) / 2)
    let t = min(max(widening.isFinite ? widening : 1, 0), 1)
    if layer.radius.x == .infinity {
      let count = (size * layer.density).rounded(.toNearestOrAwayFromZero)
        .clamped(lowerBound: Double2(1, 1), upperBound: size)
      return LayerWindow(
        origin: .zero, pitch: size / count, width: Int(count.x), height: Int(count.y),
        center: inside, radius: Float2(repeating: .infinity))
    }
    let radius = layer.radius + (layer.fixedRadius - layer.radius) * t
    let pitch = 1 / layer.density
    // Everything in pairs: devices choose texture levels for 2×2 pixels at once, and the squares
    // must lie on one grid too.
    let all = (size / pitch / 2).rounded(.up) * 2
    // Two pixels around the region are for filtering.
    let wanted = (Double2(radius) / pitch).rounded(.up) * 2 + 4
    let count = Double2(min(wanted.x, all.x), min(wanted.y, all.y))
    let corner = ((Double2(inside) / pitch - count / 2) / 2).rounded(.toNearestOrAwayFromZero) * 2
    let origin = corner.clamped(lowerBound: .zero, upperBound: all - count)
    return LayerWindow(
      origin: origin * pitch, pitch: Double2(pitch, pitch), width: Int(count.x),
      height: Int(count.y), center: inside, radius: radius)
  }

  /// Half size of the part of a region in which nothing of the next layer is seen.
  package func solidRadius(_ window: LayerWindow) -> Float2 { window.radius * (1 - blend) }
}
