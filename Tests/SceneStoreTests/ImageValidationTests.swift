import Numerics
import SceneModel
import Testing

@testable import SceneStore

/// Directories whose images contradict themselves are refused.
@Suite struct ImageValidationTests {
  /// An image of 300 × 200 texels with three levels above its tail, with as many pages as they need.
  static let directory: SceneDirectory = {
    var skeleton = SceneSkeleton(scene: Scene(), images: [])
    skeleton.images = [ImageSummary(name: "one", width: 300, height: 200)]
    var directory = SceneDirectory(skeleton: skeleton)
    var image = StoredImage(
      name: "one", source: 0, width: 300, height: 200, encoding: .rgba8, isColor: true,
      levelCount: 9, tailLevel: 3, firstTailPage: 0, tailPageCount: 1)
    image.encoding = .bc3
    func page(_ bytes: Int) -> StoredPage {
      StoredPage(offset: 4096, storedBytes: 10, rawBytes: UInt32(bytes), checksum: 0)
    }
    directory.pages = [page((10 * 7 + 5 * 3 + 3 * 2 + 3) * 16)]
    for (unit, level) in [2, 1, 0].enumerated() {
      let (columns, rows) = ([75, 38, 19][level], [50, 25, 13][level])
      directory.units.append(
        StreamUnit(
          kind: .imageLevel, image: 0, level: UInt32(level),
          firstPage: UInt32(directory.pages.count), pageCount: 1,
          firstDependency: UInt32(directory.dependencies.count),
          dependencyCount: unit == 0 ? 0 : 1))
      if unit > 0 { directory.dependencies.append(UInt32(unit - 1)) }
      directory.pages.append(page(columns * rows * 16))
    }
    directory.images = [image]
    return directory
  }()

  @Test func aWholeImagePasses() throws {
    try Self.directory.validateImages()
    var large = Self.directory
    large.units = []
    try large.validateImages()
  }

  @Test func everyContradictionIsFound() {
    let changes: [(inout SceneDirectory) -> Void] = [
      { $0.images[0].source = 1 }, { $0.images[0].source = -1 },
      { $0.images.append($0.images[0]) }, { $0.images[0].width = 0 },
      { $0.images[0].width = .max }, { $0.images[0].height = 1 << 15 },
      { $0.images[0].levelCount = 8 }, { $0.images[0].tailLevel = 2 },
      { $0.images[0].firstTailPage = 9 }, { $0.images[0].firstTailPage = 1 },
      { $0.images[0].tailPageCount = 2 }, { $0.images[0].encoding = .bc1 },
      { $0.units[1].image = 1 }, { $0.units[1].level = 3 }, { $0.units[1].level = 2 },
      { $0.units[2].pageCount = 2 }, { $0.units[2].firstPage = 4 },
      { $0.units[2].firstPage = .max }, { $0.pages[3].rawBytes += 1 },
      { $0.units[2].dependencyCount = 0 }, { $0.units[2].dependencyCount = 2 },
      { $0.units[2].firstDependency = .max }, { $0.dependencies[1] = 0 },
      { $0.units[0].dependencyCount = 1 }, { $0.units.append($0.units[2]) },
      { $0.units.remove(at: 1) },
    ]
    for (index, change) in changes.enumerated() {
      var directory = Self.directory
      change(&directory)
      #expect(throws: StoreDamage.self, "change \(index)") { try directory.validateImages() }
    }
  }
}
