import Foundation
import Testing

/// What users see of a bake, also when it is stopped half-way.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"))
struct BakeTests {
  @Test func figuresAreOfTheFile() throws {
    let folder = try WorkFolder()
    let output = folder.path + "/a.fovea"
    let result = try FoveaProcess.run("bake", "builtin:spheres", "-o", output, "--json")
    #expect(result.code == 0 && result.errors.isEmpty)
    let facts = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let size = try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int
    #expect(facts["bytes"] as? Int == size)
    let triangles = try #require(facts["triangles"] as? Int)
    #expect(triangles > 0)
    #expect(try #require(facts["clusters"] as? Int) >= triangles / 128)
    #expect(folder.contents == ["a.fovea"])
    let text = try FoveaProcess.run("bake", "builtin:spheres", "-o", output, "--textures=exact")
    #expect(text.code == 0 && text.errors.isEmpty && text.output.contains("\(triangles)"))
  }

  @Test func measuringKeepsNoFile() throws {
    let folder = try WorkFolder()
    let result = try FoveaProcess.run(
      ["bake", "builtin:spheres", "--measure", "--jobs", "2", "--json"],
      environment: ["TMPDIR": folder.path])
    #expect(result.code == 0 && result.errors.isEmpty && folder.contents.isEmpty)
    let facts = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let ratio = try #require(facts["time_of_simplification"] as? Double)
    let rates = try ["triangles_per_core_second", "simplified_triangles_per_core_second"].map {
      try #require(facts[$0] as? Double)
    }
    #expect(abs(rates[1] / rates[0] - ratio) < 1e-3 * ratio && ratio > 0)
    let left = try #require(facts["simplified_to"] as? Double)
    #expect(left >= 0.4 && left < 1)
    #expect(try #require(facts["bytes_per_triangle"] as? Double) > 1)
    let both = try FoveaProcess.run(
      "bake", "builtin:spheres", "--measure", "-o", folder.path + "/a.fovea")
    #expect(both.code == 1 && folder.contents.isEmpty)
  }

  @Test func killedAndInterruptedBakesGoOn() throws {
    let folder = try WorkFolder()
    let (whole, parts) = (folder.path + "/whole.fovea", folder.path + "/parts.fovea")
    let sources = try WorkFolder()
    let scene = try LargeScene(meshes: 60, side: 60).write(to: sources)
    #expect(try FoveaProcess.run("bake", scene, "-o", whole).code == 0)
    for (number, code) in [(SIGKILL, -SIGKILL), (SIGINT, 130)] {
      let stopped = try FoveaProcess.run(
        ["bake", scene, "-o", parts, "--jobs", "2"], sending: number,
        when: { size(parts + ".partial") > (number == SIGKILL ? 200_000 : 500_000) })
      #expect(stopped.code == code)
      #expect(stopped.output.isEmpty)
      #expect(folder.contents == ["parts.fovea.journal", "parts.fovea.partial", "whole.fovea"])
    }
    let result = try FoveaProcess.run("bake", scene, "-o", parts)
    #expect(result.code == 0 && result.output.contains("gone on with"))
    #expect(FileManager.default.contentsEqual(atPath: whole, andPath: parts))
    #expect(folder.contents == ["parts.fovea", "whole.fovea"])
    #expect(sources.contents == ["scene.bin", "scene.gltf"])
  }

  /// A limit on the size of files stands for a full disk.
  @Test func withoutRoomTheTargetStaysAsItWas() throws {
    let folder = try WorkFolder()
    let output = try folder.write("as it was", to: "a.fovea")
    let sources = try WorkFolder()
    let scene = try LargeScene(meshes: 60, side: 60).write(to: sources)
    let binary = try #require(FoveaProcess.binary)
    let result = try FoveaProcess.run(
      [
        "-c", "trap '' XFSZ; ulimit -f 400; exec \"$0\" bake \"$1\" -o \"$2\"",
        binary.path(), scene, output,
      ],
      binary: URL(filePath: "/bin/sh"))
    #expect(result.code == 2)
    #expect(result.errors.contains("cannot be written: File too large"))
    #expect(result.errors.filter { $0 == "\n" }.count == 1)
    #expect(try String(contentsOfFile: output, encoding: .utf8) == "as it was")
    #expect(sources.contents == ["scene.bin", "scene.gltf"])
    #expect(folder.contents == ["a.fovea"])
  }

  @Test func secondBakeOfTheSameFileIsRefused() throws {
    let folder = try WorkFolder()
    let output = folder.path + "/a.fovea"
    let sources = try WorkFolder()
    let scene = try LargeScene(meshes: 60, side: 60).write(to: sources)
    let first = try FoveaProcess.run(
      ["bake", scene, "-o", output], sending: SIGSTOP,
      when: { size(output + ".partial") > 100_000 },
      then: {
        let second = try FoveaProcess.run("bake", scene, "-o", output)
        #expect(second.code == 2 && second.output.isEmpty)
        #expect(second.errors.contains("another process"))
      })
    #expect(first.code == 0)
    #expect(sources.contents == ["scene.bin", "scene.gltf"])
    #expect(folder.contents == ["a.fovea"])
  }

  /// Memory follows the meshes in work, not the scene.
  @Test func scenesMayBeLargerThanTheMemoryForThem() throws {
    let folder = try WorkFolder()
    let scene = try LargeScene(meshes: 80, side: 160).write(to: folder)
    let result = try FoveaProcess.run(
      "bake", scene, "-o", folder.path + "/a.fovea", "--memory", "16", "--json")
    #expect(result.code == 0)
    let facts = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(facts["triangles"] as? Int == 80 * 2 * 160 * 160)
    // 148 MB of vertices and indices in the file, and 16 MiB of meshes at once with their levels.
    let peak = try #require(facts["peak_memory_bytes"] as? Int)
    #expect(peak < 100_000_000, "\(peak)")
  }

  private func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }
}
