import Fovea
import Headset
import Reporting

/// `fovea trace`: makes and shows traces of head and gaze.
enum Trace: Command {
  static let spec = CommandSpec(
    name: "trace", summary: "makes or records a trace of head and gaze, or tells what one holds",
    positionals: [
      .init(name: "generate|record|show", help: "what to do"),
      .init(
        name: "NAME|FILE.csv", help: "a trace as fovea traces lists them, or a file",
        isRequired: false),
    ],
    options: [
      OptionSpec("output-file", "FILE.csv", "with generate: where it is written", letter: "o"),
      OptionSpec(
        "seed", "N", "with generate, instead of NAME: somebody who looks around as the seed says"),
      OptionSpec(
        "seconds", "S",
        "with --seed: length of the trace, 15 without it; with record --headless: ends after so many seconds"
      ),
      OptionSpec(
        "rate", "HZ", "with generate and with record --headless: samples per second", default: "120"
      ),
      OptionSpec(
        "scene", "SCENE", "with record: what is looked at meanwhile", default: "builtin:gallery"),
      OptionSpec("xr", nil, "with record: in a headset, in place of a window"),
      OptionSpec("headless", nil, "with record: in a headset, which shows nothing meanwhile"),
      OptionSpec("frames", "N", "with record: ends after so many frames"),
      OptionSpec("foveation", "off|fixed|gaze", "with record: as view has it", default: "off"),
      .headset, .json,
    ],
    notes: [
      "record writes down how head and eyes move as fovea view shows a scene, until that ends;",
      "--record of view does the same.",
      "generate makes the built-in traces and new ones from a model of head and eyes; show finds",
      "fixations, saccades, pursuits and blinks in any trace.",
    ])

  static func run(
    _ arguments: ParsedArguments, _ interruption: Interruption
  ) throws(FoveaError) -> Int {
    switch arguments.positionals[0] {
    case "generate": return try generate(arguments)
    case "show": return try show(arguments)
    case "record":
      return arguments.flag("headless")
        ? try recordHead(arguments, interruption) : try record(arguments, interruption)
    case let action:
      throw .unknown(
        "action of trace", action, known: ["generate", "record", "show"], hint: "fovea trace --help"
      )
    }
  }

  private static func refuseRecording(_ arguments: ParsedArguments) throws(FoveaError) {
    for option in ["scene", "xr", "headless", "frames", "foveation", "headset"]
    where arguments[option] != nil {
      throw FoveaError(.usage, "--\(option) goes with trace record")
    }
  }

  private static func generate(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    try refuseRecording(arguments)
    guard let output = arguments["output-file"] else {
      throw FoveaError(
        .usage, "-o FILE.csv is missing; usage: fovea trace generate NAME -o FILE.csv")
    }
    guard output.lowercased().hasSuffix(".csv") else {
      throw FoveaError(.usage, "-o \(quoted(output)) does not end in .csv")
    }
    let rate = try arguments.number("rate", in: 1...1000) ?? 120
    let seconds = try arguments.number("seconds", in: 0.1...600)
    let seed = try arguments.seed()
    let text: String
    switch (arguments.positionals.dropFirst().first, seed) {
    case (let name?, nil):
      guard seconds == nil else { throw FoveaError(.usage, "--seconds goes with --seed") }
      guard let trace = HeadTrace.builtin(name, rate: rate) else {
        throw .unknown(
          "built-in trace", name, known: HeadTrace.builtinNames, hint: "fovea traces")
      }
      text = trace.csv(.rounded, note: "fovea trace generate \(name) --rate \(short(rate))")
    case (nil, let seed?):
      let length = seconds ?? 15
      text = HeadTrace.random(seed: seed, seconds: length, rate: rate).csv(
        .rounded,
        note: "fovea trace generate --seed \(seed) --seconds \(short(length)) --rate \(short(rate))"
      )
    default:
      throw FoveaError(.usage, "generate takes either NAME or --seed N")
    }
    try AtomicFile.write(text, to: output)
    return 0
  }

  /// Without a scene: until an interrupt, which ends it as it should end.
  private static func recordHead(
    _ arguments: ParsedArguments, _ interruption: Interruption
  ) throws(FoveaError) -> Int {
    for option in [
      "output-file", "seed", "json", "scene", "xr", "frames", "foveation", "headset",
    ] where arguments[option] != nil {
      throw FoveaError(.usage, "--\(option) does not go with trace record --headless")
    }
    guard let output = arguments.positionals.dropFirst().first else {
      throw FoveaError(.usage, "FILE.csv is missing; usage: fovea trace record --headless FILE.csv")
    }
    guard output.lowercased().hasSuffix(".csv") else {
      throw FoveaError(.usage, "\(quoted(output)) does not end in .csv")
    }
    var recording = HeadRecording()
    recording.rate = try arguments.number("rate", in: 1...1000) ?? recording.rate
    recording.seconds = try arguments.number("seconds", in: 0.1...86_400)
    let ending = recording.ending
    interruption.handOver { ending.want() }
    let count = try recording.record(to: output)
    Console.note("fovea: \(output) holds \(count) samples")
    return ending.isAskedFor ? Int(Interruption.code) : 0
  }

  private static func record(
    _ arguments: ParsedArguments, _ interruption: Interruption
  ) throws(FoveaError) -> Int {
    for option in ["output-file", "seed", "seconds", "rate", "json"]
    where arguments[option] != nil {
      throw FoveaError(.usage, "--\(option) does not go with trace record")
    }
    guard let output = arguments.positionals.dropFirst().first else {
      throw FoveaError(.usage, "FILE.csv is missing; usage: fovea trace record FILE.csv")
    }
    let scene = arguments["scene"] ?? "builtin:gallery"
    if arguments.flag("xr") {
      return try HeadsetView.run(arguments, interruption, scene: scene, recording: output)
    }
    return try DesktopView.run(arguments, scene: scene, recording: output)
  }

  private static func show(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    for option in ["output-file", "seed", "seconds", "rate"] where arguments[option] != nil {
      throw FoveaError(.usage, "--\(option) goes with trace generate")
    }
    try refuseRecording(arguments)
    guard let name = arguments.positionals.dropFirst().first else {
      throw FoveaError(.usage, "NAME is missing; usage: fovea trace show NAME|FILE.csv")
    }
    let trace = try HeadTrace.find(name)
    let facts = TraceFacts(name: name, trace: trace)
    Console.print(
      arguments.flag("json") ? facts.json.text : facts.text + "\n" + TracePlot(trace).text)
    return 0
  }
}
