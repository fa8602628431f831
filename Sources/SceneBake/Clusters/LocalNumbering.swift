/// Numbers large keys from 0 in the order they come; as fast as a small table in the cache.
final class LocalNumbering {
  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int
  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)

  private struct Slot {
    var key: UInt32
    var value: UInt16
    /// The slot is in use when this is the table's.
    var generation: UInt16

    static let empty = Slot(key: 0, value: 0, generation: 0)
  }

  private struct State {
    var generation: UInt16 = 0
    var count = 0
  }

  /// Keys so far.
  var count: Int { state.pointee.count }

  /// - Parameter capacity: most different keys, below 65536.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: Slot.empty, count: size)
    mask = size - 1
    state.initialize(to: State())
    removeAll()
  }

  deinit {
    slots.deallocate()
    state.deallocate()
  }

  func removeAll() {
    state.pointee.count = 0
    state.pointee.generation &+= 1
    if state.pointee.generation == 0 {
      slots.update(repeating: Slot.empty, count: mask + 1)
      state.pointee.generation = 1
    }
  }

  func contains(_ key: UInt32) -> Bool {
    slots[slot(of: key)].generation == state.pointee.generation
  }

  /// The key's number; a key that is new gets `count`.
  @inline(__always)
  func number(_ key: UInt32) -> Int {
    let slot = slot(of: key)
    let generation = state.pointee.generation
    if slots[slot].generation == generation { return Int(slots[slot].value) }
    let number = state.pointee.count
    slots[slot] = Slot(key: key, value: UInt16(truncatingIfNeeded: number), generation: generation)
    state.pointee.count = number &+ 1
    return number
  }

  /// Where the key is, or would be.
  @inline(__always)
  private func slot(of key: UInt32) -> Int {
    let generation = state.pointee.generation
    var slot = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].generation == generation && slots[slot].key != key {
      slot = (slot &+ 1) & mask
    }
    return slot
  }
}
