/// XR_EXT_hp_mixed_reality_controller: controllers of HP; see `InputProfile`.
final class HPControllers: OpenXRExtension {
  static var names: [String] { ["XR_EXT_hp_mixed_reality_controller"] }

  init(_ ledger: HandleLedger) {}
}

/// XR_BD_controller_interaction: controllers of Pico; see `InputProfile`.
final class PicoControllers: OpenXRExtension {
  static var names: [String] { ["XR_BD_controller_interaction"] }

  init(_ ledger: HandleLedger) {}
}
