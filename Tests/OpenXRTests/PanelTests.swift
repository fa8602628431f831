import Foundation
import Testing

/// Figures on a panel in the headset.
@Suite(.enabled(if: Monado.isAtHand), .serialized) struct PanelTests {
  /// Where the runtime's root sees it too.
  private static let font: String? = {
    let places = [
      "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
      "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
    ]
    guard let found = places.first(where: FileManager.default.isReadableFile) else { return nil }
    let copy = Monado.package.appending(path: ".build/monado/font.ttf").path()
    if !FileManager.default.fileExists(atPath: copy) {
      try? FileManager.default.copyItem(atPath: found, toPath: copy)
    }
    return copy
  }()

  private func handles(_ options: String) throws -> Int {
    let font = try #require(Self.font)
    let result = try Monado.shell(
      """
      export FOVEA_FONT='\(font)'
      exec "$fovea" view builtin:spheres --xr --no-wait --no-mirror --frames 12 --validate --json \(options)
      """)
    #expect(result.code == 0, "\(result.errors.suffix(2000))")
    let facts = try result.json()
    #expect(facts["handles_left"] as? Int == 0)
    #expect(facts["frames_disordered"] as? Int == 0)
    #expect(facts["validation_messages"] as? Int == 0, "\(result.errors.suffix(2000))")
    #expect((facts["frames_drawn"] as? Int ?? 0) > 5)
    return try #require(facts["handles_made"] as? Int)
  }

  /// It is a swapchain more, and leaves nothing behind.
  @Test(.enabled(if: font != nil, "no font: Scripts/install gets one"))
  func aPanelIsALayerOfItsOwn() throws {
    #expect(try handles("--overlay") == handles("") + 1)
  }

  @Test func withoutAFontItSaysHowToGetOne() throws {
    let result = try Monado.shell(
      """
      export FOVEA_FONT=/no/such/font.ttf
      exec "$fovea" view builtin:spheres --xr --no-wait --no-mirror --frames 12 --overlay
      """)
    #expect(result.code == 5 && result.errors.contains("/no/such/font.ttf"), "\(result.errors)")
  }
}
