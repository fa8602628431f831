import Foundation
import Testing

/// What `fovea inspect` tells of a baked scene.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"))
struct InspectBakedTests {
  private let folder: WorkFolder
  private let path: String

  init() throws {
    folder = try WorkFolder()
    path = folder.path + "/scene.fovea"
    let result = try FoveaProcess.run("bake", "builtin:spheres", "-o", path)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test func levelsAddUp() throws {
    let result = try FoveaProcess.run("inspect", path, "--verify", "--json")
    #expect(result.code == 0, "\(result.errors)")
    let facts = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let counts = try #require(facts["counts"] as? [String: Int])
    let levels = try #require(facts["levels"] as? [[String: Any]])
    func sum(_ name: String) -> Int { levels.reduce(0) { $0 + ($1[name] as? Int ?? 0) } }
    #expect(levels.count > 1)
    #expect(sum("groups") == counts["groups"] && sum("clusters") == counts["clusters"])
    #expect(sum("triangles") >= counts["triangles"] ?? .max)
    let bytes = try #require(facts["bytes"] as? [String: Double])
    let parts = ["geometry", "images", "other"].compactMap { bytes[$0] }
    #expect(parts.count == 3 && parts.reduce(0, +) == bytes["file"])
    #expect(facts["verified"] as? Bool == true)
    #expect(try FoveaProcess.run("inspect", path).output.contains("level 0"))
  }

  @Test func damageIsExitCodeThree() throws {
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[4096 + 20] ^= 1
    try bytes.write(to: URL(filePath: path))
    let result = try FoveaProcess.run("inspect", path, "--verify")
    #expect(result.code == 3)
    #expect(result.errors.hasPrefix("fovea: \(path): page "))
    #expect(result.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test func verifyIsForBakedScenes() throws {
    let result = try FoveaProcess.run("inspect", "builtin:spheres", "--verify")
    #expect(result.code == 1)
  }
}
