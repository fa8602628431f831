/// A binary heap of keys, the smallest first. Its memory is taken once.
struct KeyHeap {
  private var keys: [UInt64] = []

  init(capacity: Int) { keys.reserveCapacity(capacity) }

  var isEmpty: Bool { keys.isEmpty }

  mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

  /// Adds a key without ordering it: `order` must follow before the next `popFirst`.
  mutating func appendUnordered(_ key: UInt64) { keys.append(key) }

  /// O(n).
  mutating func order() {
    for index in stride(from: keys.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  /// Removes all others. O(n).
  mutating func keep(where condition: (UInt64) -> Bool) {
    keys.removeAll { !condition($0) }
    order()
  }

  /// O(log n).
  mutating func insert(_ key: UInt64) {
    keys.append(key)
    var index = keys.count - 1
    while index > 0, keys[(index - 1) / 2] > keys[index] {
      keys.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  /// O(log n).
  mutating func popFirst() -> UInt64? {
    guard let first = keys.first else { return nil }
    let last = keys.removeLast()
    if !keys.isEmpty {
      keys[0] = last
      sink(0)
    }
    return first
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var child = 2 * index + 1
      if child >= keys.count { return }
      if child + 1 < keys.count, keys[child + 1] < keys[child] { child += 1 }
      if keys[index] <= keys[child] { return }
      keys.swapAt(index, child)
      index = child
    }
  }
}
