import Foundation
import Testing

/// Heads that are recorded while nothing is shown.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct RecordingTests {
  @Test func aHeadIsRecordedWithoutDrawing() throws {
    let result = try Monado.shell(
      Monado.layer(["LOG": "calls"]) + """
        "$fovea" trace record --headless head.csv --seconds 1 --rate 100 || exit $?
        "$fovea" trace show head.csv --json
        cat calls >&2
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    let samples = try #require(facts["samples"] as? Int)
    // As many as a busy machine lets through.
    #expect((10...101).contains(samples))
    let calls = result.errors.split(separator: "\n")
    #expect(calls.contains("xrBeginSession") && calls.contains("xrEndSession"))
    #expect(calls.contains("xrDestroyInstance"))
    #expect(!calls.contains("xrCreateSwapchain") && !calls.contains("xrWaitFrame"))
  }

  @Test func anInterruptEndsARecording() throws {
    let result = try Monado.shell(
      Monado.layer(["LOG": "calls"]) + """
        "$fovea" trace record --headless head.csv 2>errors & process=$!
        until grep -q xrBeginSession calls 2>/dev/null; do sleep 0.05; kill -0 $process; done
        sleep 0.5; kill -INT $process
        code=0; wait $process || code=$?; echo "code $code"; head -c 20 head.csv; cat errors >&2
        """)
    #expect(result.output.hasPrefix("code 130\n"), "\(result.output) \(result.errors)")
    #expect(result.errors.contains("samples"))
  }
}
