package import SceneStore

/// Keeps on the device what its frames need of a baked scene, within a budget: asks the policy what to
/// read, the reader to read it, and hands over what has come.
///
/// The frame thread calls, each frame and in this order: `update`, `takeFinished`, `takeChanges`. None
/// of them waits for the disk or for another thread, and a frame with nothing new allocates nothing.
package final class PageStreamer {
  package private(set) var policy: ResidencyPolicy
  package let budget: StreamingBudget
  /// Units that could not be read, one line for the user each; every unit once. The owner empties it.
  package var messages: [String] = []
  private let reader: PageReader
  private var mail = ReaderMail()
  /// Decoded and not on the device yet.
  private var waiting: [DecodedUnit] = []
  /// Bytes that may still be uploaded.
  private var credit = 0
  /// Roots asked for, and those of them that have not been handed out.
  private var rootsAsked = 0
  private var rootsOwed = 0
  private let rootCount: Int

  /// Starts the reader's threads; they end with the streamer.
  ///
  /// - Parameters:
  ///   - graph: of the file's directory.
  ///   - unpacking: what becomes of levels of images; nil: they stay as they are stored.
  /// - Throws: `.unreadable` when the system refuses threads or descriptors.
  package init(
    file: SceneFile, graph: UnitGraph, budget: StreamingBudget,
    options: PageReader.Options = .init(), limits: ResidencyPolicy.Limits = .init(),
    unpacking: (any LevelUnpacking)? = nil
  ) throws(StoreError) {
    self.budget = budget
    policy = ResidencyPolicy(graph: graph, budget: budget, limits: limits)
    rootCount = graph.rootCount
    reader = try PageReader(file: file, options: options, unpacking: unpacking)
    waiting.reserveCapacity(limits.underWay)
  }

  package var counters: StreamingCounters { policy.counters }

  package func isGeometry(_ unit: UInt32) -> Bool { policy.isGeometry(Int(unit)) }

  /// Whether pages are read through a ring of the kernel.
  package var usesRing: Bool { reader.usesRing }

  /// Reads what is always resident, in any order; waits for it. Nil when all has been handed out. To
  /// be emptied before the first frame.
  ///
  /// - Throws: `.unreadable` or `.invalid` for one that cannot be had.
  package func nextRoot() throws(StoreError) -> DecodedUnit? {
    while true {
      if let next = waiting.popLast() {
        rootsOwed -= 1
        return next
      }
      if rootsOwed == 0 {
        if rootsAsked == rootCount { return nil }
        let batch = UInt32(rootsAsked)..<UInt32(min(rootsAsked + Self.rootsAtOnce, rootCount))
        reader.read(Array(batch))
        rootsAsked += batch.count
        rootsOwed = batch.count
      }
      _ = reader.waitForNews(milliseconds: 1000)
      reader.collect(&mail)
      for finished in mail.finished {
        switch finished {
        case .decoded(let decoded): waiting.append(decoded)
        case .failed(_, let error): throw error
        }
      }
    }
  }

  private static let rootsAtOnce = 64

  /// Decides what to read and what to evict.
  ///
  /// - Parameters:
  ///   - frame: the one about to be recorded; grows with every call.
  ///   - time_ns: of any clock that never goes back.
  ///   - way: how far the head has moved in all, metres.
  ///   - feedback: the device's latest, if there is news.
  package func update(
    frame: UInt32, time_ns: UInt64, way: Float = 0, feedback: UnitFeedback?
  ) {
    takeMail()
    policy.advance(to: frame, time_ns: time_ns, way: way, feedback: feedback)
    reader.read(policy.queue)
  }

  /// Makes units resident that have come, the most wanted first, as far as the budget's bytes for a
  /// frame go. Bytes not used are kept for a unit larger than that.
  ///
  /// - Parameter upload: copies a unit to the device, of geometry to the slot; called on this thread.
  ///   Returns whether there is time for another.
  package func takeFinished<Failure: Error>(
    _ upload: (_ unit: DecodedUnit, _ slot: UInt32?) throws(Failure) -> Bool
  ) throws(Failure) {
    credit = max(min(credit, largestWaiting), 0) + budget.uploadBytesPerFrame
    while let unit = policy.nextPlacement(), policy.deviceBytes(of: unit) <= credit {
      guard let index = waiting.firstIndex(where: { $0.unit == unit }) else { return }
      let decoded = waiting[index]
      waiting.swapAt(index, waiting.count - 1)
      waiting.removeLast()
      credit -= policy.deviceBytes(of: unit)
      guard try upload(decoded, policy.place(unit)) else { return }
    }
  }

  /// Takes what the device's table must learn before the next frame reads it, in order.
  package func takeChanges<Failure: Error>(
    _ apply: (AvailabilityChange) throws(Failure) -> Void
  ) throws(Failure) {
    for change in policy.changes { try apply(change) }
    policy.clearChanges()
  }

  /// The head was moved to another place at once.
  /// - Parameter frame: the first that is drawn from there.
  package func noteJump(frame: UInt32, time_ns: UInt64) {
    policy.noteJump(frame: frame, time_ns: time_ns)
  }

  /// See `ResidencyPolicy.beginFitting`.
  package func beginFitting() { policy.beginFitting() }

  package func endFitting() { policy.endFitting() }

  /// Waits until all that was asked for is read, for pictures that are to be complete. Not for frame
  /// loops.
  ///
  /// - Returns: false when that took longer than so many milliseconds.
  package func waitForReads(milliseconds: Int) -> Bool {
    takeMail()
    while policy.isReading {
      guard reader.waitForNews(milliseconds: milliseconds) else { return false }
      takeMail()
    }
    return true
  }

  private var largestWaiting: Int {
    waiting.reduce(0) { max($0, policy.deviceBytes(of: $1.unit)) }
  }

  private func takeMail() {
    reader.collect(&mail)
    for unit in mail.started { policy.noteStarted(Int(unit)) }
    for finished in mail.finished {
      switch finished {
      case .decoded(let decoded):
        if policy.noteRead(decoded.unit, bytes: decoded.readBytes) { waiting.append(decoded) }
      case .failed(let unit, let error):
        policy.noteFailure(unit)
        messages.append(error.description)
      }
    }
  }
}
