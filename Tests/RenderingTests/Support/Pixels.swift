import Numerics
import Rendering

/// A picture to measure: half floats or bytes, whichever the renderer gave.
struct Pixels {
  let width: Int
  let height: Int
  let bytes: [UInt8]
  let isHalf: Bool

  init(_ picture: Renderer.Picture) {
    width = picture.width
    height = picture.height
    bytes = picture.bytes
    isHalf = picture.bytes.count == picture.width * picture.height * 8
    precondition(isHalf || bytes.count == width * height * 4)
  }

  /// Linear radiance as stored; bytes as 0…255.
  subscript(_ x: Int, _ y: Int) -> Float4 {
    let index = y * width + x
    return bytes.withUnsafeBytes { raw in
      if isHalf {
        Float4(raw.loadUnaligned(fromByteOffset: index * 8, as: SIMD4<Float16>.self))
      } else {
        Float4(raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD4<UInt8>.self))
      }
    }
  }

  func rgb(_ x: Int, _ y: Int) -> Double3 { Double3(self[x, y].xyz) }

  /// Largest difference of any channel to another picture.
  func difference(to other: Pixels) -> Float {
    var worst: Float = 0
    for y in 0..<height {
      for x in 0..<width {
        let d = self[x, y] - other[x, y]
        worst = max(worst, max(abs(d.x), abs(d.y), abs(d.z)))
      }
    }
    return worst
  }

  /// Pixels that are not the same to the bit.
  func differing(from other: Pixels) -> Int {
    let size = isHalf ? 8 : 4
    var count = 0
    for index in 0..<width * height
    where bytes[index * size..<(index + 1) * size] != other.bytes[index * size..<(index + 1) * size]
    {
      count += 1
    }
    return count
  }

  /// Centre of mass of the red channel in a window, in pixels; (0, 0) is the image's corner and
  /// (0.5, 0.5) the middle of its first pixel. Nil when the window is black.
  func centroid(around p: Double2, radius: Int) -> Double2? {
    var (sum, weight) = (Double2.zero, 0.0)
    for y in max(Int(p.y) - radius, 0)...min(Int(p.y) + radius, height - 1) {
      for x in max(Int(p.x) - radius, 0)...min(Int(p.x) + radius, width - 1) {
        let w = Double(self[x, y].x)
        sum += Double2(Double(x) + 0.5, Double(y) + 0.5) * w
        weight += w
      }
    }
    return weight > 0 ? sum / weight : nil
  }
}
