import Foundation
import Testing

/// Sequences, statistics and foveated pictures, on whatever device there is.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"), .serialized)
struct RenderFoveationTests {
  private static let small = [
    "--headset", "ci-mini", "--output", "eyes", "--size", "64x64", "--samples", "1",
  ]

  private func render(_ output: String, _ options: [String]) throws -> [String: Any] {
    let result = try FoveaProcess.run(
      ["render", "builtin:spheres", "-o", output, "--json"] + Self.small + options)
    try #require(result.code == 0, "\(result.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private func pictures(_ facts: [String: Any]) throws -> [[String: Any]] {
    try #require(facts["pictures"] as? [[String: Any]])
  }

  private func gaze(_ picture: [String: Any]) throws -> [String: Any] {
    try #require(picture["gaze"] as? [String: Any])
  }

  private func degrees(_ picture: [String: Any]) throws -> [[Double]] {
    try #require(try gaze(picture)["degrees"] as? [[Double]])
  }

  private func bytes(_ file: String) throws -> Data {
    try Data(contentsOf: URL(filePath: file))
  }

  /// Frame by frame from one process as from one process each.
  @Test func aSequenceIsItsFrames() throws {
    let folder = try WorkFolder()
    // The eyes jump in these frames, and are seen late and badly.
    let trace =
      ["--foveation", "gaze", "--foveation-inset", "0.4x0.4", "--gaze-latency", "30"]
      + ["--gaze-noise", "0.5", "--seed", "3", "--trace", "look-around", "--frame"]
    let facts = try render(folder.path + "/s-%03d.png", trace + ["79", "--frames", "2"])
    #expect(folder.contents == ["s-079.png", "s-080.png"])
    for (index, picture) in try pictures(facts).enumerated() {
      let frame = 79 + index
      #expect(picture["frame"] as? Int == frame)
      let file = folder.path + "/s-0\(frame).png"
      #expect(picture["file"] as? String == file)
      let alone = folder.path + "/alone.png"
      let same = try pictures(try render(alone, trace + ["\(frame)"]))
      #expect(NSDictionary(dictionary: try gaze(same[0])).isEqual(to: try gaze(picture)))
      #expect(try bytes(alone) == bytes(file))
    }
    #expect(try bytes(folder.path + "/s-079.png") != bytes(folder.path + "/s-080.png"))
  }

  @Test func statisticsTellWhatWasDrawn() throws {
    let folder = try WorkFolder()
    let facts = try render(folder.path + "/a.png", [])
    #expect(facts["schema"] as? String == "fovea-render/1")
    #expect(facts["foveation"] as? String == "off" && facts["path"] as? String == "none")
    #expect(facts["foveation_plan"] is NSNull && facts["quality"] is NSNull)
    #expect(facts["eye_size"] as? [Int] == [64, 64])
    let picture = try #require(try pictures(facts).first)
    #expect(picture["gaze"] is NSNull && picture["frame"] is NSNull)
    let total = try #require(picture["fragment_invocations"] as? Int)
    let passes = try #require(picture["passes"] as? [[String: Any]])
    #expect(total > 0)
    #expect(passes.compactMap { $0["fragment_invocations"] as? Int }.reduce(0, +) == total)
    #expect(passes.allSatisfy { ($0["name"] as? String)?.isEmpty == false })
  }

  @Test func theGazeIsWhatWasGiven() throws {
    let folder = try WorkFolder()
    let file = folder.path + "/a.png"
    let gaze = ["--foveation", "gaze"]
    func angles(_ options: [String]) throws -> [[Double]] {
      try degrees(try #require(try pictures(render(file, gaze + options)).first))
    }
    #expect(try angles([]) == [[0, 0], [0, 0]])
    #expect(try angles(["--gaze", "12,-7.5"]) == [[12, -7.5], [12, -7.5]])
    #expect(
      try angles(["--gaze=-3,1", "--gaze-right", "-5,2"]) == [[-3, 1], [-5, 2]])
    // The eyes of the trace converge on what they look at, 3 m away, over 63 mm.
    let followed = try angles(["--trace", "look-around", "--frame", "0"])
    let convergence = atan(0.0315 / 3) * 180 / .pi
    #expect(abs(followed[0][0] - convergence) < 0.01 && abs(followed[1][0] + convergence) < 0.01)
    let delayed = try pictures(
      render(file, gaze + ["--trace", "look-around", "--frame", "20", "--gaze-latency", "50"]))
    #expect(try self.gaze(delayed[0])["age_ms"] as? Double == 50)
    #expect(try self.gaze(delayed[0])["state"] as? String == "fixation")
    let unseen = try pictures(
      render(file, gaze + ["--trace", "look-around", "--frame", "0", "--gaze-latency", "50"]))
    #expect(try self.gaze(unseen[0])["age_ms"] is NSNull)
    #expect(try self.gaze(unseen[0])["widening"] as? Double == 1)
    // Long after the trace's end the eyes look as they did last, to what eyes at rest may be off.
    let late = try angles(["--trace", "look-around", "--frame", "1000000000"])
    #expect(abs(late[0][0] - convergence) <= 0.5 && abs(late[0][1]) <= 0.5)
    // What is given comes before the trace.
    #expect(try angles(["--trace", "look-around", "--gaze", "4,4"]) == [[4, 4], [4, 4]])
    let fixed = try #require(try pictures(render(file, ["--foveation", "fixed"])).first)
    #expect((fixed["gaze"] as? [String: Any])?["widening"] as? Double == 1)
  }

  @Test func aRectangleByHandHasTheDensitiesAskedFor() throws {
    let folder = try WorkFolder()
    let facts = try render(
      folder.path + "/a.png",
      ["--foveation", "fixed", "--foveation-inset", "0.5x0.25", "--foveation-density", "0.25"])
    let plan = try #require(facts["foveation_plan"] as? [String: Any])
    #expect(plan["shape"] as? String == "rectangle")
    let layers = try #require(plan["layers"] as? [[String: Any]])
    #expect(layers.compactMap { $0["density"] as? Double } == [1, 0.25])
    #expect(layers[1]["size"] as? [Int] == [16, 16])
    #expect(layers[1]["radius_degrees"] is NSNull)
    // 90° see tangents from -1 to 1, of which the rectangle holds the middle half and quarter.
    let radius = try #require(layers[0]["radius_degrees"] as? [Double])
    #expect(abs(tan(radius[0] * .pi / 180) - 0.5) < 0.01)
    #expect(abs(tan(radius[1] * .pi / 180) - 0.25) < 0.01)
  }

  /// Where a path is not there, that is said, and why.
  @Test(arguments: ["shading-rate", "density-map"], ["render", "bench"])
  func aPathThatIsNotThereIsExitCodeFive(_ path: String, _ command: String) throws {
    let doctor = try FoveaProcess.run("doctor", "--json")
    let facts = try JSONSerialization.jsonObject(with: Data(doctor.output.utf8)) as? [String: Any]
    let device = try #require((facts?["devices"] as? [[String: Any]])?.first)
    let paths = try #require(device["foveation_paths"] as? [[String: Any]])
    let status = try #require(paths.first { $0["name"] as? String == path })
    guard status["available"] as? Bool == false else { return }
    let folder = try WorkFolder()
    let place = folder.path + "/a.png"
    let rest =
      command == "render" ? ["builtin:markers", "-o", place] + Self.small : ["--report", place]
    let result = try FoveaProcess.run(
      [command, "--foveation", "fixed", "--foveation-path", path] + rest)
    #expect(result.code == 5)
    #expect(result.errors.contains(try #require(status["reason"] as? String)), "\(result.errors)")
    #expect(folder.contents.isEmpty)
  }

  @Test func aTraceWithoutGazeIsRefused() throws {
    let folder = try WorkFolder()
    let trace = try folder.write(
      """
      time_ns,head_x_m,head_y_m,head_z_m,head_qx,head_qy,head_qz,head_qw
      0,0,0,0,0,0,0,1

      """, to: "head.csv")
    let result = try FoveaProcess.run(
      ["render", "builtin:markers", "-o", folder.path + "/a.png", "--foveation", "gaze"]
        + ["--trace", trace] + Self.small)
    #expect(result.code == 1)
    #expect(result.errors.contains("has no gaze"))
    #expect(folder.contents == ["head.csv"])
  }

  /// In one run: what foveation saves, and what is not there with its reason.
  @Test func benchComparesWithOff() throws {
    let folder = try WorkFolder()
    let suite = try folder.write(
      """
      {"scenes": ["builtin:spheres"], "headsets": ["ci-mini"], "foveation": ["off", "gaze"],
       "qualities": ["low"], "foveation_paths": ["inset", "density-map"], "samples": [1],
       "traces": ["look-around"], "eye_tracker": {"latency_ms": 20}, "frames": 2,
       "warmup_frames": 1, "output": "eyes"}
      """, to: "tiny.json")
    let result = try FoveaProcess.run("bench", suite, "--report", folder.path + "/out")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains(" of the forward fragments and "))
    let file = try bytes(folder.path + "/out/report.json")
    let report = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
    let runs = try #require(report["runs"] as? [[String: Any]])
    let skipped = try #require(report["skipped"] as? [[String: String]])
    #expect(runs.count + skipped.count == 3)
    #expect(skipped.allSatisfy { $0["reason"]?.contains("density-map") == true })
    #expect(runs[0]["foveation"] as? String == "off" && runs[0]["saved"] is NSNull)
    #expect(runs[1]["foveation"] as? String == "gaze")
    #expect(runs[1]["quality"] as? String == "low" && runs[1]["path"] as? String == "inset")
    #expect((runs[1]["foveation_plan"] as? [String: Any])?["layers"] is [Any])
    #expect(runs[0]["gaze"] is NSNull)
    let gaze = try self.gaze(runs[1])
    #expect(gaze["latency_ms"] as? Double == 20)
    #expect((gaze["age_ms"] as? [String: Double])?["p50"] == 20)
    #expect((gaze["states"] as? [String: Int])?.values.reduce(0, +) == 2)
    let saved = try #require(runs[1]["saved"] as? [String: Any])
    #expect(saved["of"] as? String == runs[0]["name"] as? String)
    for ratio in ["fragments_of_off", "time_of_off"] {
      #expect(saved[ratio] as? Double ?? 0 > 0)
    }
    #if !DEBUG
      let counters = try #require(runs[1]["counters"] as? [String: Any])
      #expect(counters["heap_allocations_per_frame"] as? Double == 0)
    #endif
  }

  @Test func benchTakesFoveationFromTheCommandLine() throws {
    let folder = try WorkFolder()
    let suite = try folder.write(
      #"{"scenes": ["builtin:spheres"], "headsets": ["ci-mini"], "samples": [1], "frames": 1}"#,
      to: "tiny.json")
    let bench = ["bench", suite, "--report", folder.path + "/out"]
    let lonely = try FoveaProcess.run(bench + ["--foveation-quality", "low"])
    #expect(lonely.code == 1 && lonely.errors.contains("goes with --foveation"))
    let result = try FoveaProcess.run(
      bench + ["--foveation", "fixed", "--foveation-quality", "medium", "--json"])
    #expect(result.code == 0, "\(result.errors)")
    let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let runs = try #require(report?["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    #expect(runs[0]["foveation"] as? String == "fixed" && runs[0]["quality"] as? String == "medium")
  }
}
