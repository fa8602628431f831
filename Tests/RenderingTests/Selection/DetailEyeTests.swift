import Foundation
import Numerics
import Optics
import Testing

@testable import Rendering

/// Where detail is judged from, and how foveation weighs it.
@Suite struct DetailEyeTests {
  private static let size = 1200

  private static func configuration(_ plan: FoveationPlan?) -> RendererConfiguration {
    var configuration = RendererConfiguration(eyeWidth: size, eyeHeight: size)
    configuration.foveation = plan
    return configuration
  }

  private static func plan(_ shape: FoveationPlan.Shape) -> FoveationPlan {
    var plan = FoveationPlan(
      imageWidth: size, imageHeight: size,
      layers: [
        .init(
          density: 1, radius: Float2(150, 120), fixedRadius: Float2(260, 240), samples: 4),
        .init(
          density: 0.5, radius: Float2(320, 340), fixedRadius: Float2(420, 400), samples: 4),
        .init(
          density: 0.25, radius: Float2(repeating: .infinity),
          fixedRadius: Float2(repeating: .infinity), samples: 4),
      ])
    plan.shape = shape
    return plan
  }

  /// No direction is thought to be drawn more coarsely than either eye draws it.
  @Test(arguments: [FoveationPlan.Shape.disc, .rectangle])
  func densitiesAreNeverTooLow(shape: FoveationPlan.Shape) {
    var random = RandomSource(seed: 17)
    let plan = Self.plan(shape)
    var (checked, coarse) = (0, 0)
    for _ in 0..<20 {
      var input = SelectionBench.input(&random)
      input.gaze.widening = random.unit()
      var eye = DetailEye()
      eye.follow(input, configuration: Self.configuration(plan))
      let constants = eye.constants(input, configuration: Self.configuration(plan), threshold: 1)
      for view in 0..<2 {
        let field = input.views[view].fieldOfView
        let foveated = FoveatedEye(
          plan, field: field, gaze: input.gaze.tangents[view], widening: input.gaze.widening)
        for _ in 0..<300 {
          let place = Float2(random.unit(), random.unit())
          let direction = input.views[view].pose.orientation.rotate(
            Float3(
              field.left + place.x * field.width, field.up - place.y * (field.up - field.down), -1))
          let gaze = constants.gaze.xyz
          let angle = atan2(length(cross(direction, gaze)), dot(direction, gaze))
          let step = min(Int(angle / SelectConstants.densityStep), 63)
          let layer = foveated.layers(at: Double2(place * Float(Self.size))).layer
          #expect(constants.density[step] >= Float(plan.layers[layer].density))
          checked += 1
          coarse += constants.density[step] < 1 ? 1 : 0
        }
      }
    }
    #expect(coarse * 4 > checked, "most of the field is coarse")
  }

  /// Heads and eyes that hardly move see the same detail; those that move are followed.
  @Test func smallMovementsChangeNothing() {
    let configuration = Self.configuration(Self.plan(.disc))
    func input(head x: Float, gaze: Float) -> FrameInput {
      let views = StereoTests.pimax(
        head: Pose(position: Float3(x, 1.6, 0)), ipd: 0.064, cant: 5)
      var input = FrameInput(views[0], views[1], head: Pose(position: Float3(x, 1.6, 0)))
      input.gaze = FoveationGaze(left: Float2(gaze, 0), right: Float2(gaze, 0))
      return input
    }
    var eye = DetailEye()
    func follow(head x: Float, gaze: Float) -> SelectConstants {
      eye.follow(input(head: x, gaze: gaze), configuration: configuration)
      return eye.constants(
        input(head: x, gaze: gaze), configuration: configuration, threshold: 1)
    }
    func isSame(_ a: SelectConstants, _ b: SelectConstants) -> Bool {
      a.eye == b.eye && a.gaze == b.gaze
        && a.density.indices.allSatisfy { a.density[$0] == b.density[$0] }
    }
    let start = follow(head: 0, gaze: 0.1)
    for step in 1...9 {
      let moved = follow(head: Float(step) * 0.001, gaze: 0.1 + Float(step) * 0.0015)
      #expect(isSame(moved, start), "step \(step)")
    }
    #expect(!isSame(follow(head: 0.02, gaze: 0.1), start))
    #expect(!isSame(follow(head: 0, gaze: 0.2), start))
    // Wherever the eyes are, the sphere around the point between them holds them.
    for step in 0..<50 {
      let x = Float(step) * 0.0037
      let held = follow(head: x, gaze: 0)
      for view in 0..<2 {
        let distance = length(input(head: x, gaze: 0).views[view].pose.position - held.eye.xyz)
        #expect(distance <= held.eye.w + 1e-6)
      }
    }
  }

  /// What will be seen when the head has turned may soon be seen, and no more of the other side.
  @Test(arguments: [Float2(0.5, 0), Float2(-0.5, 0), Float2(0, 0.5), Float2(0, -0.5)])
  func turningHeadsLookAhead(turn: Float2) {
    let configuration = Self.configuration(nil)
    let field = FieldOfView(left: -1, right: 1, up: 1, down: -1)
    func isNear(_ turn: Float2, right: Float, up: Float) -> Bool {
      let view = View(pose: .identity, fieldOfView: field)
      var input = FrameInput(views: [view])
      input.turn = turn
      var eye = DetailEye()
      eye.follow(input, configuration: configuration)
      let constants = eye.constants(input, configuration: configuration, threshold: 1)
      let place = 10 * Float3(tan(right), tan(up), -1)
      return constants.widePlanes.indices.allSatisfy {
        dot(constants.widePlanes[$0], Float4(place, 1)) >= 0
      }
    }
    // A quarter of pi is the field, the margin beyond it is on all sides.
    let (side, beyond) = (.pi / 4 + DetailEye.margin * .pi / 180 - 0.01, Float(0.02))
    let direction = turn * 2
    #expect(isNear(.zero, right: direction.x * side, up: direction.y * side))
    #expect(
      !isNear(.zero, right: direction.x * (side + beyond), up: direction.y * (side + beyond)))
    // At most 80 degrees.
    let far = min(side + 0.5, 79.5 * .pi / 180)
    #expect(isNear(turn, right: direction.x * far, up: direction.y * far))
    #expect(
      !isNear(turn, right: -direction.x * (side + beyond), up: -direction.y * (side + beyond)))
  }

  /// A threshold that had to rise comes down to the user's, and never below.
  @Test func thresholdsComeDownAgain() {
    var control = DetailControl()
    for _ in 0..<20 { control.note(load: 1.2, isIncomplete: false) }
    let raised = control.threshold(1)
    #expect(raised > 4)
    for _ in 0..<20 { control.note(load: 0.8, isIncomplete: false) }
    #expect(control.threshold(1) == raised)
    for _ in 0..<500 { control.note(load: 0.1, isIncomplete: false) }
    #expect(control.threshold(1) == 1 && control.threshold(0) == 0)
  }
}
