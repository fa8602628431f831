private import Dispatch

/// `(0..<count).map(body)` on all cores. The order of the results does not depend on timing.
func parallelMap<T: Sendable>(_ count: Int, _ body: @Sendable (Int) -> T) -> [T] {
  guard count > 1 else { return (0..<count).map(body) }
  var results = [T?](repeating: nil, count: count)
  results.withUnsafeMutableBufferPointer { buffer in
    let slots = Slots(buffer: buffer)
    DispatchQueue.concurrentPerform(iterations: count) { slots.buffer[$0] = body($0) }
  }
  return results.compactMap { $0 }
}

/// Each iteration writes its own slot only.
private struct Slots<T>: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<T?>
}
