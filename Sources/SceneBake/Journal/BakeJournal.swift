internal import Foundation
import SceneStore

/// What a bake has done so far, beside the unfinished file, so that the same bake can go on after it
/// was stopped or killed. It also keeps the coarsest groups of all parts until the end, so that
/// memory need not.
final class BakeJournal {
  /// A detail page that is in the file.
  struct Page: Equatable {
    var stored: StoredPage
    /// Where the next page begins.
    var end: GroupPosition
  }

  private enum Kind: UInt64 {
    case key = 1
    case tail, part, page, image
  }

  private let file: JournalFile
  /// Whether there is something to go on with.
  private(set) var isResumed = false
  private var tails: [JournalFile.Place] = []
  /// Of the first parts.
  private(set) var entries: [PartEntry] = []
  /// In the order of the file.
  private(set) var pages: [Page] = []
  /// The first images; their pages come behind the detail pages.
  private(set) var images: [ImageEntry] = []

  static func path(of target: String) -> String { target + ".journal" }

  /// Reads what an earlier run left, if it was of the same bake.
  ///
  /// - Parameter key: Whatever the result depends on; nil never goes on.
  init(target: String, key: String?) throws(BakeError) {
    file = try JournalFile(path: Self.path(of: target))
    guard let key else { return }
    var isSame = false
    defer { isResumed = isSame }
    file.replay { (kind, bytes, place) throws(RecordDamage) in
      var coder = RecordCoder(reading: bytes)
      guard let kind = Kind(rawValue: kind), isSame == (kind != .key) else { throw RecordDamage() }
      switch kind {
      case .key:
        guard try coder.readText() == key else { throw RecordDamage() }
        isSame = true
      case .tail: tails.append(place)
      case .part: entries.append(try coder.readPart())
      case .page:
        let number: Int = try coder.read()
        guard number <= pages.count else { throw RecordDamage() }
        // A page that was found damaged was made again.
        pages.removeSubrange(number...)
        images = []
        pages.append(
          Page(
            stored: try coder.read(),
            end: GroupPosition(part: try coder.read(), group: try coder.read())))
      case .image:
        let number: Int = try coder.read()
        guard number <= images.count else { throw RecordDamage() }
        images.removeSubrange(number...)
        images.append(try coder.readImage())
      }
    }
    tails.removeSubrange(min(entries.count, tails.count)...)
  }

  /// Forgets pages that are not in the file after all, and begins anew when there is nothing to go
  /// on with.
  func begin(intactPages count: Int, key: String?) throws(BakeError) {
    pages.removeSubrange(min(count, pages.count)...)
    while allPages.count > count { images.removeLast() }
    guard !isResumed else { return }
    file.clear()
    var coder = RecordCoder()
    coder.write(key ?? "")
    try file.append(kind: Kind.key.rawValue, coder.bytes)
  }

  /// The first part whose triangles are still needed, and its first group that is in no page.
  var position: GroupPosition {
    var position = pages.last?.end ?? GroupPosition()
    while position.part < entries.count {
      let groups = entries[position.part].groups
      position.group = max(
        position.group, groups.firstIndex { $0.unit != PartEntry.tail } ?? groups.count)
      if position.group < groups.count { break }
      position = GroupPosition(part: position.part + 1, group: 0)
    }
    return position
  }

  /// - Parameters:
  ///   - tail: The part's coarsest groups, one by one.
  ///   - rows: Words of what bends it.
  func append(_ entry: PartEntry, tail: [PageContent], rows: [UInt32]) throws(BakeError) {
    var coder = RecordCoder()
    coder.write(tail.count)
    for content in tail { coder.write(content) }
    coder.write(rows)
    tails.append(try file.append(kind: Kind.tail.rawValue, coder.bytes))
    coder = RecordCoder()
    coder.write(entry)
    try file.append(kind: Kind.part.rawValue, coder.bytes)
    entries.append(entry)
  }

  func append(_ page: Page) throws(BakeError) {
    var coder = RecordCoder()
    coder.write(pages.count)
    coder.write(page.stored)
    coder.write(page.end.part)
    coder.write(page.end.group)
    try file.append(kind: Kind.page.rawValue, coder.bytes)
    pages.append(page)
  }

  func append(_ image: ImageEntry) throws(BakeError) {
    var coder = RecordCoder()
    coder.write(images.count)
    coder.write(image)
    try file.append(kind: Kind.image.rawValue, coder.bytes)
    images.append(image)
  }

  /// All pages that are in the file, in its order.
  var allPages: [StoredPage] { pages.map(\.stored) + images.flatMap(\.pages) }

  /// The coarsest groups of a part, and the words of what bends it.
  func tail(ofPart part: Int) throws(BakeError) -> (groups: [PageContent], rows: [UInt32]) {
    do throws(RecordDamage) {
      guard let bytes = file.read(tails[part]) else { throw RecordDamage() }
      var coder = RecordCoder(reading: bytes)
      var contents: [PageContent] = []
      for _ in 0..<(try coder.read(Int.self)) { contents.append(try coder.readContent()) }
      return (contents, try coder.readArray())
    } catch {
      throw BakeError(.file, "\(file.path): cannot be read back")
    }
  }

  func remove() { file.remove() }

  /// Removes that of a target, if there is one.
  static func remove(of target: String) { unlink(path(of: target)) }
}
