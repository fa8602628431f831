import BuiltinScenes
import Fovea

extension FoveaError {
  /// `unknown KIND "NAME"` with the nearest known name, or a hint where to look.
  static func unknown(_ kind: String, _ name: String, known: [String], hint: String) -> FoveaError {
    if let nearest = nearestName(to: name, in: known) {
      return FoveaError(.usage, "unknown \(kind) \(quoted(name)); did you mean \(quoted(nearest))?")
    }
    return FoveaError(.usage, "unknown \(kind) \(quoted(name)); see \(hint)")
  }
}

/// In quotes, cut short, without control characters: safe to print.
func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(60).map { $0.value < 32 || $0.value == 127 ? "?" : $0 }
  let rest = text.unicodeScalars.dropFirst(60).isEmpty ? "" : "…"
  return "\"\(String(String.UnicodeScalarView(shown)))\(rest)\""
}
