/// Which piece of a row of work is begun next: the largest of those that come next and together stay
/// within a budget, so that threads finish at about the same time and memory is bounded. Pieces are
/// handed on in their order all the same.
struct WorkWindow {
  private enum Stage { case waiting, working, made, leaving }

  /// Most pieces that wait to be handed on.
  private static let width = 1024

  /// Bytes that the pieces in flight may take together; one that is larger goes alone.
  private let budget: Int
  private let estimates: [Int]
  /// Pieces that wait in the window or are begun, by number.
  private var inFlight: [Int: (stage: Stage, bytes: Int)] = [:]
  private var total = 0
  /// The first piece that is not in the window yet.
  private var end: Int
  /// The next to be handed on.
  private(set) var head: Int

  /// - Parameters:
  ///   - estimates: Bytes that each piece takes while it is worked on.
  ///   - first: The first piece to do.
  init(estimates: [Int], first: Int, budget: Int) {
    self.estimates = estimates
    self.budget = budget
    (head, end) = (first, first)
  }

  /// Whether all were handed on.
  var isFinished: Bool { head == estimates.count }

  /// The piece to begin with now; nil when all that may be in flight are.
  mutating func next() -> Int? {
    while end < estimates.count, end - head < Self.width,
      total + estimates[end] <= budget || end == head
    {
      inFlight[end] = (.waiting, estimates[end])
      total += estimates[end]
      end += 1
    }
    let waiting = inFlight.filter { $0.value.stage == .waiting }.keys
    let piece = waiting.max { (estimates[$0], $1) < (estimates[$1], $0) }
    if let piece { inFlight[piece]?.stage = .working }
    return piece
  }

  /// A piece is made, and takes so many bytes from now on.
  mutating func made(_ piece: Int, bytes: Int) { change(piece, .made, bytes) }

  /// Whether the piece that comes next is made.
  var canHandOn: Bool { inFlight[head]?.stage == .made }

  /// The piece at the head leaves; its bytes count until `release`.
  mutating func handOn() {
    change(head, .leaving, inFlight[head]?.bytes ?? 0)
    head += 1
  }

  /// Nothing is kept of a piece any more.
  mutating func release(_ piece: Int) { total -= inFlight.removeValue(forKey: piece)?.bytes ?? 0 }

  private mutating func change(_ piece: Int, _ stage: Stage, _ bytes: Int) {
    total += bytes - (inFlight[piece]?.bytes ?? 0)
    inFlight[piece] = (stage, bytes)
  }
}
