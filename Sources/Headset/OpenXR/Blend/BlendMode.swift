/// How what is drawn comes together with what the user sees of the room.
package enum BlendMode: String, CaseIterable, Sendable {
  /// The room is not seen.
  case opaque
  /// What is drawn is added to it: black is transparent.
  case additive
  /// What is drawn covers it as its alpha says.
  case alpha
}

/// What a headset can do of that.
package struct BlendOffer: Equatable, Sendable {
  /// The runtime's favourite first.
  package var modes: [BlendMode]
  /// Whether the room can be shown as a layer below the scene.
  package var hasPassthrough: Bool

  package init(modes: [BlendMode], hasPassthrough: Bool) {
    (self.modes, self.hasPassthrough) = (modes, hasPassthrough)
  }

  /// What is done of it.
  package struct Choice: Equatable, Sendable {
    /// What the runtime is told of its display.
    package var mode: BlendMode
    /// Whether a layer that shows the room comes first.
    package var showsPassthrough = false

    package init(mode: BlendMode, showsPassthrough: Bool = false) {
      (self.mode, self.showsPassthrough) = (mode, showsPassthrough)
    }

    /// Whether nothing is drawn behind the scene, so that the room is seen there.
    package var isTransparent: Bool { mode != .opaque || showsPassthrough }
    /// Whether alpha says how much of the room is seen.
    package var usesAlpha: Bool { mode == .alpha || showsPassthrough }
  }

  /// - Parameter wanted: nil: what the runtime likes best.
  /// - Throws: `unsupported`, with what there is.
  package func choice(_ wanted: BlendMode?) throws(OpenXRError) -> Choice {
    guard let wanted else { return Choice(mode: modes.first ?? .opaque) }
    if modes.contains(wanted) { return Choice(mode: wanted) }
    if wanted == .alpha, hasPassthrough, modes.contains(.opaque) {
      return Choice(mode: .opaque, showsPassthrough: true)
    }
    let list = modes.map(\.rawValue).joined(separator: ", ")
    throw OpenXRError(
      .unsupported, call: "xrEnumerateEnvironmentBlendModes",
      reason: "the headset has no blend mode \(wanted.rawValue); it has \(list)")
  }
}
