import Foundation

/// `transform` of every element, on all cores, in order.
func mapInParallel<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
  let results = Slots<Result>(count: elements.count)
  DispatchQueue.concurrentPerform(iterations: elements.count) { index in
    results.store(transform(elements[index]), at: index)
  }
  return results.all
}

/// Where workers leave their results; the lock guards the array.
private final class Slots<Element: Sendable>: @unchecked Sendable {
  private let lock = NSLock()
  private var elements: [Element?]

  init(count: Int) { elements = Array(repeating: nil, count: count) }

  func store(_ element: Element, at index: Int) { lock.withLock { elements[index] = element } }

  var all: [Element] { lock.withLock { elements.compactMap { $0 } } }
}
