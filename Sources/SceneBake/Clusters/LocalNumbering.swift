/// Numbers large keys from 0 in the order they come; as fast as a small table in the cache.
final class LocalNumbering {
  private let slots: UnsafeMutableBufferPointer<Slot>
  private let mask: Int
  private var generation: UInt32 = 0
  private(set) var count = 0

  private struct Slot {
    var key: UInt32
    var value: UInt32
    /// The slot is in use when this is the table's.
    var generation: UInt32
  }

  /// - Parameter capacity: most different keys.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot(key: 0, value: 0, generation: 0))
    mask = size - 1
  }

  deinit { slots.deallocate() }

  func removeAll() {
    generation += 1
    count = 0
  }

  func contains(_ key: UInt32) -> Bool {
    var slot = firstSlot(key)
    while slots[slot].generation == generation {
      if slots[slot].key == key { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  private func firstSlot(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }

  /// The key's number; a key that is new gets `count`.
  func number(_ key: UInt32) -> Int {
    var slot = firstSlot(key)
    while slots[slot].generation == generation {
      if slots[slot].key == key { return Int(slots[slot].value) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Slot(key: key, value: UInt32(count), generation: generation)
    count += 1
    return count - 1
  }
}
