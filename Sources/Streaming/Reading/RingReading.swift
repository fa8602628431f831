import CURing
import Glibc
import SceneStore

/// Reads through a ring of the kernel: many reads are under way and one thread waits for them all.
/// Made on one thread and then used by another alone.
final class RingReading: @unchecked Sendable {
  private struct Operation {
    var read: UnitRead
    var page: Int
    /// Bytes that are there already.
    var done = 0
  }

  private static let wakeTag = UInt64.max

  private let file: SceneFile
  private let descriptor: CInt
  private let queue: ReadQueue
  private let output: DecodeQueue
  private let ring: OpaquePointer
  /// By the tag of their reads; nil: none.
  private var operations: [Operation?]
  private var freeTags: [Int]
  /// Pages of units begun that have no read yet, the next last.
  private var backlog: [Operation] = []
  /// What the kernel writes when there is work.
  private let wakeCount = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
  private var isWaking = false

  /// Nil where the system has no rings or forbids them.
  init?(
    file: SceneFile, descriptor: CInt, queue: ReadQueue, output: DecodeQueue, readsAtOnce: Int
  ) {
    var error: CInt = 0
    guard let ring = fovea_ring_create(CUnsignedInt(readsAtOnce + 1), &error) else { return nil }
    self.ring = ring
    self.file = file
    self.descriptor = descriptor
    self.queue = queue
    self.output = output
    operations = Array(repeating: nil, count: readsAtOnce)
    freeTags = Array((0..<readsAtOnce).reversed())
    wakeCount.initialize(to: 0)
  }

  deinit {
    fovea_ring_destroy(ring)
    wakeCount.deallocate()
  }

  /// Reads until stopped, then waits for the reads under way.
  func run() {
    while true {
      let isStopping = queue.isStopping
      if isStopping {
        backlog.removeAll()
        if freeTags.count == operations.count && !isWaking { return }
      } else {
        submit()
      }
      let error = fovea_ring_submit_and_wait(ring)
      // Too much is under way for the kernel: it goes on when something is done.
      if error != 0 && error != EINTR { usleep(1000) }
      var tag: UInt64 = 0
      var result: CInt = 0
      while fovea_ring_next(ring, &tag, &result) != 0 {
        if tag == Self.wakeTag { isWaking = false } else { complete(Int(tag), Int(result)) }
      }
    }
  }

  private func submit() {
    if !isWaking {
      isWaking =
        fovea_ring_read(ring, queue.work.descriptor, wakeCount, 8, 0, Self.wakeTag) != 0
    }
    while let tag = freeTags.last {
      if backlog.isEmpty {
        guard let unit = queue.takeNext() else { return }
        let read = UnitRead(unit: unit, directory: file.directory)
        backlog = read.pages.reversed().map { Operation(read: read, page: $0) }
      }
      guard let operation = backlog.last, start(operation, tag) else { return }
      backlog.removeLast()
      freeTags.removeLast()
    }
  }

  /// Returns false when the ring is full.
  private func start(_ operation: Operation, _ tag: Int) -> Bool {
    let target = operation.read[operation.page]
    let started = fovea_ring_read(
      ring, descriptor, target.baseAddress?.advanced(by: operation.done),
      CUnsignedInt(target.count - operation.done),
      file.directory.pages[operation.page].offset + UInt64(operation.done), UInt64(tag))
    if started != 0 { operations[tag] = operation }
    return started != 0
  }

  private func complete(_ tag: Int, _ result: Int) {
    guard var operation = operations[tag] else { return }
    operations[tag] = nil
    freeTags.append(tag)
    let read = operation.read
    operation.done += max(result, 0)
    let isInterrupted = result == -Int(EINTR) || result == -Int(EAGAIN)
    if isInterrupted || result > 0 && operation.done < read[operation.page].count {
      backlog.append(operation)
      return
    }
    if result == 0 {
      read.fail(operation.page, of: file, "the file ends too early")
    } else if result < 0 {
      read.fail(operation.page, of: file, String(cString: strerror(CInt(-result))))
    }
    read.remaining -= 1
    if read.remaining == 0 { output.append(read) }
  }
}
