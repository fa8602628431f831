import Foundation
import Fovea

/// The command line: finds the subcommand, runs it, turns its outcome into an exit code.
@main
struct FoveaCLI {
  static var commands: [any Command.Type] {
    [
      Doctor.self, Inspect.self, Bake.self, Render.self, View.self, Bench.self, Headsets.self,
      Traces.self, Trace.self,
    ]
  }

  static func main() {
    let interruption = Interruption()
    let code = run(Array(CommandLine.arguments.dropFirst()), interruption)
    exit(Int32(code))
  }

  private static func run(_ arguments: [String], _ interruption: Interruption) -> Int {
    do throws(FoveaError) {
      return try dispatch(arguments, interruption)
    } catch {
      Console.error(error.message)
      return error.kind.rawValue
    }
  }

  private static func dispatch(
    _ arguments: [String], _ interruption: Interruption
  ) throws(FoveaError) -> Int {
    guard let name = arguments.first else {
      Console.write(overview, to: 2)
      return FoveaError.Kind.usage.rawValue
    }
    switch name {
    case "--help", "-h", "help":
      try help(Array(arguments.dropFirst()))
      return 0
    case "--version":
      Console.print("fovea \(Engine.version)")
      return 0
    default: break
    }
    let command = try command(named: name)
    let parsed = try ParsedArguments(Array(arguments.dropFirst()), for: command.spec)
    if parsed.wantsHelp {
      Console.print(command.spec.help)
      return 0
    }
    return try command.run(parsed, interruption)
  }

  private static func command(named name: String) throws(FoveaError) -> any Command.Type {
    let named = commands.first { $0.spec.name == name }
    guard let named else {
      throw .unknown(
        name.hasPrefix("-") ? "option" : "command", name,
        known: commands.map { $0.spec.name } + ["help", "--help", "--version"],
        hint: "fovea --help")
    }
    return named
  }

  private static func help(_ arguments: [String]) throws(FoveaError) {
    guard let name = arguments.first else {
      Console.print(overview)
      return
    }
    Console.print(try command(named: name).spec.help)
  }

  private static var overview: String {
    """
    Fovea \(Engine.version): stereo rendering for VR headsets

    Usage: fovea COMMAND [OPTIONS]

    \(CommandSpec.table(commands.map { ($0.spec.name, $0.spec.summary) }))
    fovea COMMAND --help documents every option. fovea --version prints the version.
    Exit codes: 0 done, 1 usage, 2 file cannot be read or written, 3 bad scene, profile or
    trace, 4 driver or runtime failed, 5 not supported here, 6 over budget, 7 regressed
    against the baseline, 8 image mismatch, 9 inconclusive, 130 interrupted.

    """
  }
}

/// A subcommand.
protocol Command: Sendable {
  static var spec: CommandSpec { get }
  /// Does it and returns the exit code.
  ///
  /// - Parameter interruption: for one that ends in its own way when it is interrupted.
  static func run(
    _ arguments: ParsedArguments, _ interruption: Interruption
  ) throws(FoveaError) -> Int
}

/// A subcommand that can be ended at any time.
protocol PlainCommand: Command {
  /// Does it and returns the exit code.
  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int
}

extension PlainCommand {
  static func run(
    _ arguments: ParsedArguments, _ interruption: Interruption
  ) throws(FoveaError) -> Int {
    try run(arguments)
  }
}
