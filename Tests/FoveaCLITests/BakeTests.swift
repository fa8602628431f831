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

/// A scene of many meshes, written without ever being in memory.
private struct LargeScene {
  let meshes: Int
  /// Squares on a side of a mesh.
  let side: Int

  private var vertexBytes: Int { 24 * (side + 1) * (side + 1) }
  private var indexBytes: Int { 24 * side * side }

  func write(to folder: WorkFolder) throws -> String {
    let buffer = try folder.write("", to: "scene.bin")
    let file = try FileHandle(forWritingTo: URL(filePath: buffer))
    for mesh in 0..<meshes {
      try file.write(contentsOf: vertices(mesh))
      try file.write(contentsOf: indices)
    }
    try file.close()
    return try folder.write(json, to: "scene.gltf")
  }

  private func vertices(_ mesh: Int) -> Data {
    var numbers: [Float] = []
    for row in 0...side {
      for column in 0...side {
        let (x, z) = (Float(column) / Float(side), Float(row) / Float(side))
        numbers += [x, 0.1 * sin(9 * x + Float(mesh)) * cos(7 * z), z, 0, 1, 0]
      }
    }
    return numbers.withUnsafeBytes { Data($0) }
  }

  private var indices: Data {
    var indices: [UInt32] = []
    for row in 0..<UInt32(side) {
      for column in 0..<UInt32(side) {
        let a = row * UInt32(side + 1) + column
        let b = a + UInt32(side + 1)
        indices += [a, b, a + 1, a + 1, b, b + 1]
      }
    }
    return indices.withUnsafeBytes { Data($0) }
  }

  private var json: String {
    let vertexCount = (side + 1) * (side + 1)
    func list(_ element: (Int) -> String) -> String {
      (0..<meshes).map(element).joined(separator: ",")
    }
    let views = list {
      let start = $0 * (vertexBytes + indexBytes)
      return
        #"{"buffer":0,"byteOffset":\#(start),"byteLength":\#(vertexBytes),"byteStride":24},"#
        + #"{"buffer":0,"byteOffset":\#(start + vertexBytes),"byteLength":\#(indexBytes)}"#
    }
    let accessors = list {
      #"{"bufferView":\#(2 * $0),"componentType":5126,"type":"VEC3","count":\#(vertexCount),"#
        + #""min":[0,-1,0],"max":[1,1,1]},"#
        + #"{"bufferView":\#(2 * $0),"byteOffset":12,"componentType":5126,"type":"VEC3","#
        + #""count":\#(vertexCount)},"#
        + #"{"bufferView":\#(2 * $0 + 1),"componentType":5125,"type":"SCALAR","#
        + #""count":\#(indexBytes / 4)}"#
    }
    let primitives = list {
      #"{"primitives":[{"attributes":{"POSITION":\#(3 * $0),"NORMAL":\#(3 * $0 + 1)},"#
        + #""indices":\#(3 * $0 + 2)}]}"#
    }
    return #"{"asset":{"version":"2.0"},"nodes":[\#(list { #"{"mesh":\#($0)}"# })],"#
      + #""meshes":[\#(primitives)],"accessors":[\#(accessors)],"bufferViews":[\#(views)],"#
      + #""buffers":[{"uri":"scene.bin","byteLength":\#(meshes * (vertexBytes + indexBytes))}]}"#
  }
}
