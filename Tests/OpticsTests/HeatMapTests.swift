import Numerics
import Optics
import Testing

/// Heat maps of known layers and counts.
@Suite struct HeatMapTests {
  static let size = 240

  /// Discs of 40 and 80 pixels, densities 1, ½ and ⅓.
  static func eye(gaze: Float2 = .zero, shape: FoveationPlan.Shape = .disc) -> FoveatedEye {
    func layer(_ density: Double, _ radius: Float) -> FoveationPlan.Layer {
      FoveationPlan.Layer(
        density: density, radius: Float2(repeating: radius),
        fixedRadius: Float2(repeating: radius), samples: 1)
    }
    var plan = FoveationPlan(
      imageWidth: size, imageHeight: size,
      layers: [layer(1, 40), layer(0.5, 80), layer(1.0 / 3, .infinity)])
    (plan.shape, plan.blend) = (shape, 0.12)
    return FoveatedEye(
      plan, field: FieldOfView(left: -1, right: 1, up: 1, down: -1), gaze: gaze, widening: 0)
  }

  static func counts(
    _ eye: FoveatedEye, _ value: (_ layer: Int, _ x: Int, _ y: Int) -> Float2
  ) -> [HeatLayer] {
    eye.windows.enumerated().map { layer, window in
      HeatLayer(
        width: window.width, height: window.height,
        values: (0..<window.width * window.height).map {
          value(layer, $0 % window.width, $0 / window.width)
        })
    }
  }

  private func near(_ a: Float, _ b: Double) -> Bool { abs(Double(a) - b) < 1e-5 }

  @Test func densityIsThatOfTheLayers() {
    let map = HeatMap(.density, of: Self.eye())
    #expect(map.width == Self.size && map.height == Self.size)
    // From the middle of the image to the right, at middles of pixels.
    func value(_ distance: Double) -> Float { map.value(at: Double2(120 + distance, 120)) }
    #expect(value(0) == 1 && value(34) == 1)
    #expect(near(value(42), 0.5) && near(value(69), 0.5))
    #expect(near(value(82), 1.0 / 3) && near(value(119), 1.0 / 3))
    // The last eighth of a region turns into the next; a value between, that falls.
    let blend = stride(from: 35.5, through: 39.5, by: 1).map(value)
    #expect(blend == blend.sorted(by: >) && blend.allSatisfy { $0 > 0.5 && $0 < 1 })
    #expect(near(map.value(at: Double2(5, 5)), 1.0 / 3))
  }

  /// π·40² at 1, π·80² at ¼ but for a hole of 0.88 · 40, the rest at ⅑ but for one of 0.88 · 80.
  @Test func drawnPixelsAreThoseOfDiscsWithHoles() {
    let (inner, outer) = (Double.pi * 1600, Double.pi * 6400)
    let hole = 0.88 * 0.88
    let pixels = inner + (outer - hole * inner) / 4 + (57600 - hole * outer) / 9
    #expect(abs(Self.eye().drawnShare - pixels / 57600) < 0.002)
    let field = FieldOfView(left: -1, right: 1, up: 1, down: -1)
    #expect(FoveatedEye(imageWidth: 30, imageHeight: 20, field: field).drawnShare == 1)
  }

  @Test func densityFollowsTheGaze() {
    let map = HeatMap(.density, of: Self.eye(gaze: Float2(0.5, 0.25)))
    // A tangent of 0.5 is 60 pixels to the right of the middle, 0.25 is 30 pixels above it.
    #expect(map.value(at: Double2(180, 90)) == 1 && map.value(at: Double2(180, 121)) == 1)
    #expect(near(map.value(at: Double2(180, 133)), 0.5))
    #expect(near(map.value(at: Double2(90, 90)), 1.0 / 3))
  }

  @Test func rectanglesReachIntoCorners() {
    let corner = Double2(120 + 34, 120 + 34)
    #expect(HeatMap(.density, of: Self.eye(shape: .rectangle)).value(at: corner) == 1)
    #expect(near(HeatMap(.density, of: Self.eye()).value(at: corner), 0.5))
  }

  @Test func withoutLayersDensityIsOne() {
    let field = FieldOfView(left: -1.2, right: 0.9, up: 1, down: -1)
    let map = HeatMap(
      .density, of: FoveatedEye(imageWidth: 31, imageHeight: 17, field: field))
    #expect(map.values.count == 31 * 17 && map.values.allSatisfy { $0 == 1 })
  }

  /// Fragments of the layer that is shown; steps of all, by the area of their pixels.
  @Test func countsArePutTogether() {
    let eye = Self.eye()
    let counts = Self.counts(eye) { layer, _, _ in Float2(Float(layer + 2), 36) }
    let overdraw = HeatMap(.overdraw, of: eye, told: counts)
    #expect(overdraw.value(at: Double2(120, 120)) == 2)
    #expect(overdraw.value(at: Double2(175, 120)) == 3)
    #expect(overdraw.value(at: Double2(10, 10)) == 4)
    let cost = HeatMap(.cost, of: eye, told: counts)
    #expect(near(cost.value(at: Double2(120, 120)), 36 + 9 + 4))
    #expect(near(cost.value(at: Double2(190, 120)), 9 + 4))
    #expect(near(cost.value(at: Double2(10, 10)), 4))
  }

  /// Of the densest layer that is shown, not mixed; nothing where nothing stands.
  @Test func detailIsThatOfTheNearestThing() {
    let eye = Self.eye()
    let told = Self.counts(eye) { layer, x, _ in
      x == 0 && layer == 2 ? .zero : Float2(Float(layer + 1), 0.25)
    }
    let levels = HeatMap(.lod, of: eye, told: told)
    #expect(levels.value(at: Double2(120, 120)) == 0)
    #expect(levels.value(at: Double2(120 + 38, 120)) == 0, "where layers are mixed")
    #expect(levels.value(at: Double2(120 + 60, 120)) == 1)
    #expect(levels.value(at: Double2(10, 10)) == 2 && levels.shade(at: Double2(10, 10)) == 0.25)
    #expect(levels.value(at: Double2(1, 10)).isNaN)
    #expect(levels.maximum == 2 && levels.mean > 1 && levels.mean < 2)
    let missing = HeatMap(.residency, of: eye, told: told)
    #expect(missing.value(at: Double2(120, 120)) == 0.25 && missing.shade(at: .zero) == nil)
    #expect(missing.value(at: Double2(1, 10)).isNaN)
    #expect(missing.mean == 0.25 && missing.shareAboveZero == 1)
    #expect(HeatMap.range(of: [levels], for: .lod) == 4)
    #expect(HeatMap.range(of: [missing], for: .residency) == 1)
    let nothing = HeatMap(.residency, of: eye, told: Self.counts(eye) { _, _, _ in .zero })
    #expect(nothing.mean == 0 && nothing.maximum == 0)
    #expect(HeatMap.range(of: [nothing], for: .residency) == 1)
  }

  /// No work is lost or told twice: the sum over the image is what all layers took, wherever the
  /// windows lie.
  @Test(arguments: [Float2(0, 0), Float2(0.31, -0.2), Float2(-0.9, 0.95)])
  func costIsWhatAllLayersTook(gaze: Float2) {
    let eye = Self.eye(gaze: gaze)
    var random = RandomSource(seed: 5)
    let counts = Self.counts(eye) { _, _, _ in Float2(1, (random.unit() * 50).rounded()) }
    let took = counts.reduce(0.0) { $0 + $1.values.reduce(0.0) { $0 + Double($1.y) } }
    let map = HeatMap(.cost, of: eye, told: counts)
    let told = map.mean * Double(Self.size * Self.size)
    #expect(abs(told - took) < took * 1e-5)
  }

  @Test func rangesAreRound() {
    func map(_ value: Float, most: Float) -> HeatMap {
      let eye = FoveatedEye(
        imageWidth: 20, imageHeight: 20, field: FieldOfView(left: -1, right: 1, up: 1, down: -1))
      let values = (0..<400).map { Float2(0, $0 == 7 ? most : value) }
      return HeatMap(
        .cost, of: eye, told: [HeatLayer(width: 20, height: 20, values: values)])
    }
    func range(_ maps: HeatMap...) -> Double { HeatMap.range(of: maps, for: .cost) }
    #expect(range(map(3, most: 1000)) == 4)
    #expect(range(map(4, most: 4)) == 4)
    #expect(range(map(9, most: 9)) == 10)
    #expect(range(map(130, most: 130), map(1, most: 1)) == 200)
    #expect(range(map(0, most: 0)) == 1)
    #expect(HeatMap.range(of: [map(9, most: 9)], for: .density) == 1)
  }
}
