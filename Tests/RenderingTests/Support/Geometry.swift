import Foundation
import Numerics

/// Plain geometry in Double, written from the definitions of pose and field of view alone.
struct Eye {
  let position: Double3
  /// Axes of the eye in world space.
  let x: Double3
  let y: Double3
  let z: Double3
  let left: Double
  let right: Double
  let up: Double
  let down: Double
  let width: Double
  let height: Double

  init(_ view: View, width: Int, height: Int) {
    position = Double3(view.pose.position)
    let v = view.pose.orientation.vector
    let n = (0..<4).map { Double(v[$0]) * Double(v[$0]) }.reduce(0, +).squareRoot()
    let (a, b, c, w) = (Double(v.x) / n, Double(v.y) / n, Double(v.z) / n, Double(v.w) / n)
    x = Double3(1 - 2 * (b * b + c * c), 2 * (a * b + c * w), 2 * (a * c - b * w))
    y = Double3(2 * (a * b - c * w), 1 - 2 * (a * a + c * c), 2 * (b * c + a * w))
    z = Double3(2 * (a * c + b * w), 2 * (b * c - a * w), 1 - 2 * (a * a + b * b))
    left = Double(view.fieldOfView.left)
    right = Double(view.fieldOfView.right)
    up = Double(view.fieldOfView.up)
    down = Double(view.fieldOfView.down)
    (self.width, self.height) = (Double(width), Double(height))
  }

  /// Where a point is seen, in pixels from the top left corner; nil behind the eye.
  func pixel(of point: Double3) -> Double2? {
    let d = point - position
    let depth = -dot(d, z)
    guard depth > 1e-9 else { return nil }
    let (tx, ty) = (dot(d, x) / depth, dot(d, y) / depth)
    return Double2((tx - left) / (right - left) * width, (up - ty) / (up - down) * height)
  }

  /// Unit direction of the ray through a place of the image.
  func ray(_ px: Double, _ py: Double) -> Double3 {
    let tx = left + px / width * (right - left)
    let ty = up - py / height * (up - down)
    return normalize(x * tx + y * ty - z)
  }

  /// Of the middle of a pixel.
  func ray(pixel px: Int, _ py: Int) -> Double3 { ray(Double(px) + 0.5, Double(py) + 0.5) }

  /// Nearest point of a sphere on the ray, with its outward normal; nil when it is missed.
  func hit(sphere center: Double3, radius: Double, along d: Double3) -> (
    point: Double3, normal: Double3
  )? {
    let o = position - center
    let b = dot(o, d)
    let discriminant = b * b - dot(o, o) + radius * radius
    guard discriminant > 0 else { return nil }
    let t = -b - discriminant.squareRoot()
    guard t > 0 else { return nil }
    let p = position + d * t
    return (p, (p - center) / radius)
  }

  /// Point on the plane `dot(normal, p) == distance` along the ray.
  func hit(plane normal: Double3, distance: Double, along d: Double3) -> Double3? {
    let cosine = dot(normal, d)
    guard abs(cosine) > 1e-9 else { return nil }
    let t = (distance - dot(normal, position)) / cosine
    return t > 0 ? position + d * t : nil
  }
}

/// Area centroid of a polygon.
func centroid(ofPolygon p: [Double2]) -> Double2 {
  var (sum, area) = (Double2.zero, 0.0)
  for i in p.indices {
    let (a, b) = (p[i], p[(i + 1) % p.count])
    let c = a.x * b.y - b.x * a.y
    sum += (a + b) * c
    area += c
  }
  return sum / (3 * area)
}

func sRGBEncoded(_ linear: Double) -> Double {
  let x = min(max(linear, 0), 1)
  return x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055
}

func sRGBDecoded(_ v: Double) -> Double {
  v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
}
