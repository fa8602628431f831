package import SceneModel
import SceneStore

/// Turns a scene into a file that is streamed from.
package struct Baker {
  /// Changes whenever the same source gives another file.
  package static let version = 7

  /// Bakes a scene into a file, which is replaced only when it is whole.
  ///
  /// While it runs, `PATH.partial` and `PATH.journal` lie beside the target. When it is stopped or
  /// killed they stay, and the next bake of the same key goes on behind the last part that was done;
  /// the file is the same to the byte. When it fails they are removed.
  ///
  /// - Parameters:
  ///   - key: Names the source's contents, such as by a hash; with another, or none, a bake begins
  ///     anew.
  ///   - progress: Called for each part and image, one call at a time, on any thread; false stops
  ///     the bake.
  ///   - isNeeded: Asked once nobody else can bake the file; false throws `.busy`: another did.
  @discardableResult
  package static func bake(
    _ source: any SceneSource, to path: String, options: BakeOptions, key: String? = nil,
    progress: @escaping @Sendable (BakeProgress) -> Bool = { _ in true },
    isNeeded: () -> Bool = { true }
  ) throws(BakeError) -> BakeSummary {
    let key = key.map { "\(version) \(options.textures.rawValue) \($0)" }
    let journal = try BakeJournal(target: path, key: key)
    let writer = try storing { () throws(StoreError) in
      try SceneWriter(resuming: path, pages: journal.allPages)
    }
    do throws(BakeError) {
      guard isNeeded() else { throw BakeError(.busy, "\(path): was baked by another") }
      try journal.begin(intactPages: writer.pages.count, key: key)
      let baker = Baker(source: source, options: options, writer: writer, journal: journal)
      let summary = try baker.run(progress: progress)
      journal.remove()
      return summary
    } catch {
      if error.kind != .stopped || key == nil {
        writer.cancel()
        journal.remove()
      }
      throw error
    }
  }

  /// The files that lie beside a target while it is baked.
  package static func unfinishedFiles(of path: String) -> [String] {
    [SceneWriter.partialPath(of: path), BakeJournal.path(of: path)]
  }

  /// The target of an unfinished file that holds what is baked so far; nil for other files.
  package static func target(ofUnfinished path: String) -> String? {
    let suffix = SceneWriter.partialPath(of: "")
    return path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : nil
  }

  /// Removes what a bake that was stopped or killed left beside a target, to be gone on with; not
  /// what is being baked now. Returns whether nothing is left.
  package static func discardUnfinished(of path: String) -> Bool {
    guard SceneWriter.discard(path) else { return false }
    BakeJournal.remove(of: path)
    return true
  }

  private let source: any SceneSource
  private let options: BakeOptions
  private let writer: SceneWriter
  private let journal: BakeJournal

  private func run(progress: @escaping @Sendable (BakeProgress) -> Bool) throws(BakeError)
    -> BakeSummary
  {
    let uses = options.includesImages ? ImageUse.all(in: source.skeleton.scene) : []
    let resumed = journal.position.part
    var soFar = BakeProgress(source, images: uses.count)
    soFar.resume(parts: source.parts[..<resumed], images: journal.images.count)
    let before = soFar
    try GeometryBake(
      source, options: options, writer: writer, journal: journal, progress: soFar, report: progress
    ).run()
    soFar.finishParts()
    try ImageBake(
      source, uses: uses, options: options, writer: writer, journal: journal, progress: soFar,
      report: progress
    ).run()

    var assembly = DirectoryAssembly(skeleton: source.skeleton)
    for entry in journal.entries { assembly.append(entry) }
    let (tail, rootPages) = try writeRootPages()
    assembly.placeGroups(
      tail: tail, rootPages: rootPages, detailPages: journal.pages.map(\.stored))
    assembly.placeInstances(source.instances)
    for image in journal.images { assembly.append(image) }
    try writeRows(into: &assembly)
    let directory = assembly.directory
    try storing { () throws(StoreError) in try writer.finish(directory) }
    return BakeSummary(directory, resumed: before)
  }

  /// Packs the coarsest groups of all parts and writes them.
  private func writeRootPages() throws(BakeError) -> ([PagePlanner.Place], [StoredPage]) {
    let codec = GeometryPageCodec()
    var (packing, pages) = (RootPages(), [StoredPage]())
    func write(_ content: PageContent?) throws(BakeError) {
      guard let content else { return }
      let page = codec.encode(
        content.page, formats: content.formats, formatOfCluster: content.formatOfCluster)
      pages.append(try storing { () throws(StoreError) in try writer.append(page) })
    }
    for part in journal.entries.indices {
      for group in try journal.tail(ofPart: part).groups { try write(packing.append(group)) }
    }
    try write(packing.finish())
    return (packing.places, pages)
  }

  /// Writes what bends parts: the last pages of the file.
  private func writeRows(into assembly: inout DirectoryAssembly) throws(BakeError) {
    let codec = ImagePageCodec()
    for (part, entry) in journal.entries.enumerated() {
      guard entry.part.bending != nil, !entry.groups.isEmpty else { continue }
      let words = try journal.tail(ofPart: part).rows
      var pages: [StoredPage] = []
      for first in stride(from: 0, to: words.count * 4, by: PageLimits.imageBytes) {
        let page = words.withUnsafeBytes {
          codec.encode(
            UnsafeRawBufferPointer(
              rebasing: $0[first..<min(first + PageLimits.imageBytes, $0.count)]))
        }
        pages.append(try storing { () throws(StoreError) in try writer.append(page) })
      }
      assembly.appendRows(ofPart: part, pages: pages)
    }
  }
}
