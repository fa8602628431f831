/// XR_MND_headless: sessions that show nothing. Does nothing but be asked for: see `HeadlessSession`.
final class Headless: OpenXRExtension {
  static var names: [String] { ["XR_MND_headless"] }

  init(_ ledger: HandleLedger) {}
}
