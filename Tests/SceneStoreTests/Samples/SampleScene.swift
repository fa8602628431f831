import Foundation
import Numerics
import SceneModel

@testable import SceneStore

/// A small scene with everything that a file can hold: two parts of two levels, an image with a
/// level above its tail, lights, cameras and all fields of a material other than they are by
/// default.
enum SampleScene {
  static let format = VertexFormat(
    positions: PositionGrid(exponent: -12), uv0: TextureGrid(exponent: -16), hasTangents: true)

  /// Writes it; what is there is replaced.
  @discardableResult
  static func write(to path: String, change: (inout SceneDirectory) -> Void = { _ in }) throws
    -> SceneDirectory
  {
    let writer = try SceneWriter(path: path)
    var directory = try pages(to: writer)
    change(&directory)
    try writer.finish(directory)
    return directory
  }

  /// Appends the pages; the directory of what would be the whole.
  static func pages(to writer: SceneWriter) throws -> SceneDirectory {
    let (codec, images) = (GeometryPageCodec(), ImagePageCodec())
    var directory = SceneDirectory(skeleton: skeleton)
    // Unit 0: the coarse group of each part; units 1 and 2: the fine ones.
    for page in [coarse(), fine(part: 0), fine(part: 1)] {
      directory.pages.append(
        try writer.append(
          codec.encode(
            page, formats: [format],
            formatOfCluster: page.clusters.map { _ in 0 })))
    }
    var image = StoredImage(
      name: "bricks", source: 0, width: 96, height: 64, encoding: .rgba8, isColor: true,
      levelCount: StoredImage.levelCount(width: 96, height: 64),
      tailLevel: StoredImage.tailLevel(width: 96, height: 64), firstTailPage: 3, tailPageCount: 1)
    image.firstTailPage = 3
    for size in [image.bytes(fromLevel: image.tailLevel), image.bytes(ofLevel: 0)] {
      let texels = texels(size)
      directory.pages.append(try writer.append(texels.withUnsafeBytes { images.encode($0) }))
    }
    directory.images = [image]
    directory.units = [
      StreamUnit(
        kind: .geometry, firstPage: 0, pageCount: 1, firstDependency: 0, dependencyCount: 0),
      StreamUnit(
        kind: .geometry, firstPage: 1, pageCount: 1, firstDependency: 0, dependencyCount: 1),
      StreamUnit(
        kind: .geometry, firstPage: 2, pageCount: 1, firstDependency: 1, dependencyCount: 1),
      StreamUnit(
        kind: .imageLevel, image: 0, level: 0, firstPage: 4, pageCount: 1, firstDependency: 2,
        dependencyCount: 0),
    ]
    directory.dependencies = [0, 0]
    directory.rootUnitCount = 1
    addHierarchy(to: &directory)
    return directory
  }

  private static func addHierarchy(to directory: inout SceneDirectory) {
    let sphere: ((Float, Float, Float), Float) = ((0.5, 0.5, 0.1), 1)
    let box = Bounds(minimum: Float3(repeating: -1), maximum: Float3(repeating: 2))
    for part in 0..<2 {
      directory.groups += [
        ClusterGroup(
          center: sphere.0, radius: sphere.1, bounds: box, error: .infinity, unit: 0,
          firstCluster: UInt16(part), clusterCount: 1, level: 1),
        ClusterGroup(
          center: sphere.0, radius: sphere.1, bounds: box, error: 0.01, unit: UInt32(part + 1),
          firstCluster: 0, clusterCount: 2, level: 0),
      ]
      directory.nodes.append(
        HierarchyNode(
          center: sphere.0, radius: sphere.1, error: .infinity, firstChild: UInt32(part * 2),
          childCount: 2, children: .groups))
      directory.parts.append(
        StoredPart(
          name: "part \(part)", material: part == 0 ? 0 : nil, rootNode: UInt32(part),
          bounds: Bounds(minimum: .zero, maximum: Float3(1, 1, 0.2)), triangleCount: 64,
          clusterCount: 3, levelCount: 2, uvDensity: 1))
    }
    for x in [Float(-3), 0, 3] {
      directory.instances.append(
        PartInstance(
          part: x == 0 ? 1 : 0, transform: .translation(Float3(x, 0, 0)) * .scale(Float3(1, 1, 1))))
    }
    directory.nodes.append(
      HierarchyNode(
        center: (0.5, 0.5, 0.1), radius: 4.1, error: 2, firstChild: 0, childCount: 3,
        children: .instances))
    directory.rootNode = 2
    (directory.instanceLevels, directory.partLevels) = (1, 1)
    (directory.uniqueTriangles, directory.instancedTriangles) = (128, 192)
    directory.bounds = Bounds(minimum: Float3(-3, 0, 0), maximum: Float3(4, 1, 0.2))
  }

  /// A square for each part.
  private static func coarse() -> GeometryPage {
    let square = sheet(side: 1, rows: 0..<1)
    return joined([(square, 1, 0, 1), (square, 1, 2, 3)])
  }

  /// The contents of an image page.
  static func texels(_ count: Int) -> [UInt8] {
    (0..<count).map { index in UInt8(truncatingIfNeeded: index * 31 >> 4) }
  }

  /// Two clusters of a part.
  private static func fine(part: Int) -> GeometryPage {
    joined([
      (sheet(side: 4, rows: 0..<2), 0, UInt32(2 * part + 1), ClusterGroup.none),
      (sheet(side: 4, rows: 2..<4), 0, UInt32(2 * part + 1), ClusterGroup.none),
    ])
  }

  private typealias Sheet = (vertices: [SamplePage.Vertex], indices: [UInt16])

  private static func sheet(side: Int, rows: Range<Int>) -> Sheet {
    var sheet = Sheet([], [])
    for y in rows.lowerBound...rows.upperBound {
      for x in 0...side {
        var vertex = SamplePage.Vertex()
        let (u, v) = (Float(x) / Float(side), Float(y) / Float(side))
        vertex.position = Float3(u, v, 0.2 * u * v)
        vertex.uv0 = Float2(u, v)
        sheet.vertices.append(vertex.snapped(to: format))
        guard x < side && y < rows.upperBound else { continue }
        let a = UInt16((y - rows.lowerBound) * (side + 1) + x)
        sheet.indices += [
          a, a + 1, a + UInt16(side) + 2, a, a + UInt16(side) + 2, a + UInt16(side) + 1,
        ]
      }
    }
    return sheet
  }

  private static func joined(_ clusters: [(Sheet, UInt32, UInt32, UInt32)]) -> GeometryPage {
    var sample = SamplePage(sheets: 0, side: 1, format: format)
    var random = RandomSource(seed: 1)
    for (sheet, level, group, refined) in clusters {
      sample.append(sheet.vertices, indices: sheet.indices, format: 0, &random)
      let last = sample.page.clusters.count - 1
      sample.page.clusters[last].center = (0.5, 0.5, 0.1)
      sample.page.clusters[last].radius = 0.9
      sample.page.clusters[last].level = level
      sample.page.clusters[last].group = group
      sample.page.clusters[last].refined = refined
    }
    sample.page.extras = []
    return sample.page
  }

  /// A folder of its own for a test, removed with its owner.
  final class Folder {
    let path = NSTemporaryDirectory() + "fovea-store-\(UUID().uuidString)"

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    var file: String { path + "/scene.fovea" }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
