/// Open addressing over indices whose keys live elsewhere.
struct IndexHashTable {
  private var slots: [Int32]
  private let mask: Int

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  /// The index that matches, or −1.
  func find(_ key: UInt64, matches: (Int32) -> Bool) -> Int32 {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] >= 0 {
      if matches(slots[slot]) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    return -1
  }

  /// The index that matches; if there is none, `index` is put in and returned.
  mutating func firstMatch(_ key: UInt64, else index: Int32, matches: (Int32) -> Bool) -> Int32 {
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot] >= 0 {
      if matches(slots[slot]) { return slots[slot] }
      slot = (slot + 1) & mask
    }
    slots[slot] = index
    return index
  }

  static func hash(_ values: SIMD8<UInt32>) -> UInt64 {
    var result: UInt64 = 0
    for index in 0..<8 {
      result = (result ^ UInt64(values[index])) &* 0x9E37_79B9_7F4A_7C15
      result ^= result >> 29
    }
    return result
  }

  static func hash(_ a: Int32, _ b: Int32) -> UInt64 {
    var result = UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b))
    result = (result ^ result >> 31) &* 0x9E37_79B9_7F4A_7C15
    return result ^ result >> 29
  }
}
