import Foundation

/// The built binary, run as a user runs it.
enum FoveaProcess {
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  /// Beside the test bundle, which the same build made; nil when it was not built.
  static let binary: URL? = {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let candidates = [
      tests.deletingLastPathComponent().appending(path: "fovea"),
      package.appending(path: ".build/release/fovea"),
      package.appending(path: ".build/debug/fovea"),
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }()

  static var isBuilt: Bool { binary != nil }

  /// Runs to the end. Environment values are added to this process' own; nil ones are taken out.
  static func run(
    _ arguments: String..., folder: String? = nil, environment: [String: String?] = [:],
    binary other: URL? = nil
  ) throws -> Result {
    try run(arguments, folder: folder, environment: environment, binary: other)
  }

  static func run(
    _ arguments: [String], folder: String? = nil, environment: [String: String?] = [:],
    binary other: URL? = nil
  ) throws -> Result {
    let running = try Running()
    running.process.executableURL = other ?? binary
    running.process.arguments = arguments
    if let folder { running.process.currentDirectoryURL = URL(filePath: folder) }
    var values = ProcessInfo.processInfo.environment
    for (name, value) in environment { values[name] = value }
    running.process.environment = values
    try running.process.run()
    return try running.finish()
  }

  /// Runs to the end while `body` does something to it, and interrupts it then if that is asked for.
  /// It is ended when `body` throws.
  static func run(
    _ arguments: [String], folder: String? = nil, environment: [String: String?],
    interrupts: Bool = false, while body: () throws -> Void
  ) throws -> Result {
    let running = try Running()
    running.process.executableURL = binary
    running.process.arguments = arguments
    if let folder { running.process.currentDirectoryURL = URL(filePath: folder) }
    var values = ProcessInfo.processInfo.environment
    for (name, value) in environment { values[name] = value }
    running.process.environment = values
    try running.process.run()
    do {
      try body()
    } catch {
      running.process.terminate()
      throw error
    }
    if interrupts { running.process.interrupt() }
    return try running.finish()
  }

  /// Interrupts it after a while.
  static func interrupt(_ arguments: [String], after seconds: Double) throws -> Result {
    let running = try Running()
    running.process.executableURL = binary
    running.process.arguments = arguments
    try running.process.run()
    Thread.sleep(forTimeInterval: seconds)
    running.process.interrupt()
    return try running.finish()
  }

  /// Sends it a signal once `condition` holds, at the latest when it has ended; a process that was
  /// stopped by that goes on after `body`.
  static func run(
    _ arguments: [String], sending number: Int32, when condition: () -> Bool,
    then body: () throws -> Void = {}
  ) throws -> Result {
    let running = try Running()
    running.process.executableURL = binary
    running.process.arguments = arguments
    try running.process.run()
    while running.process.isRunning && !condition() { usleep(1000) }
    kill(running.process.processIdentifier, number)
    defer { kill(running.process.processIdentifier, SIGCONT) }
    try body()
    kill(running.process.processIdentifier, SIGCONT)
    return try running.finish()
  }

  /// A process whose streams go to files, which never block.
  private final class Running {
    let process = Process()
    private let folder: WorkFolder

    init() throws {
      folder = try WorkFolder()
      func stream(_ name: String) throws -> FileHandle {
        let file = URL(filePath: try folder.write("", to: name))
        return try FileHandle(forWritingTo: file)
      }
      process.standardOutput = try stream("output")
      process.standardError = try stream("errors")
      process.standardInput = FileHandle.nullDevice
    }

    func finish() throws -> Result {
      process.waitUntilExit()
      func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
      }
      let status = process.terminationStatus
      return Result(
        code: process.terminationReason == .exit ? status : -status, output: try text("output"),
        errors: try text("errors"))
    }
  }
}

/// A folder that goes away with its last reference.
final class WorkFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "fovea-\(UUID().uuidString)")
      .path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(filePath: file))
    return file
  }

  var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
