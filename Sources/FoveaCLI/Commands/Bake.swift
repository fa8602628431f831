import Fovea
import Foundation
import SceneBake

/// `fovea bake`: a scene of any size to a file that is streamed from.
enum Bake: PlainCommand {
  static let spec = CommandSpec(
    name: "bake", summary: "turns a scene into a file that is streamed from",
    positionals: [
      .init(name: "SCENE", help: "a .gltf or .glb file, or builtin:NAME[?key=value&…]")
    ],
    options: [
      OptionSpec(
        "output-file", "OUT.fovea", "the file to write; required without --measure", letter: "o"),
      OptionSpec("jobs", "N", "threads that work at once, 1 to 256", default: "one for each core"),
      OptionSpec(
        "textures", "bc|exact",
        "bc: compressed in blocks, an eighth of the memory at a small loss; exact: every texel as it is",
        default: "bc"),
      OptionSpec(
        "memory", "MIB",
        "memory for the meshes that are worked on at once, besides the list of all meshes; a mesh that needs more is worked on alone",
        default: "2048"),
      OptionSpec(
        "measure", nil,
        "keeps no file, but tells what baking the geometry costs, by one thread and by --jobs, against meshoptimizer's simplification of the same triangles to half"
      ),
      .json,
    ],
    notes: [
      "OUT.fovea is replaced when the new file is whole. A bake that was interrupted or killed leaves",
      "OUT.fovea.partial and OUT.fovea.journal; the same command goes on with them.",
    ])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    let options = try options(arguments)
    if arguments.flag("measure") {
      guard arguments["output-file"] == nil else {
        throw FoveaError(.usage, "--measure keeps no file, so it has no -o")
      }
      return try measure(arguments, options)
    }
    guard let output = arguments["output-file"] else {
      throw FoveaError(.usage, "-o OUT.fovea is missing")
    }
    guard output.lowercased().hasSuffix(".fovea") else {
      throw FoveaError(.usage, "-o \(quoted(output)) does not end in .fovea")
    }
    let facts = try bake(arguments.positionals[0], to: output, options)
    Console.print(arguments.flag("json") ? facts.json.text : facts.text)
    return 0
  }

  private static func options(_ arguments: ParsedArguments) throws(FoveaError) -> BakeOptions {
    var options = BakeOptions()
    options.jobs =
      try arguments.integer("jobs", in: 1...256) ?? ProcessInfo.processInfo.activeProcessorCount
    options.textures =
      try arguments.choice("textures", BakeOptions.Textures.self) ?? options.textures
    if let mebibytes = try arguments.integer("memory", in: 1...1 << 24) {
      options.memoryBytes = mebibytes << 20
    }
    return options
  }

  private static func measure(_ arguments: ParsedArguments, _ options: BakeOptions)
    throws(FoveaError) -> Int
  {
    let bar = ProgressBar("Measuring")
    defer { bar.finish() }
    let facts = try BakeMeasure(arguments.positionals[0], options: options) { bar.update($0) }
    bar.finish()
    Console.print(arguments.flag("json") ? facts.json.text : facts.text)
    return 0
  }

  private static func bake(_ source: String, to output: String, _ options: BakeOptions)
    throws(FoveaError) -> BakeFacts
  {
    let reading = ProgressBar("Reading")
    defer { reading.finish() }
    let clock = BakeClock()
    let baker = try SceneBaker(source) { reading.update($0) }
    reading.finish()
    let bar = ProgressBar("Baking")
    defer { bar.finish() }
    let summary = try baker.bake(to: output, options: options) { progress in
      bar.update(progress.fraction, note: clock.note(progress))
      return true
    }
    return try BakeFacts(
      source: source, output: output, jobs: options.jobs, summary: summary, clock: clock,
      warnings: baker.warnings)
  }
}
