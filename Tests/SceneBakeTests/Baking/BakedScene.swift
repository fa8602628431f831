import Foundation
import Numerics
import SceneBake
import SceneModel
import SceneStore
import Testing

/// A baked scene with all its pages decoded, for tests to look at.
struct BakedScene {
  let directory: SceneDirectory
  /// Of each geometry unit.
  let pages: [GeometryPage]

  init(path: String) throws {
    let file = try SceneFile(path: path)
    directory = file.directory
    let codec = GeometryPageCodec()
    pages = try (0..<file.directory.geometryUnitCount).map { unit in
      var stored = [UInt8](repeating: 0, count: Int(file.directory.pages[unit].storedBytes))
      return try stored.withUnsafeMutableBytes { buffer in
        try Self.decode(
          unit, try file.readPage(unit, into: buffer), of: file, with: codec,
          hasExtras: file.directory.hasExtras)
      }
    }
  }

  private static func decode(
    _ unit: Int, _ stored: UnsafeRawBufferPointer, of file: SceneFile,
    with codec: GeometryPageCodec, hasExtras: Bool
  ) throws -> GeometryPage {
    let memory = GeometryPageMemory(
      positions: .allocate(capacity: 3 * PageLimits.vertices),
      frames: .allocate(capacity: PageLimits.vertices),
      extras: .allocate(capacity: hasExtras ? PageLimits.vertices : 0),
      indices: .allocate(capacity: PageLimits.indices),
      clusters: .allocate(capacity: PageLimits.clusters))
    defer {
      memory.positions.deallocate()
      memory.frames.deallocate()
      memory.extras.deallocate()
      memory.indices.deallocate()
      memory.clusters.deallocate()
    }
    let counts = try file.decodeGeometry(unit, stored, with: codec, into: memory)
    var page = GeometryPage()
    page.positions = Array(memory.positions.prefix(3 * counts.vertices))
    page.frames = Array(memory.frames.prefix(counts.vertices))
    page.extras = hasExtras ? Array(memory.extras.prefix(counts.vertices)) : []
    page.indices = Array(memory.indices.prefix(counts.indices))
    page.clusters = Array(memory.clusters.prefix(counts.clusters))
    return page
  }

  /// The clusters of a group.
  func clusters(ofGroup group: Int) -> ArraySlice<ClusterRecord> {
    let group = directory.groups[group]
    let first = Int(group.firstCluster)
    return pages[Int(group.unit)].clusters[first..<first + Int(group.clusterCount)]
  }

  /// The corners of a cluster's triangles.
  func corners(of cluster: ClusterRecord, unit: UInt32) -> [Float3] {
    let page = pages[Int(unit)]
    return (0..<Int(cluster.indexCount)).map { index in
      let local = Int(page.indices[Int(cluster.firstIndex) + index])
      let vertex = 3 * (Int(cluster.firstVertex) + local)
      return Float3(
        page.positions[vertex], page.positions[vertex + 1], page.positions[vertex + 2])
    }
  }

  /// The groups below a node.
  func groups(below node: Int) -> [Int] {
    let n = directory.nodes[node]
    let children = Int(n.firstChild)..<Int(n.firstChild + n.childCount)
    return n.children == .groups ? Array(children) : children.flatMap { groups(below: $0) }
  }

  func sphere(ofGroup group: Int) -> (center: Float3, radius: Float) {
    let g = directory.groups[group]
    return (Float3(g.center.0, g.center.1, g.center.2), g.radius)
  }
}

extension HierarchyNode {
  func holds(_ center: Float3, _ radius: Float) -> Bool {
    length(center - Float3(self.center.0, self.center.1, self.center.2)) + radius
      <= self.radius * (1 + 1e-6)
  }
}

/// Bakes into a file of its own and looks at it.
func bakeAndRead(
  _ source: any SceneSource, jobs: Int = 1, in folder: TemporaryFolder
) throws -> BakedScene {
  var options = BakeOptions()
  options.jobs = jobs
  let path = folder.path("scene.fovea")
  try Baker.bake(source, to: path, options: options)
  return try BakedScene(path: path)
}

/// A folder that goes with the test.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }
}
