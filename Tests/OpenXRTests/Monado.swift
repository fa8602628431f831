import Foundation

/// Monado with its simulated headset, as `Scripts/monado/run` starts it, and the built binary.
enum Monado {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Why there is none; nil where it can be run.
  static let absence: String? = {
    do {
      let answer = try run(script: "root", ["--check"])
      return answer.code == 0 ? nil : answer.errors
    } catch {
      return "\(error)"
    }
  }()

  static var isAtHand: Bool {
    if let absence { print("skipped: \(absence)") }
    return absence == nil
  }

  /// Beside the test bundle, which the same build made.
  static var binary: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "fovea").path()
  }

  /// Lines of a shell, for `shell`: they put the tests' API layer between programs and the runtime.
  ///
  /// - Parameters:
  ///   - settings: what it does; names are those of `OpenXRLayer.h` without what they begin with.
  ///   - extensions: that it adds to those of the runtime, with their versions.
  static func layer(_ settings: [String: String], adding extensions: [String] = []) -> String {
    let library = URL(filePath: binary).deletingLastPathComponent()
      .appending(path: "libFoveaOpenXRLayer.so").path()
    let list = extensions.map { "{\"name\": \"\($0)\", \"extension_version\": \"1\"}" }
    let manifest = """
      {"file_format_version": "1.0.0", "api_layer": {"name": "XR_APILAYER_FOVEA_tests",
       "library_path": "\(library)", "api_version": "1.0", "implementation_version": "1",
       "description": "tests", "instance_extensions": [\(list.joined(separator: ", "))]}}
      """
    let variables =
      [
        "XR_API_LAYER_PATH": "$XDG_RUNTIME_DIR", "XR_ENABLE_API_LAYERS": "XR_APILAYER_FOVEA_tests",
        "FOVEA_LAYER_EXTENSIONS": extensions.joined(separator: ","),
      ].merging(settings.map { ("FOVEA_LAYER_\($0)", $1) }) { $1 }
    return "echo '\(manifest)' >layer.json\n"
      + variables.map { "export \($0)=\"\($1)\"\n" }.joined()
  }

  struct Result {
    let code: Int32
    let output: String
    let errors: String

    /// The one JSON document of the output.
    func json() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
    }
  }

  enum Compositor: String {
    case null, absent = "--absent", window = "--window"
  }

  /// Runs `fovea view builtin:gallery --xr` in a session of its own.
  static func view(
    _ arguments: String..., with compositor: Compositor = .null
  ) throws -> Result {
    try run([binary, "view", "builtin:gallery", "--xr"] + arguments, with: compositor)
  }

  /// Runs lines of a shell where Monado runs: `$fovea` is the binary, `$MONADO_PROCESS` the runtime, and
  /// `monado-service` starts another. A line that fails ends them.
  ///
  /// - Parameter environment: of Monado; those that `Scripts/monado/run` lets through.
  static func shell(
    _ lines: String, with compositor: Compositor = .null, environment: [String: String] = [:]
  ) throws -> Result {
    try run(
      ["/bin/bash", "-c", "set -e; fovea=$1; cd \"$XDG_RUNTIME_DIR\"; \(lines)", "-", binary],
      with: compositor, environment: environment)
  }

  /// Lines of a shell that make `quads.gltf`; see `QuadScene`.
  static let quads = "echo '\((try? QuadScene.text()) ?? "")' >quads.gltf\n"

  /// Lines of a shell that draw the picture `shown.png`, of which `facts` tells, without a headset, and fail
  /// unless both are the same to the bit.
  static let redraw = """
    sed -n '/^  "screenshot": {/,/^  }/p' facts | sed '1s/.*/{/; $s/.*/}/' >views.json
    "$fovea" render quads.gltf --views views.json -o drawn.png 2>errors || { cat errors >&2; exit 1; }
    cmp shown.png drawn.png >&2
    """

  /// For files that come out of where Monado runs.
  static func makeFolder() throws -> URL {
    let folder = package.appending(path: ".build/monado/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func run(
    _ command: [String], with compositor: Compositor, environment: [String: String] = [:]
  ) throws -> Result {
    // Where the shell is the program, it is the binary whose libraries count.
    let options = compositor == .null ? [] : [compositor.rawValue]
    return try run(
      script: "run", options + ["--libraries", binary] + command, environment: environment)
  }

  private static func run(
    script: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "openxr-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func stream(_ name: String) throws -> FileHandle {
      let file = folder.appending(path: name)
      try Data().write(to: file)
      return try FileHandle(forWritingTo: file)
    }
    let process = Process()
    process.executableURL = package.appending(path: "Scripts/monado/\(script)")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = try stream("output")
    process.standardError = try stream("errors")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return Result(
      code: process.terminationStatus, output: try text("output"), errors: try text("errors"))
  }
}
