import Foundation
import GPU
import Numerics
import SceneBake
import SceneModel
import SceneStore
import Streaming
import Testing

@testable import Rendering

/// Scenes whose images come level by level while they are drawn.
@Suite(.serialized) struct StreamedImageTests {
  static let side = 128
  static let texels = 512

  /// An unlit square of side 2, textured once, facing the eye.
  struct Setting {
    var flat: FlatScene
    var directory: SceneDirectory
    var scene: Scene
    var images: [BakedImage]
    /// Of each unit after the geometry.
    var levels: [BakedImage.Level] = []

    init(_ textures: BakeOptions.Textures, distance: Float) {
      scene = Scene()
      let reference = scene.addTexture(width: texels, height: texels) { x, y in
        let wave = 60 * sin(Double(x) / 7) * cos(Double(y) / 11)
        return SIMD4(UInt8(120 + wave), UInt8(x / 2), UInt8(y / 2), 255)
      }
      let material = scene.addUnlit(Float3(1, 1, 1))
      scene.materials[material].baseColorTexture = reference
      scene.add(.square(material: material), at: Float3(0, 0, -distance), scale: Float3(2, 2, 2))
      flat = FlatScene(scene)
      directory = flat.directory
      directory.parts[0].uvDensity = 1
      var options = BakeOptions()
      options.textures = textures
      let source = flat
      images = ImageUse.all(in: scene).map {
        ImageBaker.bake(source.image($0.image), $0, options: options)
      }
      for (index, image) in images.enumerated() {
        directory.images.append(image.stored)
        for level in image.levels {
          directory.units.append(
            StreamUnit(
              kind: .imageLevel, image: UInt32(index), level: UInt32(level.level), firstPage: 0,
              pageCount: 1, firstDependency: 0, dependencyCount: 0))
          levels.append(level)
        }
      }
    }

    func show(on renderer: Renderer, unpacks: Bool) throws {
      let plan = try ImagePlan(
        device: renderer.device, images: directory.images,
        formats: directory.images.map {
          ImageFormat($0.encoding, isColor: $0.isColor, unpacks: unpacks)
        }, deviceBytes: 1 << 24)
      try renderer.setScene(
        directory, slots: max(flat.pages.count, 1), environment: nil,
        images: .baked(plan, budget: 1 << 24, tails: images.map(\.tail)))
      for (unit, page) in flat.pages.enumerated() {
        try renderer.place(page, slot: unit)
        try renderer.setAvailable(unit: unit, slot: unit)
      }
    }

    func decoded(_ index: Int) -> DecodedUnit {
      DecodedUnit(
        unit: flat.pages.count + index, level: levels[index].pages.flatMap { $0 })
    }
  }

  static let view = View(pose: .identity, fieldOfView: FieldOfView(tangent: 1))

  /// The level whose texels are just not wider than pixels: the square's nearest point is at its
  /// middle, where the eye looks straight at it.
  @Test(arguments: [Float(0.3), 1, 2, 5, 11, 30, 60])
  func theDeviceAsksForTheLevelThatPixelsNeed(_ distance: Float) throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.side, height: Self.side)
    let setting = Setting(.blocks, distance: distance)
    try setting.show(on: renderer, unpacks: false)
    _ = try renderer.picture(Self.view)
    try renderer.device.waitIdle()
    try renderer.collectFeedback()
    // Judged from the nearest point of the box around the square, for an eye that may move.
    let pixelsPerMetre = Float(Self.side) / 2 / max(distance - DetailEye.slack, 0.05)
    let lod = log2(Float(Self.texels) / 2 / pixelsPerMetre)
    let words = (0..<setting.levels.count).map {
      renderer.wantedUnits[setting.flat.pages.count + $0]
    }
    for (index, level) in setting.levels.enumerated() {
      let isNeeded = level.level == max(Int(lod.rounded(.down)), 0)
      let isNear = abs(lod - lod.rounded()) < 0.05
      if isNear { continue }
      #expect((words[index] > UnitFeedback.inside) == isNeeded, "level \(level.level) at \(lod)")
      if isNeeded, words[index] > UnitFeedback.inside {
        let octaves = Float(words[index] - UnitFeedback.inside - 1) / 8
        #expect(abs(octaves - (Float(level.level) + 1 - max(lod, -8))) < 0.2)
      }
    }
    try test.finish(renderer)
  }

  @Test(arguments: [false, true])
  func levelsComeAndGoWhileFramesAreDrawn(_ unpacks: Bool) throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.side, height: Self.side)
    let setting = Setting(.exact, distance: 1)
    try renderer.setFlatScene(setting.scene, environment: nil)
    let whole = try renderer.picture(Self.view)
    try setting.show(on: renderer, unpacks: unpacks)
    /// In steps of eight bits; the pictures are of half floats.
    func difference(_ a: Pixels, _ b: Pixels) -> Double {
      func values(_ pixels: Pixels) -> [Float16] {
        pixels.bytes.withUnsafeBytes { Array($0.bindMemory(to: Float16.self)) }
      }
      let sum = zip(values(a), values(b)).reduce(0.0) { $0 + abs(Double($1.0) - Double($1.1)) }
      return sum * 255 / Double(a.bytes.count / 2)
    }
    var differences = [difference(try renderer.picture(Self.view), whole)]
    for index in setting.levels.indices {
      renderer.place(level: setting.decoded(index))
      // Frames overlap: the last ones may still read the image that goes.
      for _ in 0..<3 { try renderer.renderFrame(FrameInput(views: [Self.view])) }
      differences.append(difference(try renderer.picture(Self.view), whole))
    }
    #expect(renderer.hasSettledImages)
    // A pixel is two texels wide: the levels from 1 on show all there is to see.
    #expect(differences[0] > 4 * differences[2], "\(differences)")
    #expect(differences[3] < 0.6, "\(differences)")
    for index in setting.levels.indices.reversed() {
      renderer.remove(level: setting.flat.pages.count + index)
      for _ in 0..<3 { try renderer.renderFrame(FrameInput(views: [Self.view])) }
    }
    let again = difference(try renderer.picture(Self.view), whole)
    #expect(abs(again - differences[0]) < 1e-9)
    try test.finish(renderer)
  }
}
