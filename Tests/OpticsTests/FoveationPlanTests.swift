import Foundation
import Numerics
import Optics
import Testing

@Suite struct FoveationPlanTests {
  static func pixels(_ plan: FoveationPlan, widening: Float = 0) -> Double {
    plan.layers.indices.reduce(0) {
      let window = plan.layerWindow($1, center: .zero, widening: widening)
      return $0 + Double(window.width * window.height)
    } / Double(plan.imageWidth * plan.imageHeight)
  }

  /// The example of the OpenXR 1.1 specification (a Varjo Aero: 0.238 of all pixels), and the
  /// defaults of Quad-Views-Foveated (0.372 and 0.475). Windows have two pixels of margin.
  @Test func quadViewsCostWhatIsPublished() {
    let aero = FoveationPlan(
      section: Float2(1076.0 / 4148, 1076.0 / 3556), outerDensity: 0.4, imageWidth: 4148,
      imageHeight: 3556, samples: 1)
    #expect(abs(Self.pixels(aero) - 0.238) < 0.002)
    for (section, cost) in [(Float2(0.35, 0.35), 0.3725), (Float2(0.5, 0.45), 0.475)] {
      let plan = FoveationPlan(
        section: section, outerDensity: 0.5, imageWidth: 2000, imageHeight: 2000, samples: 4)
      #expect(abs(Self.pixels(plan) - cost) < 0.004)
    }
  }

  /// Pixels of a layer sit on one grid of the eye image whatever the gaze, the window stays inside of
  /// the image, has one size, and holds all of the region that lies in the image.
  @Test(arguments: ["generic", "quest-3", "index", "pimax-crystal", "ci-mini"])
  func windowsFollowTheGazeOnAGrid(name: String) throws {
    let profile = try Profiles.load(name)
    let (width, height) = (profile.eyeImageWidth, profile.eyeImageHeight)
    var random = RandomSource(seed: 3)
    for quality in FoveationQuality.allCases {
      let plan = FoveationPlan(
        for: profile, imageWidth: width, imageHeight: height, quality: quality, samples: 4)
      let corner = Double2(Double(width), Double(height))
      for index in plan.layers.indices {
        let size = plan.layerSize(index)
        for round in 0..<60 {
          // Some beyond the edge.
          let center = Float2((random.position() * 1.4 - 0.2) * corner)
          let widening = Float(round % 3) / 2
          let window = plan.layerWindow(index, center: center, widening: widening)
          #expect(window.width <= size.width && window.height <= size.height)
          let steps = window.origin / window.pitch
          #expect(length(steps - steps.rounded(.toNearestOrEven)) < 1e-9)
          let end =
            window.origin + window.pitch * Double2(Double(window.width), Double(window.height))
          #expect(window.origin.min() >= 0)
          #expect(all(end .<= corner + window.pitch * 2))
          #expect(
            window.radius.x == .infinity
              || length(steps / 2 - (steps / 2).rounded(.toNearestOrEven)) < 1e-9)
          guard window.radius.x.isFinite else {
            #expect(all(end .>= corner - 1e-6) && window.origin == .zero)
            continue
          }
          let low = pointwiseMax(Double2(window.center - window.radius), .zero)
          let high = pointwiseMin(Double2(window.center + window.radius), corner)
          #expect(all(window.origin .<= low + 1e-3) && all(end .>= high - 1e-3))
        }
      }
    }
  }

  @Test func windowsSeeTheirPartOfTheField() {
    let field = FieldOfView(left: -1.2, right: 0.9, up: 1, down: -1.1)
    let plan = FoveationPlan(
      section: Float2(0.3, 0.3), outerDensity: 0.5, imageWidth: 700, imageHeight: 630, samples: 1)
    let gaze = Float2(0.21, -0.33)
    let center = field.imagePosition(ofTangent: gaze) * Float2(700, 630)
    let window = plan.layerWindow(0, center: center, widening: 0)
    let part = window.fieldOfView(in: field, imageWidth: 700, imageHeight: 630)
    // One pixel of the layer is one of the eye image.
    #expect(abs(part.width / Float(window.width) - field.width / 700) < 1e-6)
    #expect(abs(part.height / Float(window.height) - field.height / 630) < 1e-6)
    let middle = part.tangent(atImagePosition: Float2(0.5, 0.5))
    #expect(length(middle - gaze) < field.width / 700)
    let whole = plan.layerWindow(1, center: center, widening: 0)
      .fieldOfView(in: field, imageWidth: 700, imageHeight: 630)
    #expect(whole == field)
  }

  /// A gaze that is no number is a gaze ahead, and unknown is as wide as it gets.
  @Test func nonsenseIsDefined() throws {
    let profile = try Profiles.load("generic")
    let plan = FoveationPlan(
      for: profile, imageWidth: 1536, imageHeight: 1536, quality: .medium, samples: 1)
    for center in [Float2(.nan, 3), Float2(.infinity, -.infinity), Float2(-1e30, 1e30)] {
      for widening in [Float.nan, -3, 0.5, 9] {
        for index in plan.layers.indices {
          let window = plan.layerWindow(index, center: center, widening: widening)
          let size = plan.layerSize(index)
          #expect(window.width > 0 && window.width <= size.width)
          #expect(window.center.x >= 0 && window.center.x <= 1536)
          #expect(window.center.y >= 0 && window.center.y <= 1536)
        }
      }
    }
  }

  /// Nothing in the middle leaves one layer; what is dense everywhere is one layer too.
  @Test func plansCanHaveOneLayer() throws {
    let none = FoveationPlan(
      section: .zero, outerDensity: 0.5, imageWidth: 100, imageHeight: 100, samples: 1)
    #expect(none.layers.count == 1 && none.layers[0].density == 0.5)
    let all = FoveationPlan(
      section: Float2(0.4, 0.4), outerDensity: 1, imageWidth: 100, imageHeight: 100, samples: 1)
    #expect(all.layers.count == 1)
    // A headset of three pixels per degree shows less than the eye sees everywhere.
    let coarse = FoveationPlan(
      for: try Profiles.load("ci-mini"), imageWidth: 256, imageHeight: 256, quality: .reference,
      samples: 1)
    #expect(coarse.layers.count == 1 && coarse.layers[0].density == 1)
  }

  /// What nothing tracks is wider, and better quality is larger.
  @Test func regionsGrowWithDoubtAndQuality() throws {
    let profile = try Profiles.load("quest-3")
    var last: Float = 0
    for quality in FoveationQuality.allCases {
      let plan = FoveationPlan(
        for: profile, imageWidth: 2064, imageHeight: 2272, quality: quality, samples: 1)
      #expect(plan.layers.count == 3)
      #expect(plan.layers[0].radius.x > last)
      last = plan.layers[0].radius.x
      #expect(plan.layers[0].fixedRadius.x > plan.layers[0].radius.x)
      #expect(plan.layers[1].radius.x > plan.layers[0].radius.x)
      #expect(Self.pixels(plan, widening: 1) > Self.pixels(plan))
    }
  }
}
