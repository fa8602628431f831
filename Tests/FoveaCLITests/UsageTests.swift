import Testing

/// Exit codes and messages of what needs no device.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"))
struct UsageTests {
  @Test(arguments: [
    ["rendr"], ["--versoin"], ["render", "a.glb", "--headet", "x"], ["bench", "--reprot", "d"],
    ["headsets", "sohw", "generic"], ["inspect", "a.glb", "-j"],
    ["bench", "quik", "--report", "d"],
  ])
  func unknownNamesAreRefusedWithTheNearest(_ arguments: [String]) throws {
    let result = try FoveaProcess.run(arguments)
    #expect(result.code == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("fovea: unknown "))
    #expect(result.errors.contains("did you mean \"") || result.errors.contains("; see fovea"))
    #expect(result.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: [
    [], ["render"], ["render", "a.glb"], ["render", "a.glb", "b.glb", "-o", "x.png"],
    ["render", "a.glb", "-o", "x.jpg"], ["render", "a.glb", "-o"],
    ["render", "a.glb", "-o", "x.png", "--size", "0x5"],
    ["render", "a.glb", "-o", "x.png", "--size", "1024"],
    ["render", "a.glb", "-o", "x.png", "--ipd", "nan"],
    ["render", "a.glb", "-o", "x.png", "--position", "1,2"],
    ["render", "a.glb", "-o", "x.png", "--position=1,2,3"],
    ["render", "a.glb", "-o", "x.png", "--samples", "3"],
    ["render", "a.glb", "-o", "x.png", "--output", "middle"],
    ["render", "a.glb", "-o", "x.png", "--frame", "3"],
    ["render", "a.glb", "-o", "%d.png", "--frames", "3"],
    ["render", "a.glb", "-o", "x.png", "--trace", "still", "--frames", "3"],
    ["render", "a.glb", "-o", "%d%d.png", "--trace", "still", "--frames", "3"],
    ["render", "a.glb", "-o", "%s%d.png", "--trace", "still", "--frames", "3"],
    ["render", "a.glb", "-o", "x.png", "--exposure", "1", "--exposure", "2"],
    ["view"], ["view", "a.glb", "--view", "both"], ["view", "a.glb", "--vsync", "maybe"],
    ["view", "a.glb", "--frames", "0"], ["view", "a.glb", "--screenshot", "x.jpg"],
    ["view", "a.glb", "--window-size", "0x5"], ["view", "a.glb", "--xr", "--window"],
    ["view", "a.glb", "--json"], ["view", "a.glb", "--gaze", "1,2"],
    ["bake", "a.glb"], ["bake", "-o", "a.fovea"], ["bake", "a.glb", "-o", "a.glb"],
    ["bake", "a.glb", "-o", "a.fovea", "--jobs", "0"],
    ["bake", "a.fovea", "-o", "b.fovea"], ["bake", "builtin:galery", "-o", "b.fovea"],
    ["bench"], ["inspect", "a", "--json=yes"], ["headsets", "show"], ["headsets", "-o", "x.png"],
    ["headsets", "show", "no-such-headset"], ["inspect", "builtin:galery"],
  ])
  func wrongUseIsExitCodeOne(_ arguments: [String]) throws {
    let result = try FoveaProcess.run(arguments)
    #expect(result.code == 1, "\(arguments): \(result.errors)")
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  private static let foveation = ["render", "a.glb", "-o", "x.png", "--foveation"]

  @Test(arguments: [
    (["gazee"], "did you mean \"gaze\"?"), (["on"], "is not one of off, fixed, gaze"),
    (["off", "--gaze", "1,2"], "--gaze goes with --foveation gaze"),
    (["fixed", "--gaze", "1,2"], "--gaze goes with --foveation gaze"),
    (["gaze", "--gaze-right", "1,2"], "--gaze-right goes with --gaze"),
    (["gaze", "--gaze", "1"], "is not X,Y"), (["gaze", "--gaze", "1,nan"], "is not X,Y"),
    (["gaze", "--gaze", "90,0"], "from -80 to 80 degrees"),
    (["gaze", "--gaze-noise", "1"], "--gaze-noise goes with --foveation gaze and --trace"),
    (["gaze", "--trace", "still", "--gaze-latency=-1"], "a number from 0 to 1000"),
    (["off", "--foveation-quality", "low"], "goes with --foveation fixed or gaze"),
    (["fixed", "--foveation-quality", "hihg"], "did you mean \"high\"?"),
    (["fixed", "--foveation-path", "density-mab"], "did you mean \"density-map\"?"),
    (["fixed", "--foveation-inset", "0.35"], "is not WxH"),
    (["fixed", "--foveation-inset", "0.35x1.5"], "parts from 0.01 to 1"),
    (["fixed", "--foveation-density", "0.5"], "goes with --foveation-inset"),
    (["fixed", "--foveation-inset", "1x1", "--foveation-density", "2"], "a number from 0.05 to 1"),
    (["fixed", "--foveation-inset", "1x1", "--foveation-quality", "low"], "exclude each other"),
  ])
  func foveationThatMakesNoSenseIsRefused(_ options: [String], _ reason: String) throws {
    let result = try FoveaProcess.run(Self.foveation + options)
    #expect(result.code == 1 && result.output.isEmpty)
    #expect(result.errors.contains(reason), "\(options): \(result.errors)")
    #expect(result.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test(arguments: [
    "doctor", "inspect", "bake", "render", "view", "bench", "headsets", "traces", "trace",
  ])
  func everyCommandHasHelp(_ command: String) throws {
    let result = try FoveaProcess.run(command, "--help")
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect(result.output.contains("Usage: fovea \(command)"))
    #expect(result.output.contains("--help"))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(try FoveaProcess.run("help", command).output == result.output)
  }

  @Test func helpAndVersionAreData() throws {
    let help = try FoveaProcess.run("--help")
    #expect(help.code == 0 && help.output.contains("render"))
    let version = try FoveaProcess.run("--version")
    #expect(version.code == 0 && version.output.hasPrefix("fovea "))
  }

  @Test(arguments: [
    ["inspect", "/no/such/scene.glb"], ["inspect", "/"],
    ["bake", "/no/such/scene.glb", "-o", "/tmp/no.fovea"],
    ["bake", "builtin:spheres", "-o", "/no/such/folder/a.fovea"],
    ["bench", "/no/suite.json", "--report", "d"], ["headsets", "show", "/no/profile.json"],
  ])
  func filesThatCannotBeReadAreExitCodeTwo(_ arguments: [String]) throws {
    let result = try FoveaProcess.run(arguments)
    #expect(result.code == 2, "\(arguments): \(result.errors)")
    #expect(result.errors.hasPrefix("fovea: /"))
  }

  @Test func badFilesAreExitCodeThreeAndNameTheirPlace() throws {
    let folder = try WorkFolder()
    let scene = try folder.write(
      #"{"asset": {"version": "2.0"}, "nodes": [{"mesh": 7}]}"#, to: "bad.gltf")
    let result = try FoveaProcess.run("inspect", scene)
    #expect(result.code == 3)
    #expect(result.errors.hasPrefix("fovea: \(scene): /nodes/0"))
    #expect(result.errors.filter { $0 == "\n" }.count == 1)
    let suite = try folder.write(#"{"scenes": ["a"], "frmaes": 3}"#, to: "bad.json")
    let bench = try FoveaProcess.run("bench", suite, "--report", folder.path + "/out")
    #expect(bench.code == 3)
    #expect(bench.errors.contains("/frmaes: "))
    #expect(folder.contents == ["bad.gltf", "bad.json"])
    let profile = try folder.write("{}", to: "profile.json")
    #expect(try FoveaProcess.run("headsets", "show", profile).code == 3)
  }

  /// Control characters in names do not reach the terminal.
  @Test func hostileArgumentsArePrintedSafely() throws {
    let result = try FoveaProcess.run("\u{1B}[31mred\u{7}")
    #expect(result.code == 1)
    #expect(!result.errors.contains("\u{1B}") && !result.errors.contains("\u{7}"))
    #expect(try FoveaProcess.run(String(repeating: "x", count: 100_000)).code == 1)
  }
}
