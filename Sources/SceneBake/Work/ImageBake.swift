internal import Foundation
import SceneModel
import SceneStore

/// Bakes the images of a scene: several at once, written in order.
final class ImageBake: @unchecked Sendable {
  /// Rough bytes that the work on an image takes for each of its texels.
  static let workingBytes = 40

  private let source: any SceneSource
  private let uses: [ImageUse]
  private let options: BakeOptions
  /// Images that are worked on at once.
  private let crew: Int
  private let report: (BakeProgress) -> Bool

  // In the hands of the thread that writes.
  private let writer: SceneWriter
  private let journal: BakeJournal
  private var progress: BakeProgress

  // Guarded by the lock.
  private let lock = NSCondition()
  private var window: WorkWindow
  private var made: [Int: EncodedImage] = [:]
  private var isWriting = false
  private var failure: BakeError?

  init(
    _ source: any SceneSource, uses: [ImageUse], options: BakeOptions, writer: SceneWriter,
    journal: BakeJournal, progress: BakeProgress, report: @escaping (BakeProgress) -> Bool
  ) {
    self.source = source
    self.uses = uses
    self.writer = writer
    self.journal = journal
    self.progress = progress
    self.report = report
    let images = source.skeleton.images
    window = WorkWindow(
      estimates: uses.map { images[$0.image].width * images[$0.image].height * Self.workingBytes },
      first: journal.images.count, budget: options.memoryBytes)
    // Many images are worked on at once, few one after the other by all threads.
    var options = options
    crew = uses.count >= 4 * options.jobs ? max(options.jobs, 1) : 1
    if crew > 1 { options.jobs = 1 }
    self.options = options
  }

  /// Works until all is written; not twice.
  func run() throws(BakeError) {
    runOnThreads(crew) { [self] in work() }
    if let failure { throw failure }
  }

  private func work() {
    let codec = ImagePageCodec()
    lock.lock()
    defer { lock.unlock() }
    while failure == nil && !window.isFinished {
      if !isWriting, window.canHandOn, let image = made.removeValue(forKey: window.head) {
        isWriting = true
        let written: Void? = outsideLock { () throws(BakeError) in try write(image) }
        isWriting = false
        if written != nil {
          let number = window.head
          window.handOn()
          window.release(number)
        }
      } else if let number = window.next() {
        if let image = outsideLock({ () throws(BakeError) in try make(number, with: codec) }) {
          window.made(number, bytes: image.bytes)
          made[number] = image
        }
      } else {
        lock.wait()
        continue
      }
      lock.broadcast()
    }
    lock.broadcast()
  }

  /// Runs `body` while other threads may hold the lock; an error ends the bake.
  private func outsideLock<Value>(_ body: () throws(BakeError) -> Value) -> Value? {
    lock.unlock()
    defer { lock.lock() }
    do throws(BakeError) {
      return try body()
    } catch {
      lock.withLock { failure = failure ?? error }
      return nil
    }
  }

  private func make(_ number: Int, with codec: ImagePageCodec) throws(BakeError) -> EncodedImage {
    let image: Image
    do throws(SceneSourceError) {
      image = try source.image(uses[number].image)
    } catch {
      throw BakeError(error)
    }
    return EncodedImage(ImageBaker.bake(image, uses[number], options: options), with: codec)
  }

  private func write(_ image: EncodedImage) throws(BakeError) {
    var pages: [StoredPage] = []
    for page in image.pages {
      pages.append(try storing { () throws(StoreError) in try writer.append(page) })
    }
    try journal.append(ImageEntry(image: image.stored, levels: image.levels, pages: pages))
    progress.doneImages += 1
    guard report(progress) else { throw BakeError(.stopped, "the bake was stopped") }
  }
}

/// An image whose pages are compressed.
private struct EncodedImage: Sendable {
  var stored: StoredImage
  var levels: [ImageEntry.Level]
  /// The tail's page, then those of the levels.
  var pages: [EncodedPage]

  init(_ image: BakedImage, with codec: ImagePageCodec) {
    stored = image.stored
    levels = image.levels.map { .init(level: $0.level, pageCount: $0.pages.count) }
    pages = ([image.tail] + image.levels.flatMap(\.pages)).map { bytes in
      bytes.withUnsafeBytes { codec.encode($0) }
    }
  }

  var bytes: Int { pages.reduce(0) { $0 + $1.bytes.count } }
}
