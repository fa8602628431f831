import Foundation
import ImageCodecs
import Testing

/// Pictures and reports, on whatever device there is.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"), .serialized)
struct RenderTests {
  private func picture(_ file: String) throws -> DecodedImage {
    try ImageDecoder.decode([UInt8](Data(contentsOf: URL(filePath: file))))
  }

  private func object(_ text: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
  }

  @Test func aPanelIsWrittenUnderValidation() throws {
    let folder = try WorkFolder()
    let file = folder.path + "/panel.png"
    let result = try FoveaProcess.run(
      "render", "builtin:spheres", "-o", file, "--headset", "ci-mini", "--validate")
    #expect(result.code == 0, "\(result.errors.prefix(2000))")
    #expect(result.output.isEmpty)
    #expect(folder.contents == ["panel.png"])
    let panel = try picture(file)
    #expect(panel.width == 512 && panel.height == 256)
    #expect(Set(panel.pixels).count > 20)
  }

  @Test func eyesAreSideBySideAndEachAsAlone() throws {
    let folder = try WorkFolder()
    for output in ["eyes", "left", "right"] {
      let result = try FoveaProcess.run(
        "render", "builtin:spheres", "-o", "\(folder.path)/\(output).png", "--headset=ci-mini",
        "--output", output, "--size", "96x80", "--samples=1")
      #expect(result.code == 0, "\(result.errors)")
    }
    let eyes = try picture(folder.path + "/eyes.png")
    let left = try picture(folder.path + "/left.png")
    let right = try picture(folder.path + "/right.png")
    #expect(eyes.width == 192 && eyes.height == 80 && left.width == 96 && right.width == 96)
    func half(_ start: Int) -> [UInt8] {
      (0..<80).flatMap { row in
        eyes.pixels[(row * 192 + start) * 4..<(row * 192 + start + 96) * 4]
      }
    }
    #expect(half(0) == left.pixels)
    #expect(half(96) == right.pixels)
    #expect(left.pixels != right.pixels)
  }

  @Test func withoutEyeDistanceBothSeeTheSame() throws {
    let folder = try WorkFolder()
    let file = folder.path + "/eyes.png"
    let result = try FoveaProcess.run(
      "render", "builtin:spheres", "-o", file, "--headset", "ci-mini", "--output", "eyes",
      "--size", "64x64", "--ipd", "0", "--tonemap", "none")
    #expect(result.code == 0, "\(result.errors)")
    let eyes = try picture(file)
    for row in 0..<64 {
      let start = row * 128 * 4
      #expect(eyes.pixels[start..<start + 256] == eyes.pixels[start + 256..<start + 512])
    }
  }

  @Test func aSampleCountThatIsNotThereIsExitCodeFiveAndNamesThose() throws {
    let folder = try WorkFolder()
    let facts = try object(Data(try FoveaProcess.run("doctor", "--json").output.utf8))
    let device = (facts["devices"] as? [[String: Any]])?.first
    let samples = try #require(device?["samples"] as? [Int])
    guard let absent = [1, 2, 4, 8].first(where: { !samples.contains($0) }) else { return }
    let result = try FoveaProcess.run(
      "render", "builtin:spheres", "-o", folder.path + "/a.png", "--samples", "\(absent)")
    #expect(result.code == 5)
    for count in samples { #expect(result.errors.contains("\(count)")) }
    #expect(folder.contents.isEmpty)
  }

  private static let absent: [([String], Int32)] = [
    (["--device", "99"], 5), (["--device", "no such device"], 5), (["--camera", "99"], 1),
    (["--environment", "no-such-sky"], 1), (["--environment", "/no.hdr"], 2),
    (["--headset", "/no.json"], 2), (["--trace", "no-such-trace"], 1),
  ]

  @Test(arguments: absent)
  func whatIsNotThereIsRefused(_ options: [String], _ code: Int32) throws {
    let folder = try WorkFolder()
    let result = try FoveaProcess.run(
      ["render", "builtin:markers", "-o", folder.path + "/a.png"] + options)
    #expect(result.code == code, "\(result.errors)")
    #expect(folder.contents.isEmpty)
  }

  @Test func doctorNamesAUsableDevice() throws {
    let result = try FoveaProcess.run("doctor", "--json")
    #expect(result.code == 0 && result.errors.isEmpty)
    let facts = try object(Data(result.output.utf8))
    let devices = try #require(facts["devices"] as? [[String: Any]])
    #expect(devices.first?["usable"] as? Bool == true)
    let features = try #require(devices.first?["features"] as? [[String: Any]])
    #expect(
      features.allSatisfy { $0["required"] as? Bool == false || $0["present"] as? Bool == true })
    #expect(facts["missing"] is [Any])
    #expect(try FoveaProcess.run("doctor").code == 0)
  }

  @Test func benchReports() throws {
    let folder = try WorkFolder()
    let suite = try folder.write(
      """
      {"scenes": ["builtin:spheres", "not/here.glb"], "field_of_view_degrees": [60, 60],
       "eye_size": [64, 64], "samples": [1], "views": [1, 2], "frames": 3, "warmup_frames": 2,
       "repetitions": 2,
       "lights": [{"direction": [0, -1, -1], "illuminance": 3, "ambient": 0.2}]}
      """, to: "tiny.json")
    let result = try FoveaProcess.run("bench", suite, "--report", folder.path + "/out")
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("verdict: not-judged"))
    #expect(result.output.contains("\(folder.path)/out/report.json"))
    #expect(result.errors.contains("skipped here"))
    let report = try object(Data(contentsOf: URL(filePath: folder.path + "/out/report.json")))
    #expect(report["schema"] as? String == "fovea-report/1")
    let runs = try #require(report["runs"] as? [[String: Any]])
    #expect(runs.count == 2 && (report["skipped"] as? [Any])?.count == 2)
    for run in runs {
      #expect(run["frames"] as? Int == 6)
      #expect((run["frame_ms"] as? [String: Double])?["p50"] ?? 0 > 0)
      #expect((run["process_cpu_ms"] as? [String: Double])?["p50"] ?? 0 > 0)
      #expect(run["probe_ms"] as? Double ?? 0 > 0)
      #expect((run["passes"] as? [[String: Any]])?.isEmpty == false)
      let counters = try #require(run["counters"] as? [String: Any])
      #expect(counters["draws"] as? Int ?? 0 > 0)
      #expect(counters["triangles_submitted"] as? Int ?? 0 > 0)
      #expect(counters["resident_bytes"] as? Int ?? 0 > 0)
      // Steady frames do not allocate; only the release build counts.
      #if DEBUG
        #expect(counters["heap_allocations_per_frame"] is NSNull)
      #else
        #expect(counters["heap_allocations_per_frame"] as? Double == 0)
      #endif
      for name in try #require(run["pictures"] as? [String]) {
        _ = try picture("\(folder.path)/out/\(name)")
      }
    }
    let lines = try String(contentsOfFile: folder.path + "/out/frames.csv", encoding: .utf8)
      .split(separator: "\r\n")
    #expect(lines.count == 1 + 2 * 6)
  }

  /// A scene that is not baked is drawn roughly and said to be; nothing is baked for it.
  @Test func withoutWaitingSomethingStandsInForTheScene() throws {
    let folder = try WorkFolder()
    let scene = try LargeScene(meshes: 60, side: 90).write(to: folder)
    func draw(_ name: String, _ options: String...) throws -> (isRough: Bool?, errors: String) {
      let result = try FoveaProcess.run(
        [
          "render", scene, "-o", "\(folder.path)/\(name)", "--json", "--headset", "ci-mini",
          "--output", "left", "--size", "128x128",
        ] + options, environment: ["FOVEA_CACHE": folder.path + "/cache"])
      #expect(result.code == 0)
      return (try object(Data(result.output.utf8))["provisional"] as? Bool, result.errors)
    }
    let rough = try draw("rough.png", "--no-wait", "--validate")
    #expect(rough.isRough == true && rough.errors.contains("stands in for it"))
    #expect(!folder.contents.contains("cache"))
    let whole = try draw("whole.png")
    #expect(whole.isRough == false && whole.errors.isEmpty)
    let (a, b) = (try picture("\(folder.path)/rough.png"), try picture("\(folder.path)/whole.png"))
    let far = zip(a.pixels, b.pixels).count { abs(Int($0) - Int($1)) > 64 }
    #expect(a.pixels != b.pixels && far * 10 < a.pixels.count)
    #expect(try draw("whole.png", "--no-wait").isRough == false)
  }

  @Test func anInterruptIsExitCode130AndLeavesNoHalfFile() throws {
    let folder = try WorkFolder()
    let result = try FoveaProcess.interrupt(
      ["render", "builtin:gallery", "-o", folder.path + "/a.png", "--size", "4096x4096"], after: 0.5
    )
    #expect(result.code == 130)
    #expect(folder.contents.isEmpty)
  }
}
