import Headset
import Testing

/// How pictures come together with the room, by what a headset offers and a user wants.
@Suite struct BlendTests {
  private func choice(
    _ wanted: BlendMode?, of modes: [BlendMode], passthrough: Bool = false
  ) throws -> BlendOffer.Choice {
    try BlendOffer(modes: modes, hasPassthrough: passthrough).choice(wanted)
  }

  @Test func withoutAWishItIsWhatTheRuntimeLikesBest() throws {
    #expect(try choice(nil, of: [.opaque, .alpha]).mode == .opaque)
    #expect(try choice(nil, of: [.additive]).mode == .additive)
    #expect(try choice(nil, of: [.alpha, .opaque]).mode == .alpha)
    #expect(try !choice(nil, of: [.opaque], passthrough: true).showsPassthrough)
  }

  @Test func theRoomIsSeenWhereNothingIsDrawn() throws {
    let alpha = try choice(.alpha, of: [.opaque, .alpha])
    #expect(alpha.isTransparent && alpha.usesAlpha && !alpha.showsPassthrough)
    let additive = try choice(.additive, of: [.additive])
    #expect(additive.isTransparent && !additive.usesAlpha)
    let opaque = try choice(.opaque, of: [.opaque, .alpha])
    #expect(!opaque.isTransparent && !opaque.usesAlpha)
  }

  @Test func aLayerOfTheRoomStandsInForAlpha() throws {
    let choice = try choice(.alpha, of: [.opaque], passthrough: true)
    #expect(choice == BlendOffer.Choice(mode: .opaque, showsPassthrough: true))
    #expect(choice.isTransparent && choice.usesAlpha)
    // Where the display does it, it does.
    #expect(try !self.choice(.alpha, of: [.alpha], passthrough: true).showsPassthrough)
  }

  @Test func whatIsNotOfferedIsNamedWithWhatIs() {
    for wanted in [BlendMode.additive, .alpha] {
      let error = #expect(throws: OpenXRError.self) {
        try choice(wanted, of: [.opaque])
      }
      #expect(error?.kind == .unsupported)
      #expect(
        error?.reason == "the headset has no blend mode \(wanted.rawValue); it has opaque")
    }
  }
}
