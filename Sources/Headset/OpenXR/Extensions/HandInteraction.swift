/// XR_EXT_hand_interaction: pinching and grasping of bare hands as actions; see `InputProfile`.
final class HandInteraction: OpenXRExtension {
  static var names: [String] { ["XR_EXT_hand_interaction"] }

  init(_ ledger: HandleLedger) {}
}
