import Foundation
import Headset
import Numerics
import Optics
import Testing

/// Samples that cannot be taken at their word.
@Suite struct GazeInDoubt {
  private static let period: UInt64 = 8_333_333

  private func place(
    _ predictor: inout GazePredictor, frames: Range<Int>, sample: (UInt64) -> GazeSample
  ) -> GazePlacement {
    var placement = GazePlacement.fixed
    for index in frames {
      let time = UInt64(index) * Self.period
      var sample = sample(time)
      sample.nanoseconds = time
      predictor.add(sample)
      placement = predictor.gaze(at: time)
    }
    return placement
  }

  private func horizontal(_ placement: GazePlacement) -> (left: Double, right: Double) {
    let t = placement.foveation.tangents
    return (atan(Double(t[0].x)) * 180 / .pi, atan(Double(t[1].x)) * 180 / .pi)
  }

  @Test func eachEyeGetsItsOwnGaze() throws {
    var predictor = GazePredictor(for: try HeadsetFiles.profile("generic"))
    let placement = place(&predictor, frames: 0..<60) { _ in
      GazeSample(left: Float2(7, 2), right: Float2(1, 2))
    }
    let (left, right) = horizontal(placement)
    #expect(abs(left - 7) < 0.01 && abs(right - 1) < 0.01)
    #expect(placement.confidence == 1 && placement.foveation.widening == 0)
  }

  @Test(arguments: [true, false]) func oneEyeSpeaksForBothWithTheConvergenceKept(left: Bool) throws
  {
    var predictor = GazePredictor(for: try HeadsetFiles.profile("generic"))
    _ = place(&predictor, frames: 0..<60) { _ in
      GazeSample(left: Float2(7, 2), right: Float2(1, 2))
    }
    // The seen eye drifts by three degrees; nobody sees the other one, which says nonsense.
    let placement = place(&predictor, frames: 60..<120) { time in
      let drift = min(3, Float(time) / 1e9 * 10 - 5)
      return GazeSample(
        left: left ? Float2(7 + drift, 2) : Float2(.nan, 90),
        right: left ? Float2(-50, 40) : Float2(1 + drift, 2), leftConfidence: left ? 0.9 : 1,
        rightConfidence: left ? 0.1 : 0.9)
    }
    let (a, b) = horizontal(placement)
    #expect(abs(a - 10) < 0.6 && abs(b - 4) < 0.6, "\(a) \(b)")
    #expect(abs(a - b - 6) < 0.02)
    #expect(placement.confidence == 0.9)
  }

  @Test(arguments: [
    (Float2(-6, 0), Float2(6, 0)),  // outwards
    (Float2(18, 0), Float2(-18, 0)),  // beyond what converges
    (Float2(2, 5), Float2(2, -5)),  // one up, one down
  ])
  func eyesThatDisagreeCountForTheirMiddle(left: Float2, right: Float2) throws {
    var predictor = GazePredictor(for: try HeadsetFiles.profile("generic"))
    let placement = place(&predictor, frames: 0..<60) { _ in GazeSample(left: left, right: right) }
    let middle = (left + right) / 2
    let tangents = placement.foveation.tangents
    #expect(tangents[0] == tangents[1])
    #expect(abs(atan(tangents[0].x) * 180 / .pi - middle.x) < 0.01)
    #expect(abs(tangents[0].y) < 0.001)
    #expect(placement.confidence == 0.5)
    #expect(abs(placement.foveation.widening - 0.5) < 1e-5)
    // Agreement again: both eyes' own gaze, and no wider.
    let again = place(&predictor, frames: 60..<120) { _ in
      GazeSample(left: middle + Float2(1, 0), right: middle - Float2(1, 0))
    }
    #expect(again.confidence == 1 && again.foveation.widening == 0)
    #expect(abs(horizontal(again).left - Double(middle.x) - 1) < 0.3)
  }

  @Test(arguments: ["generic", "ci-mini"]) func gazeStaysWithinEachFieldOfView(name: String) throws
  {
    let profile = try HeadsetFiles.profile(name)
    for degrees in [Float2(89, 0), Float2(-90, 0), Float2(0, 90), Float2(-70, -89), Float2(60, 60)]
    {
      var predictor = GazePredictor(for: profile)
      let placement = place(&predictor, frames: 0..<3) { _ in
        GazeSample(left: degrees, right: degrees)
      }
      for eye in 0..<2 {
        let (t, field) = (placement.foveation.tangents[eye], profile.eye(eye).fieldOfView)
        // Worked out here: the direction's tangents, each moved into the field.
        let radians = Double2(degrees) * .pi / 180
        let x = tan(radians.x)
        let y = tan(radians.y) / cos(radians.x)
        if degrees.x > 45 { #expect(t.x == field.right) }
        if degrees.x < -60 { #expect(t.x == field.left) }
        if degrees.y > 60 { #expect(t.y == field.up) }
        if degrees.y < -60 { #expect(t.y == field.down) }
        #expect(abs(t.x - Float(min(max(x, Double(field.left)), Double(field.right)))) < 1e-3)
        #expect(abs(t.y - Float(min(max(y, Double(field.down)), Double(field.up)))) < 1e-3)
      }
    }
  }

  @Test func nonsenseNeverGetsThrough() throws {
    var random = RandomSource(seed: 11)
    let profile = try HeadsetFiles.profile("generic")
    var predictor = GazePredictor(for: profile)
    let odd: [Float] = [
      .nan, .infinity, -.infinity, 1e30, -1e-38, 0, 91, -90, 90, .greatestFiniteMagnitude,
    ]
    func number() -> Float {
      random.next32() % 3 == 0 ? odd[Int(random.next32()) % odd.count] : random.uniform(-100...100)
    }
    var time: UInt64 = 0
    for _ in 0..<20_000 {
      time += UInt64(random.next32() % 100_000_000)
      predictor.add(
        GazeSample(
          left: Float2(number(), number()), right: Float2(number(), number()),
          leftConfidence: number(), rightConfidence: number(),
          nanoseconds: random.next32() % 20 == 0 ? time + UInt64(random.next32() >> 3) : time))
      let frame = random.next32() % 100 == 0 ? random.next() : time
      let placement = predictor.gaze(at: frame)
      for eye in 0..<2 {
        let (t, field) = (placement.foveation.tangents[eye], profile.eye(eye).fieldOfView)
        #expect(t.x >= field.left && t.x <= field.right && t.y >= field.down && t.y <= field.up)
      }
      #expect((0...1).contains(placement.foveation.widening))
      #expect((0...1).contains(placement.confidence))
    }
  }

  @Test func theGazeRestsInTheWorldWhileTheHeadTurns() throws {
    // The eyes hold something 10 degrees to the right of the trace's forward axis, while the head
    // turns right at 60 degrees per second and the tracker is 40 ms late.
    var predictor = GazePredictor(for: try HeadsetFiles.profile("generic"))
    func yaw(_ time: UInt64) -> Float { 60 * max(0, Float(time) / 1e9 - 0.3) }
    func head(_ time: UInt64) -> Quaternion {
      Quaternion(angle: -yaw(time) * .pi / 180, axis: Float3(0, 1, 0))
    }
    for index in 5..<100 {
      let display = UInt64(index) * Self.period
      let seen = display - 40_000_000
      let degrees = Float2(10 - yaw(seen), 0)
      predictor.add(
        GazeSample(left: degrees, right: degrees, nanoseconds: seen), head: head(seen))
      let placement = predictor.gaze(at: display, head: head(display))
      #expect(abs(Float(horizontal(placement).left) - (10 - yaw(display))) < 0.02)
      #expect(placement.state == .fixation)
    }
  }
}
