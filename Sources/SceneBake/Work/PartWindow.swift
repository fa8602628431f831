/// Which part is worked on next: the largest of those that come next and together stay within a
/// budget, so that threads finish at about the same time and memory is bounded. Parts are handed on
/// in their order all the same.
struct PartWindow {
  private enum Stage { case waiting, working, made, pages }

  /// Bytes that the parts in flight may take together; a part larger than that goes alone.
  private let budget: Int
  private let estimates: [Int]
  /// Parts that are begun or wait in the window, by number.
  private var inFlight: [Int: (stage: Stage, bytes: Int)] = [:]
  private var total = 0
  /// The first part that no one looked at.
  private var end: Int
  /// The next to be handed on.
  private(set) var head: Int

  /// Most parts that wait to be handed on.
  private static let width = 1024

  init(estimates: [Int], first: Int, budget: Int) {
    self.estimates = estimates
    self.budget = budget
    (head, end) = (first, first)
  }

  var isFinished: Bool { head == estimates.count }

  /// The part to begin with now; nil when all that may be in flight are.
  mutating func next() -> Int? {
    while end < estimates.count, end - head < Self.width,
      total + estimates[end] <= budget || end == head
    {
      inFlight[end] = (.waiting, estimates[end])
      total += estimates[end]
      end += 1
    }
    let waiting = inFlight.filter { $0.value.stage == .waiting }.keys
    let part = waiting.max { (estimates[$0], $1) < (estimates[$1], $0) }
    if let part { inFlight[part]?.stage = .working }
    return part
  }

  /// A part is made, and takes so many bytes from now on.
  mutating func made(_ part: Int, bytes: Int) { change(part, .made, bytes) }

  /// Whether the part that comes next is made.
  var canHandOn: Bool { inFlight[head]?.stage == .made }

  /// The part at the head goes on to be written in pages.
  mutating func handOn() {
    change(head, .pages, inFlight[head]?.bytes ?? 0)
    head += 1
  }

  /// All pages of a part are made.
  mutating func release(_ part: Int) { total -= inFlight.removeValue(forKey: part)?.bytes ?? 0 }

  private mutating func change(_ part: Int, _ stage: Stage, _ bytes: Int) {
    total += bytes - (inFlight[part]?.bytes ?? 0)
    inFlight[part] = (stage, bytes)
  }
}
