/// XR_EXT_local_floor: a reference space on the floor that starts below the user; part of OpenXR 1.1. Does
/// nothing but be asked for: `ReferenceSpace` chooses.
final class LocalFloor: OpenXRExtension {
  static var names: [String] { ["XR_EXT_local_floor"] }

  init(_ ledger: HandleLedger) {}
}
