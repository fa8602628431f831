internal import Numerics

/// Triangles by the sums of their corners, to be put in order in place so that neighbours in space
/// are neighbours in memory.
struct TriangleOrder {
  /// The sum of a triangle's corners, and its number in the bits of w.
  typealias Item = Float4

  let items: UnsafeMutableBufferPointer<Item>

  static func item(_ sum: Float3, _ triangle: Int) -> Item {
    Item(sum, Float(bitPattern: UInt32(triangle)))
  }
  static func triangle(_ item: Item) -> Int { Int(item.w.bitPattern) }

  /// Cuts a range in two across its longest side; the first part gets `share` triangles.
  func cut(_ range: Range<Int>, first share: Int) -> (Range<Int>, Range<Int>) {
    var (low, high) = (items[range.lowerBound], items[range.lowerBound])
    for index in range {
      low = pointwiseMin(low, items[index])
      high = pointwiseMax(high, items[index])
    }
    let size = high - low
    let middle = range.lowerBound + share
    if size.x >= size.y && size.x >= size.z {
      select(middle, in: range) { $0.x }
    } else if size.y >= size.z {
      select(middle, in: range) { $0.y }
    } else {
      select(middle, in: range) { $0.z }
    }
    return (range.lowerBound..<middle, middle..<range.upperBound)
  }

  /// Puts the smallest keys before `middle`. Hoare's quickselect.
  @inline(__always)
  private func select(_ middle: Int, in range: Range<Int>, _ key: (Item) -> Float) {
    var (low, high) = (range.lowerBound, range.upperBound - 1)
    while low < high {
      let (a, b) = (key(items[low]), key(items[high]))
      let c = key(items[(low + high) / 2])
      let pivot = max(min(a, b), min(max(a, b), c))
      var (i, j) = (low, high)
      while i <= j {
        while key(items[i]) < pivot { i += 1 }
        while key(items[j]) > pivot { j -= 1 }
        if i <= j {
          let item = items[i]
          items[i] = items[j]
          items[j] = item
          i += 1
          j -= 1
        }
      }
      if middle <= j {
        high = j
      } else if middle >= i {
        low = i
      } else {
        return
      }
    }
  }
}
