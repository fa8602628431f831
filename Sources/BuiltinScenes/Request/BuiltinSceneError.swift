/// Why a generated scene or environment was refused: one line for the user.
package struct BuiltinSceneError: Error, Equatable, Sendable, CustomStringConvertible {
  package let message: String
  package var description: String { message }

  init(_ message: String) { self.message = message }

  /// `unknown KIND "NAME"` with the nearest of the known names, or all of them.
  static func unknown(_ kind: String, _ name: some StringProtocol, known: [String])
    -> BuiltinSceneError
  {
    let shown = quoted(name)
    if let nearest = nearestName(to: String(name.prefix(64)), in: known) {
      return BuiltinSceneError("unknown \(kind) \(shown); did you mean \"\(nearest)\"?")
    }
    let list = known.isEmpty ? "there are none" : "known: \(known.joined(separator: ", "))"
    return BuiltinSceneError("unknown \(kind) \(shown); \(list)")
  }

  /// The text in quotes, cut short, with control characters replaced: safe to print.
  static func quoted(_ text: some StringProtocol) -> String {
    let shown = text.unicodeScalars.prefix(40).map { $0.value < 32 || $0.value == 127 ? "?" : $0 }
    let isCut = text.unicodeScalars.dropFirst(40).isEmpty == false
    return "\"\(String(String.UnicodeScalarView(shown)))\(isCut ? "…" : "")\""
  }
}

/// The name with the fewest edits, when there are so few that a slip of the hand is likely.
package func nearestName(to name: String, in known: [String]) -> String? {
  let name = String(name.prefix(64))
  let scored = known.map { (name: $0, distance: editDistance(name, $0)) }
  guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, best.name.count / 3) ? best.name : nil
}

/// Levenshtein distance.
func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
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
