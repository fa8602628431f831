/// An option as the help shows it and the parser accepts it.
struct OptionSpec: Sendable {
  let name: String
  /// Name of the value, such as `FILE`; nil for a switch.
  let value: String?
  /// Meaning, with its unit.
  let help: String
  /// What holds without it; nil when there is nothing to say.
  let defaultText: String?
  /// One letter, as in `-o`.
  let letter: Character?

  init(
    _ name: String, _ value: String? = nil, _ help: String, default defaultText: String? = nil,
    letter: Character? = nil
  ) {
    (self.name, self.value, self.help) = (name, value, help)
    (self.defaultText, self.letter) = (defaultText, letter)
  }
}

/// What a subcommand takes.
struct CommandSpec: Sendable {
  struct Positional: Sendable {
    let name: String
    let help: String
    var isRequired = true
  }

  let name: String
  let summary: String
  var positionals: [Positional] = []
  var options: [OptionSpec] = []
  /// Further lines of the help.
  var notes: [String] = []
}

extension CommandSpec {
  var usage: String {
    var words = ["fovea", name]
    words += positionals.map { $0.isRequired ? $0.name : "[\($0.name)]" }
    if !options.isEmpty { words.append("[OPTIONS]") }
    return words.joined(separator: " ")
  }

  var help: String {
    var text = "\(summary)\n\nUsage: \(usage)\n"
    let rows = positionals.map { ($0.name, $0.help) }
    if !rows.isEmpty { text += "\n" + Self.table(rows) }
    let options = self.options + [OptionSpec("help", nil, "prints this", letter: "h")]
    text += "\nOptions:\n"
    text += Self.table(
      options.map { option in
        let letter = option.letter.map { "-\($0), " } ?? ""
        let value = option.value.map { " \($0)" } ?? ""
        let fallback = option.defaultText.map { " (default: \($0))" } ?? ""
        return ("\(letter)--\(option.name)\(value)", option.help + fallback)
      })
    if !notes.isEmpty { text += "\n" + notes.joined(separator: "\n") + "\n" }
    return text
  }

  /// Two columns; the second is wrapped to lines of 80 characters.
  static func table(_ rows: [(String, String)]) -> String {
    let indent = min((rows.map(\.0.count).max() ?? 0) + 4, 30)
    var text = ""
    for (left, right) in rows {
      var line = "  " + left
      if line.count + 2 > indent {
        text += line + "\n"
        line = ""
      }
      line += String(repeating: " ", count: indent - line.count)
      var width = line.count
      for word in right.split(separator: " ") {
        if width + word.count > 80, width > indent {
          text += line + "\n"
          line = String(repeating: " ", count: indent)
          width = indent
        }
        if width > indent { line += " " }
        line += word
        width = line.count + 1
      }
      text += line + "\n"
    }
    return text
  }
}
