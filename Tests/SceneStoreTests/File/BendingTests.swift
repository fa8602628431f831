import Foundation
import Numerics
import SceneModel
import Testing

@testable import SceneStore

/// What bends parts and what moves instances, in the file and out of it again.
@Suite struct BendingTests {
  private let folder: SampleScene.Folder
  private let written: SceneDirectory
  private let end: UInt64

  private static let bending = StoredBending(
    jointSetCount: 1, jointCount: 3, targetCount: 2, hasNormals: true, rowCount: 4000,
    bounds: bounds)

  private static var bounds: BentBounds {
    var bounds = BentBounds()
    bounds.spheres = [
      .init(joint: 0, center: Float3(0, 1, 0), radius: 1),
      .init(joint: BentBounds.JointSphere.unmoved, center: .zero, radius: 0.5),
    ]
    bounds.reaches = [0.25, 0]
    return bounds
  }

  /// Joints are in the first two words of a row.
  private static let words: [UInt32] = {
    var words: [UInt32] = []
    for row in 0..<UInt32(bending.rowCount) {
      words.append(row % 3 | 2 << 16)
      words.append(1)
      for word in 2..<UInt32(bending.rowWords) { words.append(word &* 0x9E37_79B9 &+ row) }
    }
    return words
  }()

  /// The sample's second part is bent, and what it is in follows node 0.
  init() throws {
    folder = try SampleScene.Folder()
    let writer = try SceneWriter(path: folder.file)
    var directory = try SampleScene.pages(to: writer)
    directory.parts[1].bending = Self.bending
    directory.parts[1].bending?.firstPage = UInt32(directory.pages.count)
    let codec = ImagePageCodec()
    for first in stride(from: 0, to: Self.bending.byteCount, by: PageLimits.imageBytes) {
      let page = Self.words.withUnsafeBytes {
        codec.encode(
          UnsafeRawBufferPointer(
            rebasing: $0[first..<min(first + PageLimits.imageBytes, $0.count)]))
      }
      directory.pages.append(try writer.append(page))
    }
    directory.instances.swapAt(1, 2)
    directory.instances[2].node = 0
    var skin = Skin()
    (skin.name, skin.joints, skin.skeleton) = ("bones", [0, 1, 0], 1)
    skin.inverseBindMatrices = [.identity, .translation(Float3(1, 2, 3)), .scale(Float3(1, 1, 2))]
    directory.skeleton.scene.skins = [skin]
    directory.skeleton.scene.nodes[0].skin = 0
    directory.skeleton.scene.nodes[0].weights = [0.5, -1]
    var animation = Animation()
    animation.name = "walk"
    animation.samplers = [
      .init(times: [0, 1.5], outputs: [0, 1, 2, 3], components: 2, interpolation: .linear),
      .init(
        times: [0.25], outputs: (0..<9).map { Float($0) }, components: 3,
        interpolation: .cubicSpline),
      .init(times: [2], outputs: [0, 0, 0, 1], components: 4, interpolation: .step),
    ]
    animation.channels = [
      .init(node: 0, path: .weights, sampler: 0), .init(node: 1, path: .scale, sampler: 1),
      .init(node: 1, path: .rotation, sampler: 2),
    ]
    directory.skeleton.scene.animations = [animation]
    try writer.finish(directory)
    written = directory
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file)))
    end = try FileHeader(bytes).directoryOffset
  }

  @Test func everythingIsReadAgain() throws {
    let file = try SceneFile(path: folder.file)
    let (directory, scene) = (file.directory, file.directory.skeleton.scene)
    #expect(directory.parts == written.parts)
    #expect(directory.instances.map(\.node) == [nil, nil, 0])
    #expect(directory.movingInstances == 2..<3)
    #expect(scene.skins[0].name == "bones" && scene.skins[0].joints == [0, 1, 0])
    #expect(scene.skins[0].inverseBindMatrices[1] == .translation(Float3(1, 2, 3)))
    #expect(scene.nodes[0].skin == 0 && scene.nodes[0].weights == [0.5, -1])
    let (a, b) = (scene.animations[0], written.skeleton.scene.animations[0])
    #expect(a.name == "walk" && a.duration == 2)
    #expect(a.samplers.map(\.times) == b.samplers.map(\.times))
    #expect(a.samplers.map(\.outputs) == b.samplers.map(\.outputs))
    #expect(a.samplers.map(\.interpolation) == [.linear, .cubicSpline, .step])
    #expect(a.channels.map(\.path) == [.weights, .scale, .rotation])
    #expect(try file.rows(ofPart: 0).isEmpty)
    #expect(try file.rows(ofPart: 1) == Self.words)
    #expect(Self.bending.pageCount > 1)
  }

  private static let changes: [@Sendable (inout SceneDirectory) -> Void] = [
    { $0.parts[1].bending?.jointSetCount = 65 },
    { $0.parts[1].bending?.jointSetCount = .max },
    { $0.parts[1].bending?.jointCount = 0 },
    { $0.parts[1].bending?.jointCount = 4 },
    { $0.parts[1].bending?.jointCount = .max },
    { $0.parts[1].bending?.targetCount = .max },
    { $0.parts[1].bending?.targetCount = 1 },
    { $0.parts[1].bending?.rowCount = 0 },
    { $0.parts[1].bending?.rowCount += 1 },
    { $0.parts[1].bending?.rowCount = .max },
    { $0.parts[1].bending?.hasTangents = true },
    { $0.parts[1].bending?.firstPage = 0 },
    { $0.parts[1].bending?.firstPage -= 1 },
    { $0.parts[1].bending?.firstPage = .max },
    { $0.parts[1].bending?.bounds.spheres[0].joint = 3 },
    { $0.parts[1].bending?.bounds.spheres[0].radius = -1 },
    { $0.parts[1].bending?.bounds.spheres[1].center.y = .nan },
    { $0.parts[1].bending?.bounds.reaches[1] = .infinity },
    { $0.parts[0].bending = $0.parts[1].bending },
    { $0.instances[2].node = nil },
    { $0.instances[2].node = Int(UInt32.max) - 1 },
    { $0.instances[1].node = $0.skeleton.scene.nodes.count },
    { $0.instances[0].node = 0 },
    { $0.skeleton.scene.nodes[0].skin = nil },
    { $0.skeleton.scene.nodes[0].skin = 1 },
    { $0.skeleton.scene.skins[0].joints[0] = .max },
    { $0.skeleton.scene.skins[0].joints.removeLast() },
    { $0.skeleton.scene.skins[0].inverseBindMatrices.removeAll() },
    { $0.skeleton.scene.animations[0].samplers[0].times[1] = 0 },
    { $0.skeleton.scene.animations[0].samplers[0].times[1] = .nan },
    { $0.skeleton.scene.animations[0].samplers[0].outputs.removeLast() },
    { $0.skeleton.scene.animations[0].samplers[1].components = .max },
    { $0.skeleton.scene.animations[0].samplers[1].components = 0 },
    { $0.skeleton.scene.animations[0].samplers[2].components = 3 },
    { $0.skeleton.scene.animations[0].channels[0].node = .max },
    { $0.skeleton.scene.animations[0].channels[1].sampler = 3 },
    { $0.skeleton.scene.animations[0].channels[2].path = .translation },
  ]

  @Test(arguments: changes.indices) func contradictionsAreRefused(_ index: Int) throws {
    var directory = written
    try directory.validate(pagesEnd: end)
    Self.changes[index](&directory)
    #expect(throws: StoreDamage.self) { try directory.validate(pagesEnd: end) }
    // As well when they come from bytes.
    if let bytes = try? directory.encoded(), let read = try? SceneDirectory(encoded: bytes) {
      #expect(throws: StoreDamage.self) { try read.validate(pagesEnd: end) }
    }
  }

  @Test func jointsBeyondTheSkinAreRefused() throws {
    // Each row names joint 2: of a table for two joints that is too many.
    let file = folder.file + ".other"
    let writer = try SceneWriter(path: file)
    var directory = try SampleScene.pages(to: writer)
    var bending = Self.bending
    (bending.rowCount, bending.jointCount) = (2, 2)
    bending.firstPage = UInt32(directory.pages.count)
    directory.parts[1].bending = bending
    let page = Self.words.withUnsafeBytes {
      ImagePageCodec().encode(UnsafeRawBufferPointer(rebasing: $0[..<bending.byteCount]))
    }
    directory.pages.append(try writer.append(page))
    directory.instances.swapAt(1, 2)
    directory.instances[2].node = 0
    directory.skeleton.scene = written.skeleton.scene
    try writer.finish(directory)
    let scene = try SceneFile(path: file)
    #expect { _ = try scene.rows(ofPart: 1) } throws: { ($0 as? StoreError)?.kind == .invalid }
  }
}
