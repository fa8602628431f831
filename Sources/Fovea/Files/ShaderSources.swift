import Foundation

/// GLSL that lies beside the program, as in a checkout of its sources.
struct ShaderSources: Sendable {
  private let folder: String

  /// Nil where there are none.
  init?() {
    guard let assets = try? AssetFolder.locate() else { return nil }
    let folder = URL(filePath: assets.path).deletingLastPathComponent().appending(path: "Shaders")
      .path()
    guard FileManager.default.fileExists(atPath: folder + "/Shared") else { return nil }
    self.folder = folder
  }

  /// Shaders and what they include.
  var files: [String] {
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return paths.filter {
      ["vert", "frag", "comp", "glsl"].contains(($0 as NSString).pathExtension)
    }
    .sorted().map { folder + "/" + $0 }
  }

  /// A shader's text with all that it includes: what it is compiled from.
  ///
  /// - Parameter path: in the folder.
  func text(of path: String) -> String {
    var (seen, rest, text) = (Set([path]), [path], "")
    while let next = rest.popLast() {
      guard let part = try? String(contentsOfFile: folder + "/" + next, encoding: .utf8) else {
        continue
      }
      text += part
      for line in part.split(separator: "\n") where line.hasPrefix("#include \"") {
        let name = String(line.dropFirst(10).prefix { $0 != "\"" })
        if seen.insert(name).inserted { rest.append(name) }
      }
    }
    return text
  }

  /// Compiles as the build does, to words of SPIR-V. Takes a while.
  ///
  /// - Parameter path: in the folder.
  /// - Throws: `.unsupported` without glslc, `.badInput` with what it says of the source.
  func compile(_ path: String) throws(FoveaError) -> [UInt32] {
    let output = NSTemporaryDirectory() + "/fovea-\(UUID().uuidString).spv"
    return try AtomicFile.withTemporary([output]) { () throws(FoveaError) in
      let (glslc, errors) = (Process(), Pipe())
      glslc.executableURL = URL(filePath: "/usr/bin/env")
      glslc.arguments = [
        "glslc", "--target-env=vulkan1.3", "-O", "-Werror", "-I", folder, folder + "/" + path, "-o",
        output,
      ]
      glslc.standardError = errors
      guard (try? glslc.run()) != nil else {
        throw FoveaError(.unsupported, "shaders cannot be compiled: /usr/bin/env is missing")
      }
      let said = errors.fileHandleForReading.readDataToEndOfFile()
      glslc.waitUntilExit()
      guard glslc.terminationStatus == 0, let spirv = FileManager.default.contents(atPath: output)
      else {
        let line = String(decoding: said, as: UTF8.self).split(separator: "\n").first
        throw FoveaError(.badInput, line.map(String.init) ?? "\(path): does not compile")
      }
      return stride(from: 0, to: spirv.count - 3, by: 4).map { start in
        (0..<4).reduce(0) { $0 | UInt32(spirv[start + $1]) << UInt32(8 * $1) }
      }
    }
  }
}
