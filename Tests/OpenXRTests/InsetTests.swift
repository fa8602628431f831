import Foundation
import Testing

/// A headset that takes the part that is looked at by itself, as a second pair of views.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct InsetTests {
  /// The layer looks at the views of each frame, and the first pair is shown by Monado.
  @Test func eachFrameHasFourViewsAsTheRuntimeWantsThem() throws {
    let result = try Monado.shell(
      Monado.quads + Monado.layer(["QUAD": "1", "LOG": "calls"]) + """
        "$fovea" view quads.gltf --camera 0 --xr --no-wait --frames 20 --foveation fixed \
          --validate --json 2>errors >facts || { cat errors >&2; exit 1; }
        cat facts; grep views calls >&2
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    #expect(facts["insets"] as? Bool == true)
    #expect(facts["depth"] as? Bool == true)
    #expect(facts["validation_messages"] as? Int == 0)
    let drawn = try #require(facts["frames_drawn"] as? Int)
    #expect(drawn > 10)
    #expect(result.errors.split(separator: "\n").filter { $0 == "four views" }.count == drawn)
    #expect(!result.errors.contains("wrong views"))
  }

  /// All detail everywhere needs no insets.
  @Test func withoutFoveationThereAreTwo() throws {
    let result = try Monado.shell(
      Monado.quads + Monado.layer(["QUAD": "1"]) + """
        "$fovea" view quads.gltf --camera 0 --xr --no-wait --frames 5 --json 2>errors \
          || { cat errors >&2; exit 1; }
        """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    #expect(try result.json()["insets"] as? Bool == false)
  }
}
