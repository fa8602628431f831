import Foundation
import Testing

/// Sessions that are stopped, lost and interrupted.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct LifeTests {
  /// What the layer noted.
  private struct Log {
    let lines: [Substring]

    func count(_ call: String) -> Int { lines.filter { $0 == call }.count }

    /// Bytes, each time that a session began.
    var resident: [Int] {
      lines.compactMap { $0.hasPrefix("resident ") ? Int($0.dropFirst(9)) : nil }
    }

    /// The most swapchains that there were at a time.
    var mostSwapchains: Int {
      var (now, most) = (0, 0)
      for line in lines {
        if line == "xrCreateSwapchain" { now += 1 }
        if line == "xrDestroySwapchain" { now -= 1 }
        most = max(most, now)
      }
      return most
    }
  }

  /// - Parameter settings: of the layer, besides its log.
  private func view(
    _ settings: [String: String], frames: Int
  ) throws -> (facts: [String: Any], log: Log) {
    let result = try Monado.shell(
      Monado.quads + Monado.layer(settings.merging(["LOG": "calls"]) { $1 }) + """
        "$fovea" view quads.gltf --camera 0 --xr --frames \(frames) --json 2>errors >facts \
          || { code=$?; cat errors >&2; exit $code; }
        cat facts; cat calls >&2
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    return (try result.json(), Log(lines: result.errors.split(separator: "\n")))
  }

  /// Memory may grow at first, while caches fill.
  private func checkMemory(_ log: Log, loops: Int) throws {
    try #require(log.resident.count == loops)
    print("resident: \(log.resident[9]) bytes after 10 loops, \(log.resident[loops - 1]) at last")
    #expect(log.resident[loops - 1] < log.resident[9] + 4 << 20)
  }

  @Test func aSessionIsStoppedAndBegunFiftyTimes() throws {
    let (facts, log) = try view(["PAUSES": "50:2"], frames: 110)
    #expect(log.count("xrBeginSession") == 51)
    #expect(log.count("xrEndSession") == 51)
    #expect(log.count("xrCreateSession") == 1)
    #expect(log.count("xrCreateSwapchain") == 2)
    #expect(facts["sessions"] as? Int == 1)
    #expect(facts["frames_submitted"] as? Int == 110)
    #expect(facts["handles_left"] as? Int == 0)
    let states = facts["states"] as? [String] ?? []
    #expect(states.filter { $0 == "STOPPING" }.count == 51)
    #expect(states.last == "EXITING")
    try checkMemory(log, loops: 51)
  }

  @Test func fiftySessionsFollowEachOtherOnOneDevice() throws {
    let (facts, log) = try view(["LOSSES": "50:3"], frames: 155)
    #expect(facts["sessions"] as? Int == 51)
    #expect(facts["frames_submitted"] as? Int == 155)
    #expect(facts["handles_left"] as? Int == 0)
    #expect(log.count("xrCreateSession") == 51)
    #expect(log.count("xrDestroySession") == 51)
    #expect(log.count("xrCreateSwapchain") == 102)
    #expect(log.count("xrDestroySwapchain") == 102)
    #expect(log.mostSwapchains == 2)
    #expect(log.count("xrDestroyInstance") == 1)
    try checkMemory(log, loops: 51)
  }

  @Test func whatIsNeverShownMayChange() throws {
    let result = try Monado.shell(
      Monado.quads + Monado.layer(["MASK": "6"]) + """
        "$fovea" view quads.gltf --camera 0 --xr --no-wait --frames 20 --json \
          --screenshot shown.png 2>errors >facts || { cat errors >&2; exit 1; }
        cat facts
        \(Monado.redraw)
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let mask = try result.json()["visibility_mask"] as? [String: Any]
    // Two triangles for each eye.
    #expect((mask?["triangles"] as? [Int])?.last == 4)
    #expect((mask?["triangles"] as? [Int])?.count == 2)
  }

  @Test func anInterruptLeavesTheSessionInGoodOrder() throws {
    let result = try Monado.shell(
      Monado.quads + Monado.layer(["LOG": "calls"]) + """
        "$fovea" view quads.gltf --camera 0 --xr --json 2>errors >facts & process=$!
        until [ "$(grep -c xrEndFrame calls 2>/dev/null)" -ge 8 ] 2>/dev/null; do
          sleep 0.05; kill -0 $process
        done
        kill -INT $process
        code=0; wait $process || code=$?; cat facts; cat errors >&2; exit $code
        """)
    #expect(result.code == 130, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    #expect(facts["states"] as? [String] == SessionTests.life)
    #expect(facts["handles_left"] as? Int == 0)
  }

  @Test func aRuntimeThatKnowsNoLaterVersionThan1_0IsEnough() throws {
    let (facts, _) = try view(["VERSION": "1.0"], frames: 5)
    let openXR = facts["openxr"] as? [String: Any]
    #expect(openXR?["api_version"] as? String == "1.0")
    #expect(openXR?["reference_space"] as? String == "LOCAL_FLOOR")
    #expect(facts["frames_submitted"] as? Int == 5)
  }
}
