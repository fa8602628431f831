import FrameTiming
import Reporting
import Testing

private import struct Foundation.Data
private import class Foundation.JSONSerialization
private import class Foundation.NSNull
private import class Foundation.NSNumber

/// What an independent reader makes of a document.
private func read(_ json: JSON) throws -> [String: Any] {
  let object = try JSONSerialization.jsonObject(with: Data(json.text.utf8))
  return try #require(object as? [String: Any])
}

@Suite struct JSONTests {
  @Test func awkwardStringsSurvive() throws {
    let strings = [
      "", "\"\\/", "a\nb\tc\rd", "\u{1}\u{1f}", "héadset 眼 👁", "</script>", "\u{2028}",
    ]
    let back = try #require(try read(["s": JSON(strings)])["s"] as? [String])
    #expect(back == strings)
  }

  @Test func numbersSurvive() throws {
    let numbers = [0, -1, 0.1, 1e-7, 1.5e300, 8.333333, 123_456_789_012, .leastNonzeroMagnitude]
    let back = try #require(try read(["n": JSON(numbers.map { JSON($0) })])["n"] as? [Double])
    #expect(back == numbers)
    #expect(JSON(Int64.min).text == "-9223372036854775808\n")
    #expect(JSON(UInt64.max).text == "9223372036854775807\n")
    #expect(JSON(Float(0.1)).text == "0.1\n")
  }

  @Test func whatIsNotFiniteIsNull() throws {
    #expect(JSON(Double.nan).text == "null\n")
    #expect(JSON(-Double.infinity).text == "null\n")
    #expect(JSON(Float.infinity).text == "null\n")
  }

  @Test func membersKeepTheirOrder() {
    let json: JSON = ["b": 1, "a": [], "c": ["z": nil, "y": [["x": true]]]]
    #expect(
      json.text == """
        {
          "b": 1,
          "a": [],
          "c": {
            "z": null,
            "y": [
              {
                "x": true
              }
            ]
          }
        }

        """)
    #expect(json["c"]?["z"] == .null)
    #expect(json["d"] == nil)
  }
}

@Suite struct ReportTests {
  private func report(frames: [Double]) -> Report {
    var report = Report(
      machine: Report.Machine(
        cpu: "a cpu", cores: 2, device: "a device", deviceType: "discrete", driver: "d 1",
        os: "an os", version: "0.1"))
    var run = Run(
      name: "one, two", scene: "builtin:gallery", headset: "generic", quality: "default",
      samples: 4, views: 2, eyeWidth: 640, eyeHeight: 480, refreshRate: 120, warmupFrames: 3,
      repetitions: 1)
    run.frameTimes_ms = frames
    run.cpu_ms = frames.map { $0 / 2 }
    run.counters.frame.draws = 7
    run.counters.heapAllocationsPerFrame = 0
    var pass = Run.Pass(name: "forward")
    pass.gpu_ms = [1, 3]
    run.passes = [pass]
    run.verdict = Verdict(.pass, reason: "all well")
    report.runs = [run]
    return report
  }

  @Test func streamingIsJudgedByItsLimits() throws {
    var facts = StreamingFacts()
    #expect(facts.verdict == nil && facts.summary.isEmpty)
    var journey = JourneyFacts()
    (facts.peakDeviceBytes, facts.deviceBudget) = (10 << 20, 10 << 20)
    (journey.frames, journey.teleports, journey.fullDetail_ms) = (100, 2, [120, 500])
    (journey.requested, journey.requestedAgain) = (1000, 19)
    facts.journey = journey
    #expect(facts.verdict?.outcome == .pass)
    #expect(
      facts.summary.hasPrefix("peak 10.0 of 10.0 MiB, 0 holes, 0 of 100 frames waited, 1.90 %"))
    let faults: [(String, (inout StreamingFacts) -> Void)] = [
      ("budget", { $0.peakDeviceBytes += 1 }), ("holes", { $0.journey?.holes = 1 }),
      ("waited", { $0.journey?.waitedFrames = 1 }),
      ("requested again", { $0.journey?.requestedAgain = 20 }),
      ("full detail", { $0.journey?.fullDetail_ms[1] = 500.1 }),
      ("full detail", { $0.journey?.teleports = 3 }),
    ]
    for (word, spoil) in faults {
      var bad = facts
      spoil(&bad)
      #expect(bad.verdict?.outcome == .fail && bad.verdict?.reason.contains(word) == true)
    }
    let streaming = try read(facts.json)
    let told = try #require(streaming["journey"] as? [String: Any])
    #expect((told["slowest_full_detail_ms"] as? NSNumber)?.doubleValue == 500)
    #expect((told["requested_again_share"] as? NSNumber)?.doubleValue == 0.019)
  }

  @Test func hasTheFieldsOfItsSchema() throws {
    let object = try read(report(frames: [7, 9, 8]).json)
    #expect(object["schema"] as? String == "fovea-report/1")
    #expect(object["verdict"] as? String == "pass")
    #expect((object["exit_code"] as? NSNumber)?.intValue == 0)
    let machine = try #require(object["machine"] as? [String: Any])
    #expect(
      Set(machine.keys) == ["cpu", "cores", "device", "device_type", "driver", "os", "version"])
    let run = try #require((object["runs"] as? [[String: Any]])?.first)
    let names = [
      "name", "scene", "headset", "trace", "foveation", "quality", "path", "samples", "views",
      "eye_size", "refresh_hz", "budget_ms", "frames", "warmup_frames", "frame_ms", "cpu_ms",
      "gpu_ms", "process_cpu_ms", "probe_ms", "passes", "missed_frames", "missed_percent",
      "longest_missed_run", "counters", "verdict", "reason",
    ]
    for name in names { #expect(run[name] != nil, "\(name)") }
    let counters = try #require(run["counters"] as? [String: Any])
    let counterNames = [
      "draws", "triangles_submitted", "triangles_rasterized", "fragment_invocations",
      "pixels_shaded", "compute_invocations", "bytes_uploaded", "resident_bytes",
      "peak_resident_bytes", "heap_allocations_per_frame", "barriers", "validation_messages",
    ]
    #expect(Set(counters.keys) == Set(counterNames))
    #expect(counters["compute_invocations"] is NSNull)
    let frame = try #require(run["frame_ms"] as? [String: Double])
    #expect(
      Set(frame.keys) == ["mean", "stddev", "min", "p50", "p90", "p95", "p99", "p999", "max"])
    #expect(frame["mean"] == 8 && frame["p50"] == 8 && frame["stddev"] == 1 && frame["max"] == 9)
    #expect(run["budget_ms"] as? Double == 8.333333)
    #expect(run["missed_frames"] as? Int == 1)
    #expect(run["longest_missed_run"] as? Int == 1)
    #expect(run["eye_size"] as? [Int] == [640, 480])
    let pass = try #require((run["passes"] as? [[String: Any]])?.first)
    #expect((pass["gpu_ms"] as? [String: Double])?["mean"] == 2)
  }

  @Test func ratiosAreOfTheSameReport() throws {
    var report = report(frames: [7])
    report.runs[0].processCPU_ms = [30, 10, 20]
    report.runs[0].probe_ms = 8
    var other = Run.Pass(name: "composite")
    other.gpu_ms = [6]
    report.runs[0].passes.append(other)
    var mono = report.runs[0]
    mono.views = 1
    mono.processCPU_ms = [16]
    var another = mono
    another.samples = 1
    another.processCPU_ms = [1]
    report.runs = [another, report.runs[0], mono]
    let runs = try #require(try read(report.json)["runs"] as? [[String: Any]])
    #expect(runs[1]["probe_ratio"] as? Double == 2.5)
    #expect(runs[1]["mono_ratio"] as? Double == 1.25)
    #expect(runs[0]["mono_ratio"] is NSNull && runs[2]["mono_ratio"] is NSNull)
    let shares = (runs[1]["passes"] as? [[String: Any]])?.map { $0["share"] as? Double }
    #expect(shares == [0.25, 0.75])
  }

  /// Frames are compared with those of the same number, passes by the first word of their names.
  @Test func savingsAreOfTheRunWithoutFoveation() throws {
    func pass(_ name: String, _ time: Double, _ fragments: [Double]) -> Run.Pass {
      var pass = Run.Pass(name: name)
      (pass.gpu_ms, pass.fragments) = ([time, time], fragments)
      return pass
    }
    var report = report(frames: [7])
    report.runs[0].processCPU_ms = [10, 100, 40]
    report.runs[0].gpu_ms = [4, 4, 4]
    report.runs[0].passes = [pass("forward", 8, [100, 300]), pass("composite", 2, [50, 50])]
    var gaze = report.runs[0]
    (gaze.name, gaze.foveation, gaze.reference) = ("gaze", "gaze", "one, two")
    gaze.processCPU_ms = [5, 30, 10]
    gaze.gpu_ms = [1, 1, 3]
    gaze.passes = [
      pass("forward inset", 1, [20, 80]), pass("forward outer", 3, [60, 40]),
      pass("composite", 2, [50, 50]), pass("assemble", 1, [0, 0]),
    ]
    gaze.foveationPlan = FoveationFacts(
      shape: "disc",
      layers: [
        .init(density: 1, width: 40, height: 20, radiusDegrees: SIMD2(10, 5), samples: 4),
        .init(density: 0.5, width: 80, height: 60, radiusDegrees: nil, samples: 1),
      ], fullPixels: 160 * 120)
    var lost = gaze
    lost.reference = "not here"
    report.runs += [gaze, lost]
    let runs = try #require(try read(report.json)["runs"] as? [[String: Any]])
    #expect(runs[0]["saved"] is NSNull && runs[2]["saved"] is NSNull)
    #expect(runs[0]["foveation_plan"] is NSNull)
    let saved = try #require(runs[1]["saved"] as? [String: Any])
    #expect(saved["of"] as? String == "one, two")
    #expect(saved["fragments_of_off"] as? Double == 0.6)
    #expect(saved["forward_fragments_of_off"] as? Double == 0.5)
    #expect(saved["time_of_off"] as? Double == 0.3)
    #expect(saved["gpu_time_of_off"] as? Double == 0.25)
    let passes = try #require(saved["passes"] as? [[String: Any]])
    #expect(passes.map { $0["name"] as? String } == ["forward", "composite", "assemble"])
    #expect(passes.map { $0["fragments_of_off"] as? Double } == [0.5, 1, nil])
    #expect(passes.map { $0["gpu_time_of_off"] as? Double } == [0.5, 1, nil])
    #expect(passes.map { $0["gpu_time_of_all_off"] as? Double } == [0.4, 0.2, 0.1])
    let plan = try #require(runs[1]["foveation_plan"] as? [String: Any])
    #expect(plan["pixels_per_eye"] as? Int == 5600)
    #expect(plan["pixel_share"] as? Double == 0.291667)
    let layers = try #require(plan["layers"] as? [[String: Any]])
    #expect(layers[0]["size"] as? [Int] == [40, 20])
    #expect(layers[0]["radius_degrees"] as? [Double] == [10, 5])
    #expect(layers[1]["pixel_share"] as? Double == 0.25 && layers[1]["samples"] as? Int == 1)
  }

  @Test func whatWasNotMeasuredIsNull() throws {
    var report = report(frames: [7])
    report.runs[0].refreshRate = nil
    let run = try #require((try read(report.json)["runs"] as? [[String: Any]])?.first)
    for name in ["gpu_ms", "process_cpu_ms", "probe_ms", "budget_ms", "missed_frames", "trace"] {
      #expect(run[name] is NSNull, "\(name)")
    }
  }

  @Test func csvHasALineForEachFrame() {
    let lines = report(frames: [7, 9.5]).csv.split(separator: "\r\n")
    #expect(
      lines == [
        "run,frame,frame_ms,cpu_ms,gpu_ms,process_cpu_ms", "\"one, two\",0,7.0,3.5,,",
        "\"one, two\",1,9.5,4.75,,",
      ])
  }
}
