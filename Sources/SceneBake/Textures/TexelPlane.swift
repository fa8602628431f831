internal import Numerics

/// A level of an image while levels are made from it: four channels that may be averaged.
struct TexelPlane: Sendable {
  let width: Int
  let height: Int
  let texels: [Float4]

  /// `texel` of every place, rows in parallel.
  init(width: Int, height: Int, jobs: Int, _ texel: @Sendable (_ x: Int, _ y: Int) -> Float4) {
    self.width = width
    self.height = height
    texels = Array(unsafeUninitializedCapacity: width * height) { buffer, count in
      count = width * height
      nonisolated(unsafe) let out = buffer
      forEachInParallel(height, jobs: jobs) { y in
        for x in 0..<width { out[y * width + x] = texel(x, y) }
      }
    }
  }

  /// The level of half the size, rounded down: each texel is the mean over the area that it covers.
  func halved(jobs: Int) -> TexelPlane {
    texels.withUnsafeBufferPointer { texels in
      nonisolated(unsafe) let texels = texels
      return Self.halving(width: width, height: height, jobs: jobs) { texels[$1 * width + $0] }
    }
  }

  /// The level below one of this size whose texels `texel` gives.
  static func halving(
    width: Int, height: Int, jobs: Int, _ texel: @Sendable (_ x: Int, _ y: Int) -> Float4
  ) -> TexelPlane {
    let (columns, rows) = (BoxFilter(length: width), BoxFilter(length: height))
    return TexelPlane(width: columns.count, height: rows.count, jobs: jobs) { x, y in
      let (h, v) = (columns.weights(x), rows.weights(y))
      var sum = Float4.zero
      for row in 0..<3 where v[row] > 0 {
        for column in 0..<3 where h[column] > 0 {
          sum += texel(2 * x + column, 2 * y + row) * (h[column] * v[row])
        }
      }
      return sum
    }
  }
}

/// Along one axis: what share each of the up to three texels under a texel of the next level has.
struct BoxFilter {
  let length: Int
  /// Texels of the next level.
  var count: Int { max(length / 2, 1) }

  /// Of the texels from `2 * index` on.
  func weights(_ index: Int) -> Float3 {
    if length == 1 { return Float3(1, 0, 0) }
    if length % 2 == 0 { return Float3(0.5, 0.5, 0) }
    // A texel is 2 + 1/count texels wide and starts 1/count further within its first one each time.
    let count = Float(self.count)
    return Float3(count - Float(index), count, Float(index + 1)) / Float(length)
  }
}
