import Fovea
import Foundation
import FrameTiming
import Reporting

#if !DEBUG
  import CAllocationHook
#endif

/// `fovea bench`: measures a suite and reports.
enum Bench: PlainCommand {
  static let spec = CommandSpec(
    name: "bench", summary: "measures what frames cost",
    positionals: [
      .init(
        name: "SUITE",
        help: "a suite's .json file, or the name of a built-in suite (default: quick)",
        isRequired: false)
    ],
    options: [
      OptionSpec("report", "DIR", "folder for report.json, frames.csv and the pictures; required"),
      OptionSpec("scene", "SCENE", "takes the place of the suite's scenes"),
      OptionSpec("headset", "NAME|FILE.json", "takes the place of the suite's headsets"),
      OptionSpec(
        "frames", "N", "measured frames of each run and repetition", default: "the suite's"),
      OptionSpec(
        "seconds", "S", "length of each run and repetition, for suites that go by the clock",
        default: "the suite's"),
      OptionSpec("samples", "1|2|4|8", "MSAA samples, in place of the suite's"),
      OptionSpec(
        "foveation", "off|fixed|gaze", "what detail follows, in place of the suite's list"),
      OptionSpec(
        "foveation-quality", "low|medium|high|reference",
        "of foveated runs, in place of the suite's list"),
      OptionSpec(
        "foveation-path", "auto|inset|shading-rate|density-map",
        "of foveated runs, in place of the suite's list"),
      OptionSpec(
        "models", "DIR", "where the suite's scene files are looked for first",
        default: "the suite's folders"),
      OptionSpec("list", nil, "lists the built-in suites"),
      .lodThreshold, .deviceMemory, .hostMemory, .device, .validate,
      OptionSpec("json", nil, "prints the report on standard output"),
    ],
    notes: [
      "Frames are drawn one at a time and each is waited for. Times on a CPU device are not judged",
      "against a refresh rate; compare process_cpu_ms with probe_ms, the cost of a fixed fill",
      "measured in the same run. Exit codes: 6 over budget, 9 inconclusive.",
    ])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    if arguments.flag("list") { return try list(json: arguments.flag("json")) }
    guard let folder = arguments["report"] else {
      throw FoveaError(.usage, "--report DIR is missing; usage: \(spec.usage)")
    }
    let suite = try suite(arguments)
    let engine = try Engine(try arguments.engineOptions(for: suite.foveationPath))
    // A suite leaves out what the device lacks; who asks for it by name is told.
    if arguments["foveation-path"] != nil { try engine.require(suite.foveationPath) }
    try AtomicFile.makeFolder(folder)

    let benchmark = Benchmark(
      suite, on: engine, sceneFolders: arguments["models"].map { [$0] } ?? [],
      countAllocations: allocationCount)
    let bar = ProgressBar("Measuring")
    defer { bar.finish() }
    var report = try benchmark.run(folder: folder) { bar.update($0) }
    bar.finish()

    var code = reportValidation(of: engine)
    switch report.outcome {
    case .fail where code == 0: code = 6
    case .inconclusive where code == 0: code = 9
    default: break
    }
    report.exitCode = code
    let json = report.json.text
    try AtomicFile.write(json, to: folder + "/report.json")
    try AtomicFile.write(report.csv, to: folder + "/frames.csv")
    noteSkipped(report.skipped)
    noteWarnings(of: report)
    Console.print(arguments.flag("json") ? json : summary(of: report, folder: folder))
    return code
  }

  private static func suite(_ arguments: ParsedArguments) throws(FoveaError) -> BenchmarkSuite {
    let name = arguments.positionals.first ?? "quick"
    var suite: BenchmarkSuite
    if name.hasSuffix(".json") || name.contains("/") {
      suite = try BenchmarkSuite(contentsOf: name)
    } else {
      let folder = try AssetFolder.locate().benchmarks
      let names = builtinSuites(in: folder)
      guard names.contains(name) else {
        throw .unknown("suite", name, known: names, hint: "fovea bench --list")
      }
      suite = try BenchmarkSuite(contentsOf: "\(folder)/\(name).json")
    }
    if let scene = arguments["scene"] { suite.replaceScenes(with: scene) }
    if let headset = arguments["headset"] { suite.replaceHeadsets(with: headset) }
    if let samples = try arguments.samples() { suite.replaceSamples(with: samples) }
    if let mode = try arguments.choice("foveation", Foveation.Mode.self) {
      suite.replaceFoveation(with: mode)
    }
    if let quality = try arguments.choice("foveation-quality", Foveation.Quality.self) {
      suite.replaceFoveationQualities(with: quality)
    }
    if let path = try arguments.choice("foveation-path", Foveation.Path.self) {
      suite.replaceFoveationPaths(with: path)
    }
    for name in ["foveation-quality", "foveation-path"] where arguments[name] != nil {
      guard suite.isFoveated else {
        throw FoveaError(.usage, "--\(name) goes with --foveation fixed or gaze")
      }
    }
    if let pixels = try arguments.number("lod-threshold", in: 0...1000) {
      suite.replaceLODThresholds(with: pixels)
    }
    if let frames = try arguments.integer("frames", in: 1...1_000_000) {
      guard !suite.goesByTheClock else {
        throw FoveaError(.usage, "--frames does not go with a suite that goes by the clock")
      }
      suite.replaceFrames(with: frames)
    }
    if let seconds = try arguments.number("seconds", in: BenchmarkSuite.clockSeconds) {
      guard suite.goesByTheClock else {
        throw FoveaError(.usage, "--seconds goes with a suite that goes by the clock")
      }
      suite.replaceSeconds(with: seconds)
    }
    return suite
  }

  private static func builtinSuites(in folder: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  private static func list(json: Bool) throws(FoveaError) -> Int {
    let folder = try AssetFolder.locate().benchmarks
    var rows: [(String, String)] = []
    for name in builtinSuites(in: folder) {
      let suite = try BenchmarkSuite(contentsOf: "\(folder)/\(name).json")
      rows.append((name, suite.summary))
    }
    if json {
      let list: JSON = [
        "suites": JSON(rows.map { ["name": JSON($0.0), "description": JSON($0.1)] })
      ]
      Console.print(list.text)
    } else {
      Console.print(CommandSpec.table(rows))
    }
    return 0
  }

  /// Counting needs the Swift runtime inside of the executable, as the release build has it.
  private static var allocationCount: Benchmark.AllocationCount? {
    #if DEBUG
      nil
    #else
      { fovea_allocation_count() }
    #endif
  }

  /// The verdict in one line, a line for each run, and where the files are.
  private static func summary(of report: Report, folder: String) -> String {
    var lines = report.runs.map { line(of: $0, in: report) }
    let reasons = Set(report.runs.map(\.verdict.reason)).sorted().joined(separator: "; ")
    let count = "\(report.runs.count) run\(report.runs.count == 1 ? "" : "s")"
    lines.append(
      "verdict: \(report.outcome.rawValue), \(count)" + (reasons.isEmpty ? "" : ", \(reasons)"))
    lines.append("\(folder)/report.json")
    lines.append("\(folder)/frames.csv")
    lines += report.runs.flatMap(\.pictures).map { "\(folder)/\($0)" }
    return lines.joined(separator: "\n")
  }

  private static func line(of run: Run, in report: Report) -> String {
    let frame = Distribution(run.frameTimes_ms)
    var line = "\(run.name): frame p50 \(figure(frame?.p50)) ms, p99 \(figure(frame?.p99)) ms"
    if let process = Distribution(run.processCPU_ms), let ratio = run.probeRatio {
      line += ", CPU of all threads \(figure(process.p50)) ms = \(figure(ratio)) probes"
    }
    if let ratio = report.monoRatio(of: run) { line += ", \(figure(ratio)) times one eye" }
    if let saved = report.savings(of: run) {
      let time = report.machine.deviceType == "cpu" ? saved.processTime : saved.deviceTime
      line += ", \(figure(saved.forwardFragments)) of the forward fragments"
      line += " and \(figure(time)) of the time of off"
    }
    if let growth = report.growth(of: run) {
      line += ", \(figure(growth.processTime)) of the time"
      line += " and \(figure(growth.triangles)) of the triangles of the first scene"
    }
    if let streaming = run.streaming, streaming.journey != nil { line += ", \(streaming.summary)" }
    return line
  }

  /// One line for each reason.
  /// Each once, however many runs it befell.
  private static func noteWarnings(of report: Report) {
    var told: Set<String> = []
    for warning in report.runs.lazy.flatMap(\.warnings) where told.insert(warning).inserted {
      Console.note("fovea: warning: \(warning)")
    }
  }

  private static func noteSkipped(_ skipped: [Report.Skipped]) {
    var reasons: [String] = []
    for run in skipped where !reasons.contains(run.reason) { reasons.append(run.reason) }
    for reason in reasons {
      let names = skipped.filter { $0.reason == reason }.map(\.name)
      let more = names.count > 1 ? " and \(names.count - 1) more" : ""
      Console.note("fovea: skipped \(names[0])\(more): \(reason)")
    }
  }

  private static func figure(_ value: Double?) -> String {
    value.map { String(format: "%.2f", $0) } ?? "–"
  }
}
