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

/// The name with the fewest edits, when they are few enough to be a slip.
func nearestName(to name: String, in known: [String]) -> String? {
  let name = String(name.prefix(64))
  let scored = known.map { (name: $0, distance: editDistance(name, $0)) }
  guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, best.name.count / 3) ? best.name : nil
}

/// Levenshtein's distance.
private func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let substitution = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
