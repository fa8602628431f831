import Foundation
import Testing

/// Controllers, hands and eyes, fed between the program and the runtime; see `Tests/OpenXRLayer/script.h`.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct InputTests {
  private struct Place {
    let position: SIMD3<Double>
    /// Degrees to the left.
    let turn: Double
    let scale: Double

    init(_ json: Any?) throws {
      let json = try #require(json as? [String: Any])
      let place = try #require(json["position"] as? [Double])
      position = SIMD3(place[0], place[1], place[2])
      turn = try #require(json["turn_degrees"] as? Double)
      scale = try #require(json["scale"] as? Double)
    }

    /// From the space to the scene.
    func world(_ v: SIMD3<Double>) -> SIMD3<Double> {
      let (s, c) = (sin(turn * .pi / 180), cos(turn * .pi / 180))
      return position + SIMD3(c * v.x + s * v.z, v.y, c * v.z - s * v.x) * scale
    }
  }

  private struct Outcome {
    let facts: [String: Any]
    let start: Place
    let end: Place
  }

  /// Runs a session in which hands and eyes do what lines say.
  private func play(_ lines: String, frames: Int, _ options: String = "") throws -> Outcome {
    let result = try Monado.shell(
      Monado.layer(["INPUT": "input"]) + """
        echo '\(lines)' >input
        "$fovea" view builtin:gallery --xr --no-wait --json --frames \(frames) \(options) \
        2>errors || { cat errors >&2; exit 1; }
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    #expect(facts["handles_left"] as? Int == 0)
    let user = try #require(facts["user"] as? [String: Any])
    return Outcome(
      facts: facts, start: try Place(user["start"]), end: try Place(user["placement"]))
  }

  private func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    let d = a - b
    return (d.x * d.x + d.y * d.y + d.z * d.z).squareRoot()
  }

  @Test func theRuntimeTakesTheBindingsOfEveryController() throws {
    let result = try Monado.view("--no-wait", "--frames", "3", "--json")
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let input = try #require(try result.json()["input"] as? [String: Any])
    let profiles = Set(try #require(input["profiles"] as? [String]))
    #expect(
      profiles.isSuperset(
        of: [
          "khr/simple_controller", "oculus/touch_controller", "valve/index_controller",
          "htc/vive_controller", "microsoft/motion_controller", "ext/eye_gaze_interaction",
          "ext/hand_interaction_ext",
        ].map { "/interaction_profiles/" + $0 }))
    // The simulated headset sees none.
    #expect(input["hands"] as? Bool == false)
    #expect(!result.errors.contains("XR_ERROR"), "\(result.errors.suffix(2000))")
  }

  @Test func whatAControllerHoldsStaysInTheHand() throws {
    let outcome = try play(
      """
      0 18 pose grip left 0.1 1 -0.4 0 0 to 0.46 1.36 -0.22 0 0
      8 14 press grab left
      """, frames: 24)
    let step = SIMD3(0.36, 0.36, 0.18) / 18
    let hand = SIMD3(0.1, 1, -0.4)
    // Taken hold of in frame 8, and last held in frame 14.
    let (from, to) = (hand + step * 8, hand + step * 14)
    #expect(distance(outcome.end.world(to), outcome.start.world(from)) < 1e-4)
    #expect(abs(outcome.end.turn - outcome.start.turn) < 1e-3 && outcome.end.scale == 1)
  }

  @Test func aStickTurnsByThirtyDegreesAtATime() throws {
    let outcome = try play("8 12 axis turn any 1\n15 16 axis turn any 1", frames: 22)
    #expect(abs(outcome.end.turn - outcome.start.turn + 60) < 1e-2)
  }

  @Test func aTeleportLandsOnTheFloorWhereTheThrowComesDown() throws {
    let outcome = try play(
      "0 40 pose aim right 0.1 1.2 -0.3 0 0\n8 12 press teleport right", frames: 22)
    // The lowest place of the gallery.
    let floor = -0.3
    #expect(abs(outcome.end.position.y - floor) < 1e-4)
    // Thrown level from a height of 1.2 above the user's floor, as far as half of the gallery's radius at most:
    // v² = g · radius / 2, and it falls for √(2 h / g).
    let size = SIMD3(28, 12.5, 44.01)
    let radius = (size * size).sum().squareRoot() / 2
    let reach = min(max(radius / 2, 0.5), 40)
    let height = outcome.start.position.y + 1.2 - floor
    let way = (reach * 9.81).squareRoot() * (2 * height / 9.81).squareRoot()
    let target = outcome.start.world(SIMD3(0.1, 0, -0.3 - way))
    // The head, which comes to stand there, is somewhere above the middle of the space.
    var miss = outcome.end.position - target
    miss.y = 0
    #expect(distance(miss, .zero) < 0.5, "\(miss)")
    #expect(way > 3)
  }

  @Test func walkingGoesWhereTheHeadLooks() throws {
    let outcome = try play("8 16 plane move any 0 1", frames: 22)
    let way = outcome.end.position - outcome.start.position
    #expect(distance(way, .zero) > 0.2)
    #expect(abs(way.y) < 1e-6)
    // The gallery's start looks about along −Z.
    #expect(way.z < -abs(way.x))
  }

  @Test func bareHandsTakeTheSceneAndMakeItLarger() throws {
    let outcome = try play(
      """
      8 12 joints pinch left -0.2 1 -0.4 0.01 0.1
      8 12 joints pinch right 0.2 1 -0.4 0.01 0.1
      13 17 joints pinch left -0.2 1 -0.4 0.01 0.1 to -0.4 1 -0.4 0.01 0.1
      13 17 joints pinch right 0.2 1 -0.4 0.01 0.1 to 0.4 1 -0.4 0.01 0.1
      """, frames: 24, "--validate")
    #expect(outcome.facts["validation_messages"] as? Int == 0)
    let input = outcome.facts["input"] as? [String: Any]
    #expect(input?["hands"] as? Bool == true)
    #expect(abs(outcome.end.scale - 0.5) < 1e-5)
    // Between thumb and finger, half a centimetre beside the thumb.
    for (from, to) in [(-0.195, -0.395), (0.205, 0.405)] {
      #expect(
        distance(
          outcome.end.world(SIMD3(to, 1, -0.4)), outcome.start.world(SIMD3(from, 1, -0.4))) < 1e-4)
    }
  }

  @Test func resetLeadsBack() throws {
    let outcome = try play("8 9 axis turn any 1\n14 15 press reset left", frames: 20)
    #expect(outcome.end.turn == outcome.start.turn)
    #expect(outcome.end.position == outcome.start.position)
  }

  @Test(arguments: [(15.0, -10.0), (-20, 5)])
  func detailFollowsTheEyes(_ right: Double, _ up: Double) throws {
    let outcome = try play(
      "0 100 gaze gaze any \(right) \(up)", frames: 30,
      "--foveation gaze --foveation-quality low")
    let user = try #require(outcome.facts["user"] as? [String: Any])
    let gaze = try #require(user["gaze"] as? [String: Any])
    #expect(gaze["state"] as? String == "fixation")
    for tangent in try #require(gaze["tangents"] as? [[Double]]) {
      let (x, y) = (right * .pi / 180, up * .pi / 180)
      #expect(abs(tangent[0] - tan(x)) < 5e-3)
      #expect(abs(tangent[1] - tan(y) / cos(x)) < 5e-3)
    }
  }

  @Test func whoIsNotSeenLooksAhead() throws {
    let outcome = try play("0 1 axis turn any 0", frames: 8, "--foveation gaze")
    let user = try #require(outcome.facts["user"] as? [String: Any])
    let gaze = try #require(user["gaze"] as? [String: Any])
    #expect(gaze["state"] as? String == "fixed")
  }
}
