import Foundation
import Testing

/// Headsets that show the room, made of one that does not; see `Tests/OpenXRLayer/room.c`.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct RoomTests {
  private struct Outcome {
    let result: Monado.Result
    let facts: [String: Any]
    /// Of frames that show something: blend mode, and layers with their flags.
    let frames: Set<String>
  }

  private func view(
    _ options: String, modes: String? = nil, adding extensions: [String] = []
  ) throws -> Outcome {
    var settings = ["ROOM_LOG": "room"]
    settings["BLEND_MODES"] = modes
    let result = try Monado.shell(
      Monado.layer(settings, adding: extensions) + """
        code=0
        "$fovea" view builtin:gallery --xr --no-wait --validate --json --frames 8 \(options) \
        >facts 2>errors || code=$?
        echo "{\\"facts\\": "; [ -s facts ] && cat facts || echo null
        echo ", \\"frames\\": \\""; [ ! -e room ] || sort -u room | tr '\\n' ';'; echo '"}'
        cat errors >&2; exit $code
        """)
    guard result.code == 0 else { return Outcome(result: result, facts: [:], frames: []) }
    let text = result.output.replacing("\n", with: "")
    let all =
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    let frames = (all["frames"] as? String ?? "").split(separator: ";").map(String.init)
    return Outcome(
      result: result, facts: all["facts"] as? [String: Any] ?? [:],
      frames: Set(frames.filter { $0.contains(" ") }))
  }

  @Test(arguments: [
    // Opaque, as this runtime has it.
    ("", nil, "opaque", "1 P0"), ("--blend opaque", "3,1", "opaque", "1 P0"),
    // Alpha blending: the projection's alpha counts, its colours are multiplied by it.
    ("--blend alpha", "1,3", "alpha", "3 P2"), ("", "3,1", "alpha", "3 P2"),
    ("--blend additive --shadow-catcher", "1,2", "additive", "2 P0"),
  ])
  func framesSayHowTheyComeTogetherWithTheRoom(
    _ options: String, _ modes: String?, _ mode: String, _ frame: String
  ) throws {
    let outcome = try view(options, modes: modes)
    #expect(outcome.result.code == 0, "\(outcome.result.errors.suffix(2000))")
    #expect(outcome.facts["blend"] as? String == mode)
    #expect(outcome.frames == [frame])
    #expect(outcome.facts["validation_messages"] as? Int == 0)
  }

  @Test func whereTheDisplayDoesNotShowTheRoomALayerDoes() throws {
    let outcome = try view("--blend alpha", adding: ["XR_FB_passthrough"])
    #expect(outcome.result.code == 0, "\(outcome.result.errors.suffix(2000))")
    #expect(outcome.facts["passthrough"] as? Bool == true)
    // Below the scene.
    #expect(outcome.frames == ["1 R2 P2"])
    #expect(outcome.facts["handles_left"] as? Int == 0)
  }

  @Test func whatIsNotOfferedIsNamedWithWhatIs() throws {
    let outcome = try view("--blend alpha", modes: "1,2")
    #expect(outcome.result.code == 5)
    #expect(
      outcome.result.errors.contains(
        "the headset has no blend mode alpha; it has opaque, additive"))
  }
}
