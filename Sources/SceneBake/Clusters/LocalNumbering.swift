/// Numbers large keys from 0 in the order they come; as fast as a small table in the cache.
struct LocalNumbering {
  private var keys: [UInt32]
  private var values: [UInt32]
  private let mask: Int
  private(set) var count = 0

  /// - Parameter capacity: most different keys.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = .init(repeating: .max, count: size)
    values = .init(repeating: 0, count: size)
    mask = size - 1
  }

  mutating func removeAll() {
    for slot in keys.indices { keys[slot] = .max }
    count = 0
  }

  /// The key's number; a key that is new gets `count`.
  mutating func number(_ key: UInt32) -> Int {
    var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while keys[slot] != key {
      if keys[slot] == .max {
        keys[slot] = key
        values[slot] = UInt32(count)
        count += 1
        return count - 1
      }
      slot = (slot + 1) & mask
    }
    return Int(values[slot])
  }
}
