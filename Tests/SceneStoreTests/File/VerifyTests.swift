import Testing

@testable import SceneStore

/// What is valid but wrong is found by looking at all of it.
@Suite struct VerifyTests {
  private let folder: SampleScene.Folder

  init() throws { folder = try SampleScene.Folder() }

  private static let changes: [(reason: String, @Sendable (inout SceneDirectory) -> Void)] = [
    ("node 0: does not hold its children", { $0.nodes[0].radius = 0.1 }),
    ("node 0: does not hold its children", { $0.nodes[0].error = 0 }),
    ("node 2: does not hold its children", { $0.nodes[2].error = 0.1 }),
    ("node 2: does not hold its children", { $0.instances[0].transform.columns.3.x = -90 }),
    // Unit 1 no longer needs unit 0, which replaces its group.
    ("does not need this one", { $0.units[1].dependencyCount = 0 }),
    ("is no coarser", { $0.groups[1].level = 1 }),
    (
      "its group does not hold what it is made from",
      { d in
        d.groups[0].radius = 0.5
      }
    ),
    ("its group does not hold what it is made from", { $0.groups[0].maximum.0 = 1.99 }),
    ("a vertex is outside its sphere or its group's box", { $0.groups[0].minimum.1 = 0.1 }),
    (
      "overlap",
      { d in
        d.pages[4] = d.pages[3]
        d.pages[4].rawBytes = 96 * 64 * 4
      }
    ),
  ]

  @Test(arguments: changes.indices) func wrongDirectoriesAreFound(_ index: Int) throws {
    try SampleScene.write(to: folder.file) { Self.changes[index].1(&$0) }
    let file = try SceneFile(path: folder.file)
    let error = #expect(throws: StoreError.self) { try file.verify() }
    #expect(error?.kind == .invalid)
    #expect(error?.description.contains(Self.changes[index].reason) == true, "\(error as Any)")
  }

  @Test func verticesOutsideTheirSphereAreFound() throws {
    let writer = try SceneWriter(path: folder.file)
    var directory = try SampleScene.pages(to: writer)
    // The same pages, but with the first replaced by one whose clusters are too small.
    var sample = SamplePage(sheets: 2, side: 1, format: SampleScene.format)
    for index in 0..<2 {
      sample.page.clusters[index].group = UInt32(2 * index)
      sample.page.clusters[index].refined = UInt32(2 * index + 1)
      sample.page.clusters[index].center = (0.5, 0.5, 0.1)
      sample.page.clusters[index].radius = 0.3
      sample.page.clusters[index].level = 1
    }
    directory.pages[0] = try writer.append(sample.encoded(GeometryPageCodec()))
    try writer.finish(directory)
    let file = try SceneFile(path: folder.file)
    let error = #expect(throws: StoreError.self) { try file.verify() }
    #expect(
      error?.description
        == "\(folder.file): page 0: cluster 0: a vertex is outside its sphere or its group's box")
  }

  @Test func clustersOfOtherGroupsAreRefusedWhenDecoded() throws {
    try SampleScene.write(to: folder.file) {
      // The groups of the two parts change places, in the file but not in the pages.
      ($0.groups[1].unit, $0.groups[3].unit) = ($0.groups[3].unit, $0.groups[1].unit)
    }
    let file = try SceneFile(path: folder.file)
    let buffer = PageBuffer(PageLimits.storedBytes)
    let stored = try file.readPage(1, into: buffer.bytes)
    let error = #expect(throws: StoreError.self) {
      _ = try file.geometryPage(1, stored, with: GeometryPageCodec())
    }
    #expect(error?.description.hasSuffix("page 1: cluster 0: group 1 is not its own") == true)
  }

  @Test func progressCountsAndStops() throws {
    try SampleScene.write(to: folder.file)
    var seen: [Int] = []
    try SceneFile(path: folder.file).verify { done, total in
      seen.append(done)
      return total == 5
    }
    #expect(seen == [0, 1, 2, 3, 4, 5])
    var calls = 0
    try SceneFile(path: folder.file).verify { done, _ in
      calls += 1
      return done < 2
    }
    #expect(calls == 3)
  }
}
