import Foundation
import Testing

/// A runtime that is killed in the midst of a frame, wherever that is.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct LossTests {
  /// Before which call of the frame loop.
  static let phases = [
    "xrPollEvent", "xrWaitFrame", "xrBeginFrame", "xrLocateViews", "xrAcquireSwapchainImage",
    "xrWaitSwapchainImage", "xrReleaseSwapchainImage", "xrEndFrame",
  ]

  /// Until a process that was told nothing notices that the runtime is gone: two seconds, and some more on a
  /// busy machine.
  private static let patience = "for _ in $(seq 100); do"

  private static func kill(at phase: String) -> String {
    Monado.quads
      + Monado.layer(["LOG": "calls", "KILL": "$MONADO_PROCESS:\(phase):12"])
  }

  @Test(arguments: phases) func theSceneGoesOnWhenTheRuntimeIsBack(phase: String) throws {
    let result = try Monado.shell(
      Self.kill(at: phase) + """
        "$fovea" view quads.gltf --camera 0 --xr --frames 30 --json 2>errors >facts & process=$!
        until grep -q killed calls 2>/dev/null; do sleep 0.05; kill -0 $process; done
        killed=$(date +%s%N)
        \(Self.patience) grep -q 'waiting: ' errors && break; sleep 0.1; done
        grep 'waiting: ' errors >&2
        echo "noticed after $((($(date +%s%N) - killed) / 1000000)) ms" >&2
        monado-service >again 2>&1 &
        code=0; wait $process || code=$?; cat facts; cat errors >&2; exit $code
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    #expect(facts["sessions"] as? Int == 2)
    #expect(facts["frames_submitted"] as? Int == 30)
    #expect(facts["handles_left"] as? Int == 0)
    let states = facts["states"] as? [String] ?? []
    #expect(states.filter { $0 == "FOCUSED" }.count == 2)
    #expect(states.last == "EXITING")
    let noticed = result.errors.split(separator: "\n").first { $0.hasPrefix("noticed after ") }
    print("\(phase): \(noticed ?? "not noticed")")
    let milliseconds = try #require(
      noticed?.split(separator: " ").dropFirst(2).first.flatMap { Int($0) })
    #expect(milliseconds < 2000)
  }

  @Test(arguments: ["xrWaitFrame", "xrAcquireSwapchainImage", "xrEndFrame"])
  func orItEndsAsAskedFor(phase: String) throws {
    let result = try Monado.shell(
      Self.kill(at: phase) + """
        "$fovea" view quads.gltf --camera 0 --xr --no-wait 2>errors & process=$!
        until grep -q killed calls 2>/dev/null; do sleep 0.05; kill -0 $process; done
        \(Self.patience) kill -0 $process 2>/dev/null || break; sleep 0.1; done
        if kill -0 $process 2>/dev/null; then echo 'still there'; fi
        code=0; wait $process || code=$?; echo "code $code"; tail -n 1 errors
        """)
    #expect(result.output.hasPrefix("code 4\nfovea: "), "\(result.output) \(result.errors)")
  }
}
