import Foundation
import Testing

/// `fovea trace`: needs no device.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"))
struct TraceTests {
  private func facts(_ name: String) throws -> [String: Any] {
    let result = try FoveaProcess.run("trace", "show", name, "--json")
    #expect(result.code == 0 && result.errors.isEmpty)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test func aTraceIsMadeTheSameAgainAndShown() throws {
    let folder = try WorkFolder()
    let files = ["a", "b", "c"].map { "\(folder.path)/\($0).csv" }
    for (file, seed) in zip(files, ["5", "5", "6"]) {
      let result = try FoveaProcess.run(
        "trace", "generate", "--seed", seed, "--seconds", "4", "--rate", "90", "-o", file)
      #expect(result.code == 0 && result.output.isEmpty && result.errors.isEmpty)
    }
    let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(texts[0] == texts[1] && texts[0] != texts[2])
    let shown = try facts(files[0])
    #expect(shown["samples"] as? Int == 361 && shown["duration_s"] as? Double == 4)
    #expect(shown["rate_hz"] as? Double == 90 && shown["gaze"] as? Bool == true)
    let saccades = try #require(shown["saccades"] as? [[String: Double]])
    #expect(!saccades.isEmpty)
    #expect(saccades.allSatisfy { ($0["peak_deg_per_s"] ?? 0) > 100 })
  }

  @Test(arguments: ["still", "look-around", "gaze-sweep", "explore", "fixate"])
  func whatComesWithFoveaIsShown(name: String) throws {
    #expect(try facts(name)["name"] as? String == name)
    let text = try FoveaProcess.run("trace", "show", name)
    #expect(text.code == 0 && text.output.hasPrefix(name + "\n"))
    #expect(text.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(name == "still" || text.output.contains("*"))
  }

  @Test(
    arguments: [
      (["trace"], 1), (["trace", "shwo", "still"], 1), (["trace", "show"], 1),
      (["trace", "show", "no-such-trace"], 1), (["trace", "show", "/no-such.csv"], 2),
      (["trace", "show", "still", "--rate", "90"], 1), (["trace", "record"], 1),
      (["trace", "record", "a.txt"], 1), (["trace", "record", "a.csv", "--rate", "90"], 1),
      (["trace", "show", "still", "--scene", "builtin:spheres"], 1),
      (["trace", "generate", "still"], 1), (["trace", "generate", "-o", "/tmp/none.csv"], 1),
      (["trace", "generate", "stil", "-o", "/tmp/none.csv"], 1),
      (["trace", "generate", "still", "-o", "/tmp/none.txt"], 1),
      (["trace", "generate", "still", "--seed", "1", "-o", "/tmp/none.csv"], 1),
      (["trace", "generate", "fixate", "--seconds", "1", "-o", "/tmp/none.csv"], 1),
      (["trace", "generate", "--seed", "1", "--rate", "0", "-o", "/tmp/none.csv"], 1),
      (["trace", "generate", "--seed", "1", "-o", "/no-such-folder/a.csv"], 2),
    ] as [([String], Int32)])
  func wrongUseHasItsCodeAndOneLine(_ arguments: [String], _ code: Int32) throws {
    let result = try FoveaProcess.run(arguments)
    #expect(result.code == code, "\(arguments): \(result.errors)")
    #expect(result.output.isEmpty && result.errors.filter { $0 == "\n" }.count == 1)
  }
}
