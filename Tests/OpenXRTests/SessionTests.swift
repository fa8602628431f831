import Foundation
import Testing

/// Whether there is a runtime to test with is no matter of taste where all is tested.
@Suite struct RuntimeTests {
  @Test(.enabled(if: ProcessInfo.processInfo.environment["CI"] != nil))
  func continuousIntegrationHasARuntime() {
    #expect(Monado.absence == nil)
  }
}

/// `fovea view --xr` on a real runtime.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct SessionTests {
  /// The whole life of a session, as the specification of OpenXR has it.
  static let life = [
    "IDLE", "READY", "SYNCHRONIZED", "VISIBLE", "FOCUSED", "VISIBLE", "SYNCHRONIZED", "STOPPING",
    "IDLE", "EXITING",
  ]

  @Test func aSessionIsFocusedSubmitsFramesAndLeavesNothingBehind() throws {
    let result = try Monado.view("--no-wait", "--frames", "30", "--validate", "--json")
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    #expect(facts["states"] as? [String] == Self.life)
    #expect(facts["sessions"] as? Int == 1)
    #expect(facts["frames_submitted"] as? Int == 30)
    // Some are not shown, before the session is visible.
    #expect((facts["frames_drawn"] as? Int ?? 0) > 20)
    #expect(facts["depth"] as? Bool == true)
    #expect(facts["frames_disordered"] as? Int == 0)
    #expect((facts["handles_made"] as? Int ?? 0) >= 5)
    #expect(facts["handles_left"] as? Int == 0)
    #expect(facts["validation_messages"] as? Int == 0, "\(result.errors.suffix(2000))")
    let openXR = facts["openxr"] as? [String: Any]
    #expect((openXR?["system"] as? String)?.contains("Simulated") == true)
    #expect(
      (openXR?["extensions"] as? [String])?.contains("XR_KHR_vulkan_enable2") == true)
  }

  @Test func withoutARuntimeItSaysWhatIsMissing() throws {
    let result = try Monado.view("--no-wait", with: .absent)
    #expect(result.code == 5)
    #expect(result.errors.contains("the OpenXR runtime does not answer; install and start"))
  }

  @Test func aHeadsetIsTakenWhereThereIsOne() throws {
    let result = try Monado.shell(
      Monado.quads + "\"$fovea\" view quads.gltf --frames 3")
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    #expect(result.errors.contains("pixels per eye"))
  }

  @Test func aRuntimeThatIsKilledEndsTheSession() throws {
    let result = try Monado.shell(
      Monado.quads + """
        "$fovea" view quads.gltf --xr --no-wait 2>errors & process=$!
        until grep -q 'pixels per eye' errors; do sleep 0.1; kill -0 $process; done
        sleep 1; kill -9 "$MONADO_PROCESS"
        # Two seconds to notice, and some to end on a busy machine.
        for _ in $(seq 100); do kill -0 $process 2>/dev/null || break; sleep 0.1; done
        if kill -0 $process 2>/dev/null; then echo 'still there'; fi
        code=0; wait $process || code=$?; echo "code $code"
        """)
    #expect(result.output == "code 4\n", "\(result.errors.suffix(2000))")
  }

  @Test func itMayStartBeforeTheRuntime() throws {
    let result = try Monado.shell(
      Monado.quads + """
        "$fovea" view quads.gltf --xr --frames 5 --json 2>errors >facts & process=$!
        until grep -q 'waiting: ' errors; do sleep 0.1; kill -0 $process; done
        XRT_COMPOSITOR_NULL=1 monado-service >again 2>&1 &
        code=0; wait $process || code=$?; cat facts; cat errors >&2; exit $code
        """, with: .absent)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    #expect(try result.json()["frames_submitted"] as? Int == 5)
  }
}
