/// Hands out ranges of a block: of memory, of descriptor indices, of anything that is counted.
///
/// Free ranges are kept in order of offset and merge with their neighbours on release. Allocation
/// takes the smallest free range that fits. Both are O(number of free ranges).
struct BlockAllocator {
  let capacity: Int
  private var free: [Range<Int>]

  init(capacity: Int) {
    precondition(capacity > 0)
    self.capacity = capacity
    free = [0..<capacity]
  }

  /// Offset of a range of `bytes`, a multiple of `alignment` (a power of two), or nil when no free
  /// range fits.
  mutating func allocate(_ bytes: Int, alignment: Int = 1) -> Int? {
    precondition(bytes > 0 && alignment > 0 && alignment & (alignment - 1) == 0)
    guard bytes <= capacity else { return nil }
    var best: (index: Int, offset: Int)?
    for (index, range) in free.enumerated() {
      let offset = (range.lowerBound + alignment - 1) & ~(alignment - 1)
      guard offset <= range.upperBound, range.upperBound - offset >= bytes else { continue }
      if let found = best, free[found.index].count <= range.count { continue }
      best = (index, offset)
    }
    guard let best else { return nil }
    let range = free[best.index]
    let before = range.lowerBound..<best.offset
    let after = (best.offset + bytes)..<range.upperBound
    switch (before.isEmpty, after.isEmpty) {
    case (true, true): free.remove(at: best.index)
    case (true, false): free[best.index] = after
    case (false, true): free[best.index] = before
    case (false, false):
      free[best.index] = before
      free.insert(after, at: best.index + 1)
    }
    return best.offset
  }

  /// Gives a range back. It must have been handed out, whole, by `allocate`.
  mutating func release(_ offset: Int, bytes: Int) {
    var range = offset..<(offset + bytes)
    precondition(bytes > 0 && range.lowerBound >= 0 && range.upperBound <= capacity)
    // First free range behind the released one, by bisection.
    var (low, high) = (0, free.count)
    while low < high {
      let middle = (low + high) / 2
      if free[middle].lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    precondition(low == 0 || free[low - 1].upperBound <= range.lowerBound, "released twice")
    precondition(low == free.count || range.upperBound <= free[low].lowerBound, "released twice")
    var replaced = low..<low
    if low > 0, free[low - 1].upperBound == range.lowerBound {
      range = free[low - 1].lowerBound..<range.upperBound
      replaced = (low - 1)..<replaced.upperBound
    }
    if low < free.count, free[low].lowerBound == range.upperBound {
      range = range.lowerBound..<free[low].upperBound
      replaced = replaced.lowerBound..<(low + 1)
    }
    free.replaceSubrange(replaced, with: CollectionOfOne(range))
  }

  var freeBytes: Int { free.reduce(0) { $0 + $1.count } }
  var isEmpty: Bool { free == [0..<capacity] }
  /// Number of separate free ranges: 1 when nothing is fragmented.
  var fragments: Int { free.count }
}
