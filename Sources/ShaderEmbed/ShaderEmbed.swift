import Foundation

/// Build tool: compiles every `.vert`, `.frag` and `.comp` under a folder with glslc and writes one
/// Swift file with the SPIR-V as hexadecimal text. Text literals compile in milliseconds where array
/// literals take seconds.
///
/// Usage: ShaderEmbed SHADER_FOLDER INCLUDE_FOLDER OUTPUT.swift
@main
struct ShaderEmbed {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      throw Failure("usage: ShaderEmbed SHADER_FOLDER INCLUDE_FOLDER OUTPUT.swift")
    }
    let folder = URL(filePath: arguments[1])
    let output = URL(filePath: arguments[3])
    let paths = FileManager.default.enumerator(atPath: folder.path())
    let shaders = (paths?.compactMap { $0 as? String } ?? [])
      .filter { ["vert", "frag", "comp"].contains(($0 as NSString).pathExtension) }
      .sorted()

    var text = "// Generated from the GLSL sources. Do not edit.\n\n"
    text += "/// SPIR-V of each shader as hexadecimal text, named folder_file_stage.\n"
    text += "package enum EmbeddedShaders {\n"
    for shader in shaders {
      let spirv = try compile(folder.appending(path: shader), include: arguments[2])
      let hex = spirv.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
      text += "  package static let \(identifier(of: shader)): StaticString = \"\(hex)\"\n"
    }
    text += "\n  /// Each with its path in the folder of sources.\n"
    text += "  package static let all: [(path: String, spirv: StaticString)] = [\n"
    for shader in shaders { text += "    (\"\(shader)\", \(identifier(of: shader))),\n" }
    text += "  ]\n}\n"
    // The build runs this again when merely its environment changes; the same text keeps its date,
    // so that nothing is compiled again.
    guard (try? String(contentsOf: output, encoding: .utf8)) != text else { return }
    try text.write(to: output, atomically: true, encoding: .utf8)
  }

  /// `Forward/Forward.frag` becomes `forward_forward_frag`.
  static func identifier(of path: String) -> String {
    String(path.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
  }

  static func compile(_ source: URL, include: String) throws -> Data {
    let result = FileManager.default.temporaryDirectory
      .appending(path: "fovea-\(UUID().uuidString).spv")
    defer { try? FileManager.default.removeItem(at: result) }
    let glslc = Process()
    glslc.executableURL = URL(filePath: "/usr/bin/env")
    glslc.arguments = [
      "glslc", "--target-env=vulkan1.3", "-O", "-Werror", "-I", include, source.path(), "-o",
      result.path(),
    ]
    try glslc.run()
    glslc.waitUntilExit()
    guard glslc.terminationStatus == 0 else { throw Failure("\(source.path()) does not compile") }
    return try Data(contentsOf: result)
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}
