/// XR_VARJO_quad_views: for each eye a second view, of the part that is looked at; part of OpenXR 1.1. Does
/// nothing but be asked for: `ViewSet` chooses.
final class QuadViews: OpenXRExtension {
  static var names: [String] { ["XR_VARJO_quad_views"] }

  init(_ ledger: HandleLedger) {}
}
