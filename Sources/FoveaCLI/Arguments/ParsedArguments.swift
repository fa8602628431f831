import Fovea

/// What a user gave a subcommand, checked against its spec.
struct ParsedArguments {
  private(set) var positionals: [String] = []
  private(set) var values: [String: String] = [:]
  private(set) var wantsHelp = false

  /// - Throws: `.usage` for anything that the spec does not have, with the nearest that it has.
  init(_ arguments: [String], for spec: CommandSpec) throws(FoveaError) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        positionals += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        positionals.append(argument)
        continue
      }
      if argument == "--help" || argument == "-h" {
        wantsHelp = true
        continue
      }
      try take(argument, rest: &rest, spec: spec)
    }
    guard !wantsHelp else { return }
    if positionals.count > spec.positionals.count {
      let extra = quoted(positionals[spec.positionals.count])
      throw FoveaError(.usage, "unexpected argument \(extra); usage: \(spec.usage)")
    }
    for (index, positional) in spec.positionals.enumerated()
    where positional.isRequired && index >= positionals.count {
      throw FoveaError(.usage, "\(positional.name) is missing; usage: \(spec.usage)")
    }
  }

  private mutating func take(
    _ argument: String, rest: inout ArraySlice<String>, spec: CommandSpec
  ) throws(FoveaError) {
    let option: OptionSpec
    var inline: String?
    if argument.hasPrefix("--") {
      let parts = argument.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      inline = parts.count > 1 ? String(parts[1]) : nil
      guard let known = spec.options.first(where: { $0.name == name }) else {
        let known = spec.options.map { "--" + $0.name } + ["--help"]
        throw .unknown("option", "--" + name, known: known, hint: "fovea \(spec.name) --help")
      }
      option = known
    } else {
      let letter = argument.dropFirst().first
      guard argument.count == 2, let known = spec.options.first(where: { $0.letter == letter })
      else {
        let known = spec.options.flatMap { option in
          (option.letter.map { ["-\($0)"] } ?? []) + ["--" + option.name]
        }
        throw .unknown("option", argument, known: known, hint: "fovea \(spec.name) --help")
      }
      option = known
    }
    guard values[option.name] == nil else {
      throw FoveaError(.usage, "--\(option.name) is given twice")
    }
    guard let value = option.value else {
      guard inline == nil else { throw FoveaError(.usage, "--\(option.name) takes no value") }
      values[option.name] = ""
      return
    }
    if let inline {
      values[option.name] = inline
    } else if let next = rest.first, !next.hasPrefix("-") || next == "-" || isNumber(next) {
      values[option.name] = rest.removeFirst()
    } else {
      throw FoveaError(.usage, "--\(option.name) needs a value: \(value)")
    }
    if values[option.name] == "" {
      throw FoveaError(.usage, "--\(option.name) needs a value: \(value)")
    }
  }

  /// `-1`, `-.5` and `-1,2,3` are values, not options.
  private func isNumber(_ text: String) -> Bool {
    text.dropFirst().first.map { $0.isNumber || $0 == "." } ?? false
  }

  func flag(_ name: String) -> Bool { values[name] != nil }

  subscript(name: String) -> String? { values[name] }
}
