internal import Foundation
import SceneModel
import SceneStore

/// Bakes the parts of a scene into detail pages on several threads.
///
/// Threads make hierarchies and encode pages in any order; one of them at a time takes what comes
/// next in order and writes it, so that the file does not depend on how many there are.
final class GeometryBake: @unchecked Sendable {
  /// Rough bytes that the work on a part takes for each of its triangles.
  static let workingBytes = 400

  private let source: any SceneSource
  private let uses: AttributeUses
  private let samples: PoseSamples
  private let hasLevels: Bool
  private let jobs: Int
  private let report: (BakeProgress) -> Bool

  // In the hands of the thread that writes.
  private let writer: SceneWriter
  private let journal: BakeJournal
  private var planner: PagePlanner
  private var groupBase: UInt32
  private let start: GroupPosition

  // Guarded by the lock.
  private let lock = NSCondition()
  private var window: WorkWindow
  private var trianglesLeft: Int
  private var made: [Int: BakedPart] = [:]
  private var plans: [PagePlan] = []
  private var pagesOfPart: [Int: Int] = [:]
  private var encoded: [Int: (page: EncodedPage, end: GroupPosition)] = [:]
  private var plannedPages: Int
  private var writtenPages: Int
  private var isWriting = false
  private var isFlushed = false
  private var failure: BakeError?
  private var progress = BakeProgress()

  init(
    _ source: any SceneSource, options: BakeOptions, writer: SceneWriter, journal: BakeJournal,
    progress: BakeProgress, report: @escaping (BakeProgress) -> Bool
  ) {
    self.source = source
    uses = AttributeUses(source.skeleton.scene.materials)
    samples = PoseSamples(source)
    hasLevels = options.hasLevels
    jobs = max(options.jobs, 1)
    self.report = report
    self.writer = writer
    self.journal = journal
    self.progress = progress
    start = journal.position
    planner = PagePlanner(firstPage: journal.pages.count)
    groupBase = journal.entries[..<start.part].reduce(0) { $0 + UInt32($1.groups.count) }
    (plannedPages, writtenPages) = (journal.pages.count, journal.pages.count)
    window = WorkWindow(
      estimates: source.parts.map { $0.triangleCount * Self.workingBytes }, first: start.part,
      budget: options.memoryBytes)
    trianglesLeft = source.parts[start.part...].reduce(0) { $0 + $1.triangleCount }
  }

  /// Works until all is written; not twice.
  func run() throws(BakeError) {
    runOnThreads(jobs) { [self] in work() }
    if let failure { throw failure }
  }

  private func work() {
    let codec = GeometryPageCodec()
    let workspace = HierarchyWorkspace()
    lock.lock()
    defer { lock.unlock() }
    while failure == nil && !(isFlushed && writtenPages == plannedPages) {
      if !isWriting, let step = nextStep() {
        isWriting = true
        outsideLock { () throws(BakeError) in try write(step) }
        isWriting = false
      } else if let plan = plans.first {
        plans.removeFirst()
        encode(plan, with: codec)
      } else if let part = window.next() {
        make(part, with: workspace)
      } else {
        lock.wait()
        continue
      }
      lock.broadcast()
    }
    lock.broadcast()
  }

  /// Runs `body` while other threads may hold the lock; an error ends the bake.
  private func outsideLock(_ body: () throws(BakeError) -> Void) {
    lock.unlock()
    var thrown: BakeError?
    do throws(BakeError) { try body() } catch { thrown = error }
    lock.lock()
    failure = failure ?? thrown
  }

  private func make(_ number: Int, with workspace: HierarchyWorkspace) {
    let count = source.parts[number].triangleCount
    // What is more than a thread's share of the rest is worked on by all.
    let share = count * jobs > trianglesLeft ? jobs : 1
    trianglesLeft -= count
    var part: BakedPart?
    outsideLock { () throws(BakeError) in
      do throws(SceneSourceError) {
        part = BakedPart(
          try source.part(number), name: source.parts[number].name, uses: uses,
          hasLevels: hasLevels, jobs: share, workspace: workspace,
          poses: { self.samples.positions(of: $0, part: number) })
      } catch {
        throw BakeError(error)
      }
    }
    guard let part else { return }
    window.made(number, bytes: part.memory)
    made[number] = part
  }

  private func encode(_ plan: PagePlan, with codec: GeometryPageCodec) {
    var page: EncodedPage?
    outsideLock {
      let content = plan.content
      page = codec.encode(
        content.page, formats: content.formats, formatOfCluster: content.formatOfCluster)
    }
    encoded[plan.number] = page.map { ($0, plan.end) }
    guard plan.piece != nil else { return }
    pagesOfPart[plan.part, default: 0] -= 1
    releaseIfDone(plan.part)
  }

  private func releaseIfDone(_ part: Int) {
    guard pagesOfPart[part] == 0 else { return }
    pagesOfPart[part] = nil
    window.release(part)
  }
}

/// What is done in order.
extension GeometryBake {
  private enum Step {
    case page(EncodedPage, end: GroupPosition)
    case part(Int, BakedPart)
    case flush
  }

  private func nextStep() -> Step? {
    if let (page, end) = encoded.removeValue(forKey: writtenPages) { return .page(page, end: end) }
    if window.canHandOn, let part = made.removeValue(forKey: window.head) {
      return .part(window.head, part)
    }
    return window.isFinished && !isFlushed ? .flush : nil
  }

  private func write(_ step: Step) throws(BakeError) {
    switch step {
    case .page(let page, let end):
      let stored = try storing { () throws(StoreError) in try writer.append(page) }
      try journal.append(BakeJournal.Page(stored: stored, end: end))
      lock.withLock { writtenPages += 1 }
    case .part(let number, let part): try handOn(number, part)
    case .flush:
      let last = planner.finish(before: source.parts.count)
      lock.withLock {
        isFlushed = true
        if let last { enqueue([last]) }
      }
    }
  }

  private func handOn(_ number: Int, _ part: BakedPart) throws(BakeError) {
    let first = max(
      part.rootGroups.count, number == start.part ? start.group : 0)
    let (pages, places) = planner.plan(part, number: number, from: first, base: groupBase)
    if number >= journal.entries.count {
      try journal.append(
        PartEntry(part, places: places),
        tail: part.rootGroups.map { group in
          var content = PageContent()
          content.append(part, groups: group..<group + 1, base: groupBase)
          return content
        }, rows: part.bending?.words ?? [])
    }
    groupBase += UInt32(part.hierarchy.groups.count)
    let progress = lock.withLock {
      pagesOfPart[number] = pages.count { $0.piece != nil }
      window.handOn()
      enqueue(pages)
      releaseIfDone(number)
      self.progress.doneTriangles += source.parts[number].triangleCount
      self.progress.doneParts += 1
      return self.progress
    }
    guard report(progress) else { throw BakeError(.stopped, "the bake was stopped") }
  }

  private func enqueue(_ pages: [PagePlan]) {
    plans += pages
    plannedPages += pages.count
  }
}
