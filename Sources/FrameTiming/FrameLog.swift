/// The newest frames, up to a fixed capacity; the oldest goes when a further one comes. All memory is
/// taken at the start: `append` does not allocate. One thread at a time.
package struct FrameLog: ~Copyable {
  package let capacity: Int
  /// Frames held, at most `capacity`.
  package var count: Int { min(total, capacity) }
  /// Frames ever appended.
  package private(set) var total = 0
  private let storage: UnsafeMutablePointer<FrameRecord>

  /// - Precondition: `capacity > 0`.
  package init(capacity: Int) {
    precondition(capacity > 0, "a log holds at least one frame")
    self.capacity = capacity
    storage = .allocate(capacity: capacity)
    storage.initialize(repeating: FrameRecord(), count: capacity)
  }

  deinit { storage.deallocate() }

  package mutating func append(_ record: FrameRecord) {
    storage[total % capacity] = record
    total += 1
  }

  /// `position` 0 is the oldest frame held.
  package subscript(position: Int) -> FrameRecord {
    precondition(position >= 0 && position < count, "the log has no such frame")
    return storage[(total - count + position) % capacity]
  }

  package mutating func removeAll() { total = 0 }

  /// One value of each frame, oldest first. Allocates.
  package func values(_ value: (FrameRecord) -> Double) -> [Double] {
    (0..<count).map { value(self[$0]) }
  }
}
