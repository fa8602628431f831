import Foundation
import Testing

/// On Monado's own compositor, in a window of an X server, at 120 Hz.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct CompositorTests {
  /// Of Monado's window, which is in the corner of the screen.
  static let (width, height) = (640, 360)

  @Test func aSessionOf600FramesShowsTheSceneAndLeavesNothingBehind() throws {
    let folder = try Monado.makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try Monado.shell(
      Monado.layer(["LOG": "calls"]) + Monado.quads + """
        "$fovea" view quads.gltf --camera 0 --xr --no-wait --frames 600 --validate --json \
          --screenshot shown.png 2>errors >facts & process=$!
        until [ "$(grep -c xrEndFrame calls 2>/dev/null)" -ge 60 ] 2>/dev/null; do
          sleep 0.1; kill -0 $process || { cat errors >&2; exit 1; }
        done
        xwd -root -silent >'\(folder.path())/window.xwd'
        wait $process || { code=$?; cat errors >&2; exit $code; }
        cat facts
        \(Monado.redraw)
        """, with: .window, environment: ["XRT_COMPOSITOR_SCALE_PERCENTAGE": "20"])
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    #expect(facts["states"] as? [String] == SessionTests.life)
    #expect(facts["frames_submitted"] as? Int == 600)
    // The first are not shown yet.
    #expect((facts["frames_drawn"] as? Int ?? 0) > 580)
    #expect(facts["depth"] as? Bool == true)
    let mask = facts["visibility_mask"] as? [String: Any]
    #expect((mask?["triangles"] as? [Int])?.contains { $0 > 0 } == true)
    #expect(facts["handles_left"] as? Int == 0)
    #expect(facts["validation_messages"] as? Int == 0, "\(result.errors.suffix(2000))")
    try checkTimes(facts)
    try checkWindow(WindowDump(contentsOf: folder.appending(path: "window.xwd")))
  }

  private func checkTimes(_ facts: [String: Any]) throws {
    #expect(facts["frames_disordered"] as? Int == 0)
    let frames = try #require(facts["frames"] as? [String: Any])
    func times(_ name: String) throws -> [UInt64] {
      try #require(frames[name] as? [NSNumber]).map(\.uint64Value)
    }
    let (wakeUp, begin) = (try times("wake_up_ns"), try times("begin_ns"))
    let (submit, display) = (try times("submit_ns"), try times("display_ns"))
    #expect(display.count == 600)
    for index in 0..<600 {
      #expect(wakeUp[index] <= begin[index] && begin[index] < submit[index])
      guard index > 0 else { continue }
      #expect(display[index] > display[index - 1])
      #expect(wakeUp[index] >= submit[index - 1])
    }
  }

  /// Upright, in the right colours, and what is near is farther to the right in the left eye.
  private func checkWindow(_ dump: WindowDump) throws {
    try #require(dump.width >= Self.width && dump.height >= Self.height)
    let half = Self.width / 2
    var offsets: [Double] = []
    for eye in 0..<2 {
      func middle(_ name: String, _ isWanted: @escaping (SIMD3<Int>) -> Bool) throws -> SIMD2<
        Double
      > {
        try #require(
          dump.middle(
            columns: eye * half..<(eye + 1) * half, rows: 0..<Self.height, where: isWanted),
          "no \(name) in eye \(eye)")
      }
      let red = try middle("red") { $0.x > 180 && $0.y < 90 && $0.z < 90 }
      let green = try middle("green") { $0.y > 180 && $0.x < 90 && $0.z < 90 }
      let blue = try middle("blue") { $0.z > 180 && $0.x < 90 && $0.y < 90 }
      let white = try middle("white") { $0.x > 200 && $0.y > 200 && $0.z > 200 }
      #expect(red.x < blue.x && blue.x < green.x)
      // Rows grow downwards.
      #expect(blue.y < min(red.y, green.y) - 40)
      #expect(abs(red.y - green.y) < 15)
      offsets.append(white.x - (red.x + green.x) / 2)
    }
    // 63 mm between the eyes, seen at 0.5 m against 2 m, of a field 1.83 wide in 320 pixels.
    #expect(abs(offsets[0] - offsets[1] - 16.5) < 6, "\(offsets)")
  }
}
