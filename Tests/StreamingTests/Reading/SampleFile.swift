import Foundation
import Numerics
import SceneModel
import SceneStore
import Testing

@testable import Streaming

/// A small baked scene on disk, and what is in it. Removed with its last owner.
final class SampleFile {
  let path: String
  /// Of each geometry unit the x of its vertices, sorted.
  private(set) var places: [[Float]] = []
  /// Of the image's finer levels the bytes, by unit.
  private(set) var levels: [Int: [UInt8]] = [:]

  /// - Parameter units: of geometry, the first a root that all others need; at most 1024.
  init(units: Int, seed: UInt64 = 1) throws {
    let folder = FileManager.default.temporaryDirectory
    path = folder.appendingPathComponent("streaming-\(UUID().uuidString).fovea").path
    let writer = try SceneWriter(path: path)
    let codec = GeometryPageCodec()
    var random = RandomSource(seed: seed)
    let image = ImageSummary(name: "image", width: 1024, height: 512)
    var directory = SceneDirectory(skeleton: SceneSkeleton(scene: Scene(), images: [image]))

    let format = VertexFormat(positions: PositionGrid(exponent: -6))
    for unit in 0..<units {
      let page = Self.page(unit, random: &random)
      places.append(stride(from: 0, to: page.positions.count, by: 3).map { page.positions[$0] })
      places[unit].sort()
      try writer.append(codec.encode(page, formats: [format], formatOfCluster: [0]))
      directory.groups.append(
        ClusterGroup(
          center: (0, 0, 0), radius: 100,
          bounds: Bounds(minimum: Float3(repeating: -100), maximum: Float3(repeating: 100)),
          error: unit == 0 ? .infinity : 0.5, unit: UInt32(unit), firstCluster: 0, clusterCount: 1,
          level: unit == 0 ? 1 : 0))
      directory.units.append(
        StreamUnit(
          kind: .geometry, firstPage: UInt32(unit), pageCount: 1, firstDependency: 0,
          dependencyCount: unit == 0 ? 0 : 1))
    }
    directory.dependencies = [0]
    directory.rootUnitCount = 1
    try addImage(to: &directory, writer, &random)
    addNodes(to: &directory)
    directory.pages = writer.pages
    try writer.finish(directory)
  }

  deinit { unlink(path) }

  /// A strip of triangles whose vertices lie on the grid.
  private static func page(_ unit: Int, random: inout RandomSource) -> GeometryPage {
    let count = 3 + Int(random.next32() % 100)
    var page = GeometryPage()
    for _ in 0..<count {
      page.positions += (0..<3).map { _ in Float(Int(random.next32() % 4096) - 2048) / 64 }
      page.frames.append(
        PageVertex.Frame(
          normal: SIMD4(0, 32767, 0, 0), tangent: SIMD4(32767, 0, 0, 32767), uv0: .zero))
    }
    for triangle in 0..<count - 2 {
      page.indices += [UInt16(triangle), UInt16(triangle + 1), UInt16(triangle + 2)]
    }
    page.clusters = [
      ClusterRecord(
        center: (0, 0, 0), radius: 100, coneAxis: (0, 0, 1), coneCutoff: 1, firstIndex: 0,
        indexCount: UInt32(page.indices.count), firstVertex: 0,
        refined: unit == 0 ? 1 : ClusterGroup.none, group: UInt32(unit), level: unit == 0 ? 1 : 0)
    ]
    return page
  }

  /// Its tail, then two finer levels from coarse to fine, each a unit.
  private func addImage(
    to directory: inout SceneDirectory, _ writer: SceneWriter, _ random: inout RandomSource
  ) throws {
    let codec = ImagePageCodec()
    var image = StoredImage(
      name: "image", source: 0, width: 1024, height: 512, encoding: .bc1, isColor: true,
      levelCount: StoredImage.levelCount(width: 1024, height: 512),
      tailLevel: StoredImage.tailLevel(width: 1024, height: 512), firstTailPage: 0,
      tailPageCount: 1)
    func append(_ bytes: [UInt8]) throws {
      _ = try bytes.withUnsafeBytes { try writer.append(codec.encode($0)) }
    }
    image.firstTailPage = UInt32(writer.pages.count)
    try append([UInt8](repeating: 7, count: image.bytes(fromLevel: image.tailLevel)))
    for level in stride(from: image.tailLevel - 1, through: 0, by: -1) {
      let first = writer.pages.count
      var bytes: [UInt8] = []
      for page in 0..<image.pageCount(ofLevel: level) {
        let rows = image.rows(ofPage: page, level: level)
        let piece = (0..<rows.count * image.rowBytes(ofLevel: level)).map { _ in
          UInt8(truncatingIfNeeded: random.next32() % 16)
        }
        try append(piece)
        bytes += piece
      }
      levels[directory.units.count] = bytes
      let isCoarsest = level == image.tailLevel - 1
      directory.units.append(
        StreamUnit(
          kind: .imageLevel, image: 0, level: UInt32(level), firstPage: UInt32(first),
          pageCount: UInt32(writer.pages.count - first),
          firstDependency: UInt32(directory.dependencies.count),
          dependencyCount: isCoarsest ? 0 : 1))
      if !isCoarsest { directory.dependencies.append(UInt32(directory.units.count - 2)) }
    }
    directory.images = [image]
  }

  /// The scene's node over one instance, and the part's over all groups.
  private func addNodes(to directory: inout SceneDirectory) {
    func node(_ children: HierarchyNode.Children, _ first: Int, _ count: Int, _ error: Float)
      -> HierarchyNode
    {
      HierarchyNode(
        center: (0, 0, 0), radius: 100, error: error, firstChild: UInt32(first),
        childCount: UInt32(count), children: children)
    }
    let groups = directory.groups.count
    let leaves = (groups + 31) / 32
    directory.nodes = [node(.instances, 0, 1, 200), node(.nodes, 2, leaves, .infinity)]
    for leaf in 0..<leaves {
      let first = leaf * 32
      directory.nodes.append(
        node(.groups, first, min(32, groups - first), leaf == 0 ? .infinity : 0.5))
    }
    let bounds = Bounds(
      minimum: Float3(repeating: -100), maximum: Float3(repeating: 100))
    directory.parts = [
      StoredPart(
        name: "part", material: nil, rootNode: 1, bounds: bounds, triangleCount: 1,
        clusterCount: UInt32(groups), levelCount: 2, uvDensity: 0)
    ]
    directory.instances = [PartInstance(part: 0, transform: .identity)]
    directory.rootNode = 0
    directory.instanceLevels = 1
    directory.partLevels = 2
    directory.bounds = bounds
    directory.uniqueTriangles = 1
    directory.instancedTriangles = 1
  }

  /// Whether a decoded unit is what was stored.
  func matches(_ decoded: DecodedUnit) -> Bool {
    switch decoded.content {
    case .geometry(let page):
      let xs = stride(from: 0, to: page.positions.count, by: 3).map { page.positions[$0] }
      return xs.sorted() == places[decoded.unit] && page.clusters.count == 1
        && page.frames.count == places[decoded.unit].count
    case .imageLevel(let bytes):
      return levels[decoded.unit].map { bytes.elementsEqual($0) } ?? false
    case .texels: return false
    }
  }

  /// Turns a byte within a page of the file.
  func damage(page: Int) throws {
    let stored = try SceneFile(path: path).directory.pages[page]
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.seek(toOffset: stored.offset + UInt64(stored.storedBytes / 2))
    let byte = try handle.read(upToCount: 1)?.first ?? 0
    try handle.seek(toOffset: stored.offset + UInt64(stored.storedBytes / 2))
    try handle.write(contentsOf: Data([byte ^ 0x40]))
    try handle.close()
  }

  /// Cuts the file before a page.
  func cut(before page: Int) throws {
    let stored = try SceneFile(path: path).directory.pages[page]
    #expect(truncate(path, off_t(stored.offset)) == 0)
  }
}
