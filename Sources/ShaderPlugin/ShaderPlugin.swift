import Foundation
import PackagePlugin

/// Compiles a target's GLSL with glslc and embeds the SPIR-V as one generated Swift file.
///
/// A target that has a folder `Shaders` compiles what is in it; any other compiles the package's
/// `Shaders` folder. Files in `Shared` are includes, not shaders.
@main
struct ShaderPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let own = target.directoryURL.appending(path: "Shaders")
    let package = context.package.directoryURL.appending(path: "Shaders")
    let folder = FileManager.default.fileExists(atPath: own.path()) ? own : package
    let files = [folder, package].flatMap(Self.shaderFiles)
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedShaders.swift")
    return [
      .buildCommand(
        displayName: "Compiling shaders of \(target.name)",
        executable: try context.tool(named: "ShaderEmbed").url,
        arguments: [folder.path(), package.path(), output.path()],
        inputFiles: files,
        outputFiles: [output])
    ]
  }

  private static func shaderFiles(in folder: URL) -> [URL] {
    let paths = FileManager.default.enumerator(atPath: folder.path())
    return (paths?.compactMap { $0 as? String } ?? [])
      .filter { ["vert", "frag", "comp", "glsl"].contains(($0 as NSString).pathExtension) }
      .sorted()
      .map { folder.appending(path: $0) }
  }
}
