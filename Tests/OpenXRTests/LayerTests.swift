import Foundation
import Testing

/// The API layer that other tests make a runtime do unusual things with.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct LayerTests {
  @Test func itSeesTheCallsOfAFrameInTheirOrder() throws {
    let result = try Monado.shell(
      Monado.quads + Monado.layer(["LOG": "calls"]) + """
        "$fovea" view quads.gltf --xr --no-wait --frames 8 2>errors || { cat errors >&2; exit 1; }
        cat calls
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let calls = result.output.split(separator: "\n")
    #expect(calls.filter { $0 == "xrWaitFrame" }.count == 8)
    #expect(calls.filter { $0 == "xrEndFrame" }.count == 8)
    let frames = calls.filter { ["xrWaitFrame", "xrBeginFrame", "xrEndFrame"].contains($0) }
    for index in frames.indices {
      #expect(frames[index] == ["xrWaitFrame", "xrBeginFrame", "xrEndFrame"][index % 3])
    }
    #expect(calls.last == "xrDestroyInstance")
  }
}
