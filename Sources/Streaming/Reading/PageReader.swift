package import SceneStore

/// Reads units of a baked scene on threads of its own: the disk is waited for, checksums are checked
/// and pages are decompressed there, and the frame thread only hands over what it wants and takes
/// what has come.
///
/// Where the kernel offers rings (io_uring) one thread keeps many reads under way; else a few threads
/// wait for one each.
package final class PageReader: Sendable {
  package struct Options: Equatable, Sendable {
    /// Whether to read through a ring where there are rings.
    package var usesRing = true
    /// Pages being read at once through a ring, and threads that read without one.
    package var readsAtOnce = 32
    package var readingThreads = 8
    /// Threads that check and decompress.
    package var decodingThreads = 2

    package init() {}
  }

  /// Whether it reads through a ring.
  package let usesRing: Bool
  private let queue: ReadQueue
  private let decoding: DecodeQueue
  private let readers: [WorkerThread]
  private let decoders: [WorkerThread]

  /// Starts the threads.
  ///
  /// - Parameter unpacking: what becomes of levels of images; nil: they stay as they are stored.
  /// - Throws: `.unreadable` when the system refuses threads or descriptors.
  package convenience init(
    file: SceneFile, options: Options = Options(), unpacking: (any LevelUnpacking)? = nil
  ) throws(StoreError) {
    try self.init(
      file: file, descriptor: file.descriptor, options: options, unpacking: unpacking)
  }

  /// - Parameter descriptor: what to read from in place of the file's own.
  init(
    file: SceneFile, descriptor: CInt, options: Options, unpacking: (any LevelUnpacking)? = nil
  ) throws(StoreError) {
    let threads = max(options.readingThreads, 1)
    let queue = try ReadQueue(threads: threads)
    let decoding = try DecodeQueue(file: file, output: queue, unpacking: unpacking)
    self.queue = queue
    self.decoding = decoding
    let ring =
      options.usesRing
      ? RingReading(
        file: file, descriptor: descriptor, queue: queue, output: decoding,
        readsAtOnce: max(options.readsAtOnce, 1)) : nil
    usesRing = ring != nil
    var readers: [WorkerThread] = []
    var decoders: [WorkerThread] = []
    do throws(StoreError) {
      for _ in 0..<max(options.decodingThreads, 1) {
        decoders.append(try WorkerThread { decoding.run() })
      }
      if let ring {
        readers.append(try WorkerThread { ring.run() })
      } else {
        let reading = BlockingReading(
          file: file, descriptor: descriptor, queue: queue, output: decoding)
        for _ in 0..<threads {
          readers.append(try WorkerThread { reading.run() })
        }
      }
    } catch {
      Self.stop(queue, decoding, readers, decoders)
      throw error
    }
    self.readers = readers
    self.decoders = decoders
  }

  /// Waits for the reads under way; what was read and not taken is let go.
  deinit { Self.stop(queue, decoding, readers, decoders) }

  /// Replaces what it is to read, the most wanted first. What is being read already goes on.
  package func read(_ units: [UInt32]) { queue.replace(with: units) }

  /// Takes what it has done since the last time; neither waits nor allocates.
  package func collect(_ mail: inout ReaderMail) { queue.collect(&mail) }

  /// Waits until something is finished. Not for frame loops. Returns false when nothing came in time.
  package func waitForNews(milliseconds: Int) -> Bool {
    queue.news.wait(milliseconds: milliseconds)
  }

  private static func stop(
    _ queue: ReadQueue, _ decoding: DecodeQueue, _ readers: [WorkerThread],
    _ decoders: [WorkerThread]
  ) {
    queue.stop()
    for reader in readers { reader.join() }
    decoding.stop(threads: decoders.count)
    for decoder in decoders { decoder.join() }
  }
}
