import Foundation
import Numerics
import Optics
import TestSupport
import Testing

@testable import GPU
@testable import Rendering

/// Rate maps as a device fills them, texel by texel against the density model. Nothing here draws with
/// one.
@Suite(.serialized) struct RateMapTests {
  /// Eyes of a headset and where they look.
  struct Setting {
    let profile: HeadsetProfile
    let image: Extent
    let plan: RatePlan
    let fields: [FieldOfView]

    init(_ name: String, _ path: FoveationPath, _ quality: FoveationQuality = .medium) throws {
      profile = try PanelTests.profile(name)
      image = Extent(profile.eyeImageWidth, profile.eyeImageHeight)
      plan = try #require(
        RatePlan(
          path, for: profile, imageWidth: image.width, imageHeight: image.height,
          quality: quality))
      fields = [profile.eyes.left.fieldOfView, profile.eyes.right.fieldOfView]
    }

    func layout(texel: Extent = Extent(16, 16), isLayered: Bool = true) -> RateLayout {
      RateLayout(kind: plan.kind, image: image, texel: texel, views: 2, isLayered: isLayered)
    }

    func input(_ gaze: FoveationGaze) -> FrameInput {
      let views = profile.views(head: .identity)
      var input = FrameInput(views.left, views.right, head: .identity)
      input.gaze = gaze
      return input
    }

    /// What the model asks for at most in a texel grown by `margin` texels to each side, at the
    /// places of a grid that holds the corners. Knows nothing of how shaders bound it.
    func density(
      view: Int, _ layout: RateLayout, x: Int, y: Int, gaze: Float2, margin: Double, places: Int = 5
    ) -> Double {
      let (texel, field) = (layout.texel, fields[view])
      var most = 0.0
      for row in 0...places {
        for column in 0...places {
          func position(_ index: Int, _ step: Int, _ size: Int, _ end: Int) -> Double {
            let low = (Double(index) - margin) * Double(size)
            let high = min((Double(index) + 1) * Double(size), Double(end)) + margin * Double(size)
            return (low + (high - low) * Double(step) / Double(places)) / Double(end)
          }
          let u = position(x, column, texel.width, image.width)
          let v = position(y, row, texel.height, image.height)
          let t = Double2(
            Double(field.left) + u * Double(field.width),
            Double(field.up) - v * Double(field.height))
          most = max(
            most, plan.models[view].density(at: t, gaze: Double2(Double(gaze.x), Double(gaze.y))))
        }
      }
      return most
    }
  }

  /// Middle, inside, at the edge and far beyond it, and two eyes that look at different things.
  static let gazes = [
    FoveationGaze(left: .zero, right: .zero),
    FoveationGaze(left: [0.31, -0.22], right: [0.25, -0.22]),
    FoveationGaze(left: [-1, 0.9], right: [-1, 0.9]),
    FoveationGaze(left: [2.5, -4], right: [-6, 0]),
  ]

  /// How much more than any place near it asks for a texel may get: where the eyes look past it, the
  /// eye's best place and the image's lie on opposite sides, and a bound takes them apart.
  static let slack = 1.06

  /// The bytes of each layer after a frame with each gaze, in one graph.
  static func maps(
    _ test: TestDevice, _ setting: Setting, _ layout: RateLayout, _ gazes: [FoveationGaze]
  ) throws -> [[[UInt8]]] {
    let device = test.device
    let map = try RateMap(
      device: device, models: setting.plan.models, layout: layout, usage: .transferSource)
    let builder = FrameGraphBuilder(device: device)
    map.add(to: builder)
    let graph = try builder.build()
    let ring = try FrameRing(device: device)
    let maps = try gazes.map { gaze in
      let frame = try ring.begin()
      map.update(setting.input(gaze), slot: frame.slot, device: device)
      graph.execute(in: frame)
      _ = try ring.submit(frame)
      return try (0..<layout.layers).map { try device.read(map.attachment.image, layer: $0) }
    }
    graph.destroy()
    map.destroy(on: device)
    try device.waitIdle()
    #expect(device.liveResources == 0)
    return maps
  }

  /// Width and height of the fragments that a texel stands for, by the formulas of the specification.
  static func size(_ texel: UInt8) -> (width: Int, height: Int) {
    (1 << Int((texel / 4) & 3), 1 << Int(texel & 3))
  }

  @Test(arguments: ["ci-mini", "generic", "quest-3"])
  func ratesAreTheCoarsestThatTheModelAllows(name: String) throws {
    let test = try TestDevice()
    let setting = try Setting(name, .shadingRate)
    let layout = setting.layout()
    let maps = try Self.maps(test, setting, layout, Self.gazes)
    for (number, (gaze, layers)) in zip(Self.gazes, maps).enumerated() {
      for (view, bytes) in layers.enumerated() {
        #expect(bytes.count == layout.map.width * layout.map.height)
        var (coarse, fine) = (0, 0)
        for (index, byte) in bytes.enumerated() {
          let (x, y) = (index % layout.map.width, index / layout.map.width)
          let size = Self.size(byte)
          guard size.width == size.height, [1, 2, 4].contains(size.width), byte < 16 else {
            Issue.record("texel \(x), \(y) is \(byte)")
            continue
          }
          let gaze = gaze.tangents[view]
          let needed = setting.density(
            view: view, layout, x: x, y: y, gaze: gaze, margin: 0)
          if size.width > 1, Double(size.width) * needed > 1 { coarse += 1 }
          let around = setting.density(
            view: view, layout, x: x, y: y, gaze: gaze, margin: 1)
          if size.width < 4, Double(2 * size.width) * around * Self.slack < 1 { fine += 1 }
        }
        #expect(coarse == 0, "\(coarse) texels are too coarse")
        #expect(fine == 0, "\(fine) texels are finer than any place near them asks for")
        // Small images are not worth thinning out, and where nobody looks nothing is fine.
        if name != "ci-mini", number < 3 { #expect(Set(bytes).count > 1) }
      }
    }
    try test.finish()
  }

  @Test(arguments: ["ci-mini", "quest-3"])
  func densitiesAreRoundedUpAndNeverZero(name: String) throws {
    let test = try TestDevice()
    let setting = try Setting(name, .densityMap, .low)
    // About 1.5° wide on both.
    let layout = setting.layout(texel: name == "ci-mini" ? Extent(4, 2) : Extent(32, 16))
    let maps = try Self.maps(test, setting, layout, Self.gazes)
    for (gaze, layers) in zip(Self.gazes, maps) {
      for (view, bytes) in layers.enumerated() {
        var (wrong, coarse, fine) = (0, 0, 0)
        for index in 0..<layout.map.width * layout.map.height {
          let (x, y) = (index % layout.map.width, index / layout.map.width)
          let value = bytes[2 * index]
          if value == 0 || value != bytes[2 * index + 1] { wrong += 1 }
          let gaze = gaze.tangents[view]
          let needed = setting.density(view: view, layout, x: x, y: y, gaze: gaze, margin: 0)
          let around = setting.density(view: view, layout, x: x, y: y, gaze: gaze, margin: 1)
          if Double(value) / 255 < needed { coarse += 1 }
          if Double(value) > (around * 1.002 * Self.slack * 255).rounded(.up) { fine += 1 }
        }
        #expect(wrong == 0, "\(wrong) texels are 0 or differ in x and y")
        #expect(coarse == 0, "\(coarse) texels are too coarse")
        #expect(fine == 0, "\(fine) texels are finer than any place near them asks for")
      }
    }
    try test.finish()
  }

  @Test(arguments: [FoveationPath.shadingRate, .densityMap])
  func detailNeverGrowsAwayFromTheMiddleWhenTheEyesLookThere(path: FoveationPath) throws {
    let test = try TestDevice()
    let setting = try Setting("ci-mini", path, .low)
    let layout = setting.layout(texel: Extent(8, 8))
    let bytes = try Self.maps(test, setting, layout, [Self.gazes[0]])[0]
    let stride = setting.plan.kind.format.bytes
    func detail(_ layer: Int, _ x: Int, _ y: Int) -> Int {
      let byte = Int(bytes[layer][(y * layout.map.width + x) * stride])
      return path == .shadingRate ? -byte : byte
    }
    let (width, height) = (layout.map.width, layout.map.height)
    for layer in 0..<2 {
      for y in 0..<height {
        for x in width / 2..<width - 1 {
          #expect(detail(layer, x + 1, y) <= detail(layer, x, y))
          #expect(detail(layer, width - 2 - x, y) <= detail(layer, width - 1 - x, y))
        }
      }
      for x in 0..<width {
        for y in height / 2..<height - 1 {
          #expect(detail(layer, x, y + 1) <= detail(layer, x, y))
          #expect(detail(layer, x, height - 2 - y) <= detail(layer, x, height - 1 - y))
        }
      }
      #expect(detail(layer, 0, 0) < detail(layer, width / 2, height / 2))
    }
    try test.finish()
  }

  @Test func oneLayerServesTheFinerOfBothEyes() throws {
    let test = try TestDevice()
    let setting = try Setting("generic", .shadingRate)
    let gazes = [FoveationGaze(left: [-0.5, 0.3], right: [0.6, -0.2])]
    let both = try Self.maps(test, setting, setting.layout(), gazes)[0]
    let shared = try Self.maps(test, setting, setting.layout(isLayered: false), gazes)[0]
    #expect(shared.count == 1)
    #expect(shared[0] == zip(both[0], both[1]).map { min($0, $1) })
    #expect(both[0] != both[1])
    try test.finish()
  }

  @Test func noFragmentIsLargerThanTheDeviceHas() throws {
    let test = try TestDevice()
    let setting = try Setting("generic", .shadingRate, .low)
    var layout = setting.layout()
    let free = try Self.maps(test, setting, layout, [Self.gazes[0]])[0]
    layout.largest = 2
    let bound = try Self.maps(test, setting, layout, [Self.gazes[0]])[0]
    #expect(free[0].contains(10))
    #expect(bound[0] == free[0].map { min($0, 5) })
    try test.finish()
  }

  @Test func anUnknownGazeKeepsMoreInDetail() throws {
    let test = try TestDevice()
    let setting = try Setting("generic", .shadingRate)
    let maps = try Self.maps(
      test, setting, setting.layout(),
      [0, 0.5, 1].map { FoveationGaze(left: .zero, right: .zero, widening: $0) } + [.fixed])
    let full = maps.map { $0[0].filter { $0 == 0 }.count }
    #expect(full[0] < full[1] && full[1] < full[2])
    #expect(maps[2] == maps[3])
    try test.finish()
  }

  @Test func sizesThatTexelsDoNotDivideAreCovered() throws {
    let test = try TestDevice()
    var setting = try Setting("ci-mini", .shadingRate)
    for image in [Extent(1, 1), Extent(17, 33), Extent(250, 199)] {
      setting = Setting(setting, image: image)
      let layout = setting.layout()
      let layers = try Self.maps(test, setting, layout, [Self.gazes[1]])[0]
      #expect(layout.map.width * 16 >= image.width && (layout.map.width - 1) * 16 < image.width)
      for (view, bytes) in layers.enumerated() {
        for (index, byte) in bytes.enumerated() {
          let size = Self.size(byte).width
          let needed = setting.density(
            view: view, layout, x: index % layout.map.width, y: index / layout.map.width,
            gaze: Self.gazes[1].tangents[view], margin: 0)
          #expect(size == 1 || Double(size) * needed <= 1)
        }
      }
    }
    try test.finish()
  }
}

extension RateMapTests.Setting {
  /// The same eyes with images of another size.
  init(_ other: Self, image: Extent) {
    (profile, fields, self.image) = (other.profile, other.fields, image)
    plan = RatePlan(
      kind: other.plan.kind,
      models: [profile.eyes.left, profile.eyes.right].map {
        DensityModel(
          for: $0, imageWidth: image.width, imageHeight: image.height, quality: .medium,
          gazeMarginDegrees: 2)
      })
  }
}
