import Foundation
import Numerics
import Testing

@testable import SceneStore

/// Directories that contradict themselves, with checksums that are right.
@Suite struct HostileDirectoryTests {
  private let folder: SampleScene.Folder
  private let directory: SceneDirectory
  private let end: UInt64

  init() throws {
    folder = try SampleScene.Folder()
    directory = try SampleScene.write(to: folder.file)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file)))
    end = try FileHeader(bytes).directoryOffset
  }

  private static let changes: [@Sendable (inout SceneDirectory) -> Void] = [
    { $0.pages[1].offset += 1 },
    { $0.pages[1].offset = 0 },
    { $0.pages[1].offset = .max - 4095 },
    { $0.pages[4].offset += 1 << 40 },
    { $0.pages[2].storedBytes = .max },
    { $0.pages[2].storedBytes = 0 },
    { $0.pages[2].rawBytes = 0 },
    { $0.pages[2].rawBytes = 1 << 21 },
    { $0.pages[3].rawBytes += 1 },
    { $0.units[1].firstPage = 2 },
    { $0.units[1].pageCount = 2 },
    { $0.units[3].pageCount = .max },
    { $0.units[3].firstPage = .max },
    { $0.units[3].firstPage = 0 },
    { $0.units[2].rawKind = 7 },
    { $0.units[2].firstDependency = .max },
    { $0.units[2].dependencyCount = .max },
    { $0.units.swapAt(0, 3) },
    { $0.dependencies[0] = 1 },
    { $0.dependencies[0] = 3 },
    { $0.dependencies[1] = .max },
    { $0.rootUnitCount = 4 },
    { $0.rootUnitCount = 0 },
    { $0.groups[1].unit = 3 },
    { $0.groups[1].unit = 2 },
    { $0.groups[1].firstCluster = 255 },
    { $0.groups[1].firstCluster = 1 },
    { $0.groups[1].clusterCount = 0 },
    { $0.groups[1].clusterCount = .max },
    { $0.groups[0].error = .nan },
    { $0.groups[0].error = -1 },
    { $0.groups[1].error = .infinity },
    { $0.groups[0].radius = .nan },
    { $0.groups[0].minimum.1 = .nan },
    { $0.groups[0].maximum.2 = .infinity },
    { $0.groups[1].minimum.0 = $0.groups[1].maximum.0 + 1 },
    { $0.groups[0].center.1 = .infinity },
    { $0.nodes[0].childKind = 3 },
    { $0.nodes[0].children = .nodes },
    { $0.nodes[0].children = .instances },
    { $0.nodes[0].firstChild = .max },
    { $0.nodes[0].childCount = 3 },
    { $0.nodes[0].childCount = 1 },
    { $0.nodes[0].childCount = 0 },
    { $0.nodes[0].error = .nan },
    { $0.nodes[2].childCount = 2 },
    { $0.nodes[2].childCount = .max },
    { $0.nodes.append($0.nodes[0]) },
    // A node that is its own child, and one that is so in two steps.
    {
      $0.nodes[2].children = .nodes
      $0.nodes[2].firstChild = 2
      $0.nodes[2].childCount = 1
    },
    { d in
      d.nodes.append(d.nodes[2])
      for (a, b) in [(2, 3), (3, 2)] {
        d.nodes[a].children = .nodes
        d.nodes[a].firstChild = UInt32(b)
        d.nodes[a].childCount = 1
      }
      d.instanceLevels = 1000
    },
    { $0.rootNode = nil },
    { $0.rootNode = 3 },
    { $0.rootNode = 0 },
    { $0.instanceLevels = 0 },
    { $0.partLevels = 0 },
    { $0.parts[1].rootNode = 0 },
    { $0.parts[1].rootNode = .max },
    { $0.parts[1].material = 2 },
    { $0.parts[1].clusterCount = 4 },
    { $0.instances[0].part = 2 },
    { $0.instances[0].transform.columns.3.y = .nan },
    { $0.images[0].width = 0 },
    { $0.images[0].firstTailPage = 99 },
    { $0.images[0].source = 1 },
    { $0.skeleton.scene.roots = [3] },
    { $0.skeleton.scene.roots = [0, 1] },
    { $0.skeleton.scene.nodes[1].children = [0] },
    { $0.skeleton.scene.nodes[1].children = [1] },
    { $0.skeleton.scene.nodes[1].children = [9] },
    { $0.skeleton.scene.nodes[1].light = 3 },
    { $0.skeleton.scene.nodes[1].camera = 3 },
    { $0.skeleton.scene.textures[1].image = 1 },
    { $0.skeleton.scene.materials[1].normalTexture = .init(texture: 2) },
    { $0.skeleton.scene.materials[1].normalTexture = .init(texture: 0, uvSet: 2) },
  ]

  @Test(arguments: changes.indices) func contradictionsAreRefused(_ index: Int) throws {
    try directory.validate(pagesEnd: end)
    var changed = directory
    Self.changes[index](&changed)
    #expect(throws: StoreDamage.self) { try changed.validate(pagesEnd: end) }
    // The same through a file whose checksums are right.
    try rewrite(try changed.encoded())
    let error = #expect(throws: StoreError.self) { try SceneFile(path: folder.file) }
    #expect(error?.kind == .invalid)
  }

  @Test func aWriterRefusesItToo() throws {
    let other = folder.path + "/other.fovea"
    let error = #expect(throws: StoreError.self) {
      try SampleScene.write(to: other) { $0.groups[1].unit = 9 }
    }
    #expect(error?.kind == .invalid)
    #expect(folder.names == ["scene.fovea"])
  }

  @Test func anyBytesForADirectoryAreRefusedOrValid() throws {
    let bytes = try directory.encoded()
    var random = RandomSource(seed: 21)
    for round in 0..<4000 {
      var changed = bytes
      // Half of the changes in the table of sections and the first sections.
      let reach = round % 2 == 0 ? 300 : bytes.count
      for _ in 0...Int(random.next32() % 2) {
        changed[Int(random.next32()) % reach] = UInt8(random.next32() & 255)
      }
      if round % 5 == 0 { changed.removeLast(Int(random.next32()) % changed.count) }
      guard let decoded = try? SceneDirectory(encoded: changed) else { continue }
      _ = try? decoded.validate(pagesEnd: end)
    }
  }

  @Test func hugeCountsTakeNoMemory() throws {
    var coder = FieldCoder(reading: [0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3])
    var text = ""
    #expect(throws: StoreDamage.self) { try coder.field(&text) }
    // The count of each section.
    for section in 0..<10 {
      for huge in [UInt64.max, 1 << 40, 1 << 62] {
        var bytes = try directory.encoded()
        withUnsafeBytes(of: huge) {
          bytes.replaceSubrange(8 + section * 24 + 16..<32 + section * 24, with: $0)
        }
        #expect(throws: StoreDamage.self) { try SceneDirectory(encoded: bytes) }
      }
    }
  }

  /// Puts another directory into the file, with the header that belongs to it.
  private func rewrite(_ encoded: [UInt8]) throws {
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file))[..<Int(end)])
    bytes += encoded
    let header = FileHeader(
      directoryOffset: end, directoryBytes: UInt64(encoded.count),
      directoryChecksum: checksum(of: encoded), fileBytes: UInt64(bytes.count))
    bytes.replaceSubrange(0..<FileHeader.byteCount, with: header.bytes)
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file))
  }
}
