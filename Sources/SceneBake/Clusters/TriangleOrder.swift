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
      let item = items[index]
      low.replace(with: item, where: item .< low)
      high.replace(with: item, where: item .> high)
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

  /// Puts the smallest keys before `middle`. Hoare's quickselect, with partitions that do not branch
  /// on keys, which nothing could foretell.
  @inline(__always)
  private func select(_ middle: Int, in range: Range<Int>, _ key: (Item) -> Float) {
    var (low, high) = (range.lowerBound, range.upperBound)
    while high - low > 1 && (low..<high).contains(middle) {
      let pivot = pivot(middle, low, high, key)
      let first = partition(low, high) { key($0) < pivot }
      if middle < first {
        high = first
        continue
      }
      low = partition(first, high) { key($0) <= pivot }
      if middle < low { return }
    }
  }

  /// Moves those that go first to the front; returns their end.
  @inline(__always)
  private func partition(_ low: Int, _ high: Int, _ goesFirst: (Item) -> Bool) -> Int {
    var end = low
    for index in low..<high {
      let item = items[index]
      items[index] = items[end]
      items[end] = item
      end += goesFirst(item) ? 1 : 0
    }
    return end
  }

  /// A key that is about as far up among the others as `middle` is in the range.
  @inline(__always)
  private func pivot(_ middle: Int, _ low: Int, _ high: Int, _ key: (Item) -> Float) -> Float {
    var samples: InlineArray<9, Float> = .init(repeating: 0)
    let count = high - low >= 64 ? 9 : 3
    for sample in 0..<count {
      let value = key(items[low + (2 * sample + 1) * (high - low) / (2 * count)])
      var slot = sample
      while slot > 0 && samples[slot - 1] > value {
        samples[slot] = samples[slot - 1]
        slot -= 1
      }
      samples[slot] = value
    }
    return samples[(middle - low) * count / (high - low)]
  }
}
