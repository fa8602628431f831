import Foundation

/// An X server without a screen, for windows of tests. It ends with its last reference.
final class XServer {
  /// As in `DISPLAY`.
  let display: String
  private let process = Process()

  private static func find(_ name: String) -> URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }

  static var isInstalled: Bool { find("Xvfb") != nil && find("xdotool") != nil }

  static var hasCompiler: Bool { find("glslc") != nil }

  /// Takes the first number that is free, and returns when the server listens.
  init() throws {
    let pipe = Pipe()
    process.executableURL = Self.find("Xvfb")
    process.arguments = [
      "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp",
    ]
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.hasSuffix("\n") {
      let bytes = pipe.fileHandleForReading.availableData
      guard !bytes.isEmpty else { break }
      text += String(decoding: bytes, as: UTF8.self)
    }
    guard let number = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.featureUnsupported)
    }
    display = ":\(number)"
  }

  deinit {
    // Children of tests may have milder signals blocked; what it then leaves behind is removed here.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let number = display.dropFirst()
    for file in ["/tmp/.X\(number)-lock", "/tmp/.X11-unix/X\(number)"] { unlink(file) }
  }

  /// Does what a user would, and returns what xdotool says, without line ends.
  @discardableResult
  func act(_ arguments: String...) throws -> String {
    let (tool, pipe) = (Process(), Pipe())
    tool.executableURL = Self.find("xdotool")
    tool.arguments = arguments
    tool.environment = ["DISPLAY": display]
    tool.standardOutput = pipe
    tool.standardError = FileHandle.nullDevice
    try tool.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    tool.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The window whose title holds a word, as soon as there is one; nil when none comes.
  func window(titled word: String) throws -> String? {
    for _ in 0..<600 {
      let found = try act("search", "--onlyvisible", "--name", word)
      if let first = found.split(separator: "\n").first { return String(first) }
      usleep(100_000)
    }
    return nil
  }
}
