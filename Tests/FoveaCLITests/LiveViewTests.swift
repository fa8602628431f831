import Foundation
import ImageCodecs
import Testing
import XDrop

/// What happens in a window besides looking: recording, files that change, and another place to look from.
@Suite(
  .enabled(if: FoveaProcess.isBuilt, "the binary is not built"),
  .enabled(if: XServer.isInstalled, "Xvfb or xdotool is missing: Scripts/install gets them"),
  .serialized)
struct LiveViewTests {
  private func picture(_ file: String) throws -> DecodedImage {
    try ImageDecoder.decode([UInt8](Data(contentsOf: URL(filePath: file))))
  }

  private func wait(for file: String) throws {
    for _ in 0..<300 where !FileManager.default.fileExists(atPath: file) { usleep(100_000) }
    try #require(FileManager.default.fileExists(atPath: file))
  }

  private func wait(
    _ what: String, until condition: () throws -> Bool
  ) throws {
    for _ in 0..<200 {
      if try condition() { return }
      usleep(100_000)
    }
    Issue.record("\(what) does not happen")
  }

  private func middle(_ image: DecodedImage) -> [UInt8] {
    let start = (image.height / 2 * image.width + image.width / 2) * 4
    return Array(image.pixels[start..<start + 3])
  }

  // MARK: - Recording

  private func samples(_ file: String) throws -> [[Double]] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .filter { $0.first?.isNumber == true }
      .map { $0.split(separator: ",").compactMap { Double($0) } }
  }

  /// The head goes forward for a while, in its own coordinates along −Z, and the eyes turn.
  @Test func headAndEyesAreRecorded() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let view = ["view", "builtin:spheres", "--headset", "ci-mini", "--view", "left"]
    let result = try FoveaProcess.run(
      view + ["--record", "all.csv"], folder: folder.path, environment: ["DISPLAY": server.display]
    ) {
      let window = try #require(try server.window(titled: "spheres"))
      try wait("a frame") { try server.act("getwindowname", window).contains("ms") }
      try server.act("windowfocus", window)
      try server.act("key", "F9")
      try wait("the end of --record") { folder.contents.contains("all.csv") }
      try server.act("key", "F9")
      try wait("another recording") {
        try server.act("getwindowname", window).contains("recording")
      }
      try server.act("keydown", "w")
      usleep(600_000)
      try server.act("keyup", "w")
      try server.act("mousemove", "--window", window, "100", "100")
      usleep(300_000)
      try server.act(
        "keydown", "alt", "mousemove", "--window", window, "140", "100", "keyup", "alt")
      usleep(600_000)
      try server.act("key", "F9")
      try wait(for: folder.path + "/fovea-1.csv")
      try server.act("key", "Escape")
    }
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors.prefix(2000))")
    #expect(result.output == "all.csv\nfovea-1.csv\n")

    let still = try samples(folder.path + "/all.csv")
    #expect(still.allSatisfy { $0[1...] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] })
    let moved = try samples(folder.path + "/fovea-1.csv")
    #expect(moved.count > 3 && moved[0][0] == 0)
    #expect(zip(moved, moved.dropFirst()).allSatisfy { $0[0] < $1[0] && $0[3] >= $1[3] })
    let (first, last) = (moved[0], try #require(moved.last))
    #expect(Array(first[1...7]) == [0, 0, 0, 0, 0, 0, 1])
    #expect(abs(last[1]) < 1e-5 && abs(last[2]) < 1e-5 && last[3] < -0.05)
    #expect(first[8] == 0 && last[8] == 6 && last[10] == 6 && last[9] == 0)

    let shown = try FoveaProcess.run("trace", "show", folder.path + "/fovea-1.csv", "--json")
    #expect(shown.code == 0 && shown.output.contains("\"samples\": \(moved.count)"))
    let drawn = try FoveaProcess.run(
      "render", "builtin:spheres", "--headset", "ci-mini", "--trace", folder.path + "/fovea-1.csv",
      "-o", folder.path + "/trace.png")
    #expect(drawn.code == 0, "\(drawn.errors)")
  }

  @Test func traceRecordIsAWindowOfItsOwn() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let result = try FoveaProcess.run(
      ["trace", "record", "a.csv", "--scene", "builtin:spheres", "--headset", "ci-mini"]
        + ["--frames", "5"],
      folder: folder.path, environment: ["DISPLAY": server.display])
    #expect(result.code == 0 && result.output == "a.csv\n", "\(result.errors)")
    #expect(try samples(folder.path + "/a.csv").count >= 5)
  }

  // MARK: - Files that change

  /// A red triangle, a little or far to the left of the middle.
  private func write(triangleAt x: Float, to folder: WorkFolder) throws {
    let corners: [Float] = [x - 1, -1, 0, x + 1, -1, 0, x, 2, 0]
    let bytes = corners.withUnsafeBytes { Data($0) }
    try bytes.write(to: URL(filePath: folder.path + "/t.bin"), options: .atomic)
  }

  private let triangle = """
    {"asset": {"version": "2.0"}, "scene": 0, "scenes": [{"nodes": [0]}], "nodes": [{"mesh": 0}],
     "meshes": [{"primitives": [{"attributes": {"POSITION": 0}, "material": 0}]}],
     "materials": [{"pbrMetallicRoughness": {"baseColorFactor": [1, 0, 0, 1]}, "doubleSided": true,
                    "extensions": {"KHR_materials_unlit": {}}}],
     "extensionsUsed": ["KHR_materials_unlit"],
     "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3",
                    "min": [-200, -200, -200], "max": [200, 200, 200]}],
     "bufferViews": [{"buffer": 0, "byteLength": 36}],
     "buffers": [{"byteLength": 36, "uri": "t.bin"}]}
    """

  @Test func aChangedSceneIsShownAnewAndABrokenOneIsNot() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let scene = try folder.write(triangle, to: "t.gltf")
    try write(triangleAt: 0, to: folder)
    var number = 0
    func shot() throws -> [UInt8] {
      number += 1
      try server.act("key", "F12")
      try wait(for: folder.path + "/fovea-\(number).png")
      return middle(try picture(folder.path + "/fovea-\(number).png"))
    }
    let red: ([UInt8]) -> Bool = { $0[0] > 250 && $0[1] < 5 && $0[2] < 5 }
    let result = try FoveaProcess.run(
      [
        "view", scene, "--headset", "ci-mini", "--view", "left", "--watch", "--validate",
        "--no-cache",
      ]
        + ["--position", "0,0,3", "--look-at", "0,0,0", "--tonemap", "none"],
      folder: folder.path, environment: ["DISPLAY": server.display]
    ) {
      let window = try #require(try server.window(titled: "t.gltf"))
      try wait("a frame") {
        let title = try server.act("getwindowname", window)
        return title.contains("ms") && !title.contains("baking")
      }
      try server.act("windowfocus", window)
      #expect(red(try shot()))
      try write(triangleAt: -100, to: folder)
      try wait("another picture") { !red(try shot()) }
      _ = try folder.write("{\"asset\": ", to: "t.gltf")
      try wait("a word on the broken file") {
        try server.act("getwindowname", window).contains("t.gltf: ")
      }
      #expect(!red(try shot()))
      try write(triangleAt: 0, to: folder)
      _ = try folder.write(triangle, to: "t.gltf")
      try wait("the first picture") { red(try shot()) }
      #expect(!(try server.act("getwindowname", window).contains("t.gltf: ")))
      try server.act("key", "Escape")
    }
    #expect(result.code == 0, "\(result.errors.prefix(2000))")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.filter { $0.contains("is shown anew") }.count == 2, "\(result.errors)")
    #expect(lines.filter { $0.hasSuffix(": the scene that was shown stays") }.count == 1)
    #expect(lines.count == 3)
  }

  /// What is no scene changes nothing; another scene is shown from where it fills the view.
  @Test func aFileThatFallsOntoTheWindowIsOpened() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    _ = try folder.write(triangle, to: "other.gltf")
    let broken = try folder.write("{}", to: "broken.gltf")
    try write(triangleAt: 0, to: folder)
    let shot = folder.path + "/fovea-1.png"
    let result = try FoveaProcess.run(
      ["view", "builtin:spheres", "--headset", "ci-mini", "--view", "left", "--tonemap", "none"]
        + ["--validate"],
      folder: folder.path,
      environment: ["DISPLAY": server.display, "FOVEA_CACHE": folder.path + "/cache"]
    ) {
      let window = try #require(try server.window(titled: "spheres"))
      try wait("a frame") {
        let title = try server.act("getwindowname", window)
        return title.contains("ms") && !title.contains("baking")
      }
      let number = try #require(UInt(window))
      #expect(fovea_tests_drop(server.display, number, "file://\(broken)\r\n") == 1)
      try wait("a word on the broken file") {
        try server.act("getwindowname", window).contains("broken.gltf: ")
      }
      #expect(try server.act("getwindowname", window).hasPrefix("builtin:spheres"))
      #expect(fovea_tests_drop(server.display, number, "file://\(folder.path)/other.gltf\r\n") == 1)
      try wait("the other scene") {
        try server.act("getwindowname", window).hasPrefix("other.gltf")
      }
      try server.act("windowfocus", window)
      try server.act("key", "F12")
      try wait(for: shot)
      try server.act("key", "Escape")
    }
    #expect(result.code == 0, "\(result.errors.prefix(2000))")
    let red = middle(try picture(shot))
    #expect(red[0] > 250 && red[1] < 5 && red[2] < 5)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasSuffix(": the scene that was shown stays"))
    #expect(lines.last?.hasSuffix("other.gltf is shown") == true)
  }

  /// A copy of the sources whose sky turns green, and is none for a while.
  @Test(.enabled(if: XServer.hasCompiler, "glslc is missing: Scripts/install gets it"))
  func aChangedShaderDrawsAtOnceAndABrokenOneDoesNot() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for name in ["Assets", "Shaders"] {
      try FileManager.default.copyItem(
        atPath: package.appending(path: name).path(), toPath: folder.path + "/" + name)
    }
    let scene = try folder.write(triangle, to: "t.gltf")
    try write(triangleAt: -100, to: folder)
    let sky = try String(contentsOfFile: folder.path + "/Shaders/Forward/Sky.frag", encoding: .utf8)
    var number = 0
    func shot() throws -> [UInt8] {
      number += 1
      try server.act("key", "F12")
      try wait(for: folder.path + "/fovea-\(number).png")
      return middle(try picture(folder.path + "/fovea-\(number).png"))
    }
    let green: ([UInt8]) -> Bool = { $0[0] < 5 && $0[1] > 250 && $0[2] < 5 }
    let result = try FoveaProcess.run(
      [
        "view", scene, "--window", "--headset", "ci-mini", "--view", "left", "--watch",
        "--validate",
      ]
        + ["--no-cache", "--position", "0,0,3", "--look-at", "0,0,0", "--tonemap", "none"],
      folder: folder.path,
      environment: ["DISPLAY": server.display, "FOVEA_ASSETS": folder.path + "/Assets"]
    ) {
      let window = try #require(try server.window(titled: "t.gltf"))
      try wait("a frame") { try server.act("getwindowname", window).contains("ms") }
      try server.act("windowfocus", window)
      #expect(!green(try shot()))
      _ = try folder.write(
        sky.replacing("void main()", with: "void own()")
          + "\nvoid main() { own(); outColor = vec4(0.0, 1.0, 0.0, 1.0); }\n",
        to: "Shaders/Forward/Sky.frag")
      try wait("a green sky") { green(try shot()) }
      _ = try folder.write(sky + "\nnone", to: "Shaders/Forward/Sky.frag")
      try wait("a word on the broken shader") {
        try server.act("getwindowname", window).contains("Sky.frag:")
      }
      #expect(green(try shot()))
      _ = try folder.write(sky, to: "Shaders/Forward/Sky.frag")
      try wait("the sky of before") { !green(try shot()) }
      try server.act("key", "Escape")
    }
    #expect(result.code == 0, "\(result.errors.prefix(2000))")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasSuffix(": a shader is drawn with anew"))
    #expect(lines.count == 3 && lines[1].hasSuffix(": shaders stay as they were"))
  }

  // MARK: - Over the shoulder

  /// As `render` draws it from a camera 1.5 m behind the head and 0.75 m above, but for the marks.
  @Test func aSpectatorSeesTheSceneFromBehindTheHead() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let (head, target) = (SIMD3<Double>(0.3, 1.2, 4), SIMD3<Double>(0, 0.8, 0))
    var level = target - head
    level.y = 0
    level /= (level * level).sum().squareRoot()
    let eye = head - level * 1.5 + SIMD3(0, 0.75, 0)
    let seen = head + level * 3
    func text(_ v: SIMD3<Double>) -> String { "\(v.x),\(v.y),\(v.z)" }
    let shown = folder.path + "/shown.png"
    let view = try FoveaProcess.run(
      ["view", "builtin:spheres", "--headset", "ci-mini", "--view", "spectator"]
        + ["--window-size", "600x400", "--position", text(head), "--look-at", text(target)]
        + ["--frames", "2", "--screenshot", shown, "--validate"],
      environment: ["DISPLAY": server.display])
    #expect(view.code == 0, "\(view.errors.prefix(2000))")
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let profile = try String(
      contentsOf: package.appending(path: "Assets/Headsets/ci-mini.json"), encoding: .utf8
    ).replacing(
      #"{"left": -1, "right": 1, "up": 1, "down": -1}"#,
      with:
        #"{"left": -0.8660254, "right": 0.8660254, "up": 0.5773503, "down": -0.5773503}"#)
    let file = try folder.write(profile, to: "spectator.json")
    let drawn = folder.path + "/drawn.png"
    let render = try FoveaProcess.run(
      "render", "builtin:spheres", "--headset", file, "--size", "600x400", "--output", "left",
      "--ipd", "0", "--position", text(eye), "--look-at", text(seen), "-o", drawn)
    #expect(render.code == 0, "\(render.errors)")
    let (a, b) = (try picture(shown), try picture(drawn))
    try #require(a.width == 600 && a.height == 400 && b.width == 600 && b.height == 400)
    var other = 0
    for pixel in 0..<600 * 400
    where (0..<3).contains(where: {
      abs(Int(a.pixels[pixel * 4 + $0]) - Int(b.pixels[pixel * 4 + $0])) > 3
    }) {
      other += 1
    }
    // The rods of the headset and of two pyramids.
    #expect((300..<600 * 400 / 20).contains(other))
  }
}
