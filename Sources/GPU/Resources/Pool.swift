/// Values behind generational handles. A handle names a slot and the generation it was made in, so
/// that a handle that outlived its value is found out instead of reaching the slot's next value.
///
/// Insertion and removal are O(1) and reuse slots; look-up never allocates.
struct Pool<Value, Handle: PoolHandle> {
  private static var indexBits: UInt32 { 20 }
  private static var indexMask: UInt32 { (1 << indexBits) - 1 }
  private static var lastGeneration: UInt32 { (1 << (32 - indexBits)) - 1 }

  private struct Slot {
    var generation: UInt32
    var value: Value?
  }

  private var slots: [Slot] = []
  private var free: [UInt32] = []
  private(set) var count = 0

  mutating func insert(_ value: Value) -> Handle {
    count += 1
    if let index = free.popLast() {
      slots[Int(index)].value = value
      return Handle(raw: slots[Int(index)].generation << Self.indexBits | index)
    }
    precondition(slots.count <= Int(Self.indexMask), "a pool holds at most 2^20 values")
    slots.append(Slot(generation: 1, value: value))
    return Handle(raw: 1 << Self.indexBits | UInt32(slots.count - 1))
  }

  /// Takes the value out; the handle and its copies are invalid from now on.
  mutating func remove(_ handle: Handle) -> Value {
    let index = checkedIndex(handle)
    guard let value = slots[index].value else { preconditionFailure("the slot is empty") }
    slots[index].value = nil
    count -= 1
    // A slot whose generations are used up is retired, so no handle value ever comes back.
    if slots[index].generation < Self.lastGeneration {
      slots[index].generation += 1
      free.append(UInt32(index))
    }
    return value
  }

  func contains(_ handle: Handle) -> Bool {
    let index = Int(handle.raw & Self.indexMask)
    return index < slots.count && slots[index].value != nil
      && slots[index].generation == handle.raw >> Self.indexBits
  }

  subscript(handle: Handle) -> Value {
    get {
      guard let value = slots[checkedIndex(handle)].value else {
        preconditionFailure("the slot is empty")
      }
      return value
    }
    set { slots[checkedIndex(handle)].value = newValue }
  }

  /// Every value still in the pool, in order of its slot.
  var values: [Value] { slots.compactMap(\.value) }

  private func checkedIndex(_ handle: Handle) -> Int {
    precondition(contains(handle), "the handle is of something destroyed, or of another device")
    return Int(handle.raw & Self.indexMask)
  }
}
