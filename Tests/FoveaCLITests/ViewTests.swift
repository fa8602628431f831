import Foundation
import ImageCodecs
import Testing

/// Windows on a display without a screen, by pictures of what they show.
@Suite(
  .enabled(if: FoveaProcess.isBuilt, "the binary is not built"),
  .enabled(if: XServer.isInstalled, "Xvfb or xdotool is missing: Scripts/install gets them"),
  .serialized)
struct ViewTests {
  private let scene = ["builtin:spheres", "--headset", "ci-mini"]

  private func picture(_ file: String) throws -> DecodedImage {
    try ImageDecoder.decode([UInt8](Data(contentsOf: URL(filePath: file))))
  }

  private func render(_ output: String, in folder: WorkFolder) throws -> DecodedImage {
    let file = "\(folder.path)/\(output)-rendered.png"
    let result = try FoveaProcess.run(["render"] + scene + ["--output", output, "-o", file])
    #expect(result.code == 0, "\(result.errors)")
    return try picture(file)
  }

  /// The last of some frames, under validation.
  private func view(
    _ view: String, on server: XServer, in folder: WorkFolder, _ options: String...
  ) throws -> DecodedImage {
    let file = "\(folder.path)/\(view).png"
    let result = try FoveaProcess.run(
      ["view"] + scene
        + ["--view", view, "--frames", "3", "--screenshot", file, "--validate"] + options,
      environment: ["DISPLAY": server.display])
    #expect(result.code == 0, "\(result.errors.prefix(2000))")
    #expect(result.output == file + "\n")
    return try picture(file)
  }

  private func columns(_ range: Range<Int>, of image: DecodedImage) -> [UInt8] {
    (0..<image.height).flatMap { row in
      image.pixels[
        (row * image.width + range.lowerBound) * 4..<(row * image.width + range.upperBound) * 4]
    }
  }

  @Test func everyViewIsWhatRenderDraws() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let panel = try view("panel", on: server, in: folder)
    #expect(panel.width == 512 && panel.height == 256)
    #expect(panel.pixels == (try render("panel", in: folder)).pixels)

    let eyes = try render("eyes", in: folder)
    #expect(try view("stereo", on: server, in: folder).pixels == eyes.pixels)
    let (left, right) = (columns(0..<256, of: eyes), columns(256..<512, of: eyes))
    #expect(left != right)
    #expect(try view("left", on: server, in: folder).pixels == left)
    #expect(try view("right", on: server, in: folder, "--vsync", "off").pixels == right)
    let both = left.indices.map { $0 % 4 == 0 ? left[$0] : right[$0] }
    #expect(try view("anaglyph", on: server, in: folder).pixels == both)
  }

  /// Twice as large and with room above and below: black there, and the same picture between.
  @Test func otherSizesKeepTheShape() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let large = try view("panel", on: server, in: folder, "--window-size", "1024x700")
    #expect(large.width == 1024 && large.height == 700)
    let bar = (700 - 512) / 2
    for y in Array(0..<bar) + Array(bar + 512..<700) {
      for x in 0..<1024 {
        let start = (y * 1024 + x) * 4
        guard large.pixels[start..<start + 4].elementsEqual([0, 0, 0, 255]) else {
          Issue.record("pixel \(x), \(y) is not black")
          return
        }
      }
    }
    let small = try render("panel", in: folder)
    var difference = 0
    for y in 0..<256 {
      for x in 0..<512 {
        for c in 0..<3 {
          let corners = [(0, 0), (1, 0), (0, 1), (1, 1)].map { dx, dy in
            Int(large.pixels[((bar + 2 * y + dy) * 1024 + 2 * x + dx) * 4 + c])
          }
          difference += abs(corners.reduce(0, +) / 4 - Int(small.pixels[(y * 512 + x) * 4 + c]))
        }
      }
    }
    #expect(Double(difference) / Double(512 * 256 * 3) < 2)
  }

  /// Half as large: each pixel is the mean of the four that it covers, in linear light.
  @Test func smallWindowsShowMeans() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let small = try view("panel", on: server, in: folder, "--window-size", "256x128")
    let panel = try render("panel", in: folder)
    func linear(_ byte: UInt8) -> Double {
      let v = Double(byte) / 255
      return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4)
    }
    var worst = 0.0
    for y in 0..<128 {
      for x in 0..<256 {
        for c in 0..<3 {
          let mean =
            [(0, 0), (1, 0), (0, 1), (1, 1)].map { dx, dy in
              linear(panel.pixels[((2 * y + dy) * 512 + 2 * x + dx) * 4 + c])
            }.reduce(0, +) / 4
          let byte = mean <= 0.0031308 ? mean * 12.92 : 1.055 * pow(mean, 1 / 2.4) - 0.055
          worst = max(worst, abs(byte * 255 - Double(small.pixels[(y * 256 + x) * 4 + c])))
        }
      }
    }
    #expect(worst < 1.5)
  }

  /// Figures are dark paper with bright letters in the top left corner, and nothing elsewhere.
  @Test func figuresCoverTheirBoxAlone() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let plain = try view("left", on: server, in: folder, "--window-size", "900x700")
    let covered = try view("left", on: server, in: folder, "--window-size", "900x700", "--overlay")
    var (right, bottom, bright) = (0, 0, 0)
    for y in 0..<700 {
      for x in 0..<900 {
        let start = (y * 900 + x) * 4
        guard plain.pixels[start..<start + 4] != covered.pixels[start..<start + 4] else { continue }
        (right, bottom) = (max(right, x), max(bottom, y))
        if covered.pixels[start] > 180 { bright += 1 }
      }
    }
    #expect((300..<700).contains(right) && (150..<600).contains(bottom))
    #expect(bright > 500)
    for place in [(0, 0), (right, 0), (0, bottom), (right, bottom)] {
      #expect(covered.pixels[(place.1 * 900 + place.0) * 4] < 130)
    }
  }

  /// What a user does in a window, in order; the pictures that F12 writes show it.
  @Test func aWindowIsResizedHiddenDrivenAndClosed() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    func shot(_ number: Int) throws -> DecodedImage {
      let file = "\(folder.path)/fovea-\(number).png"
      try server.act("key", "F12")
      for _ in 0..<300 where !FileManager.default.fileExists(atPath: file) { usleep(100_000) }
      return try picture(file)
    }
    func wait() { usleep(700_000) }
    let result = try FoveaProcess.run(
      ["view"] + scene + ["--validate", "--view", "left"], folder: folder.path,
      environment: ["DISPLAY": server.display]
    ) {
      let window = try #require(try server.window(titled: "spheres"))
      for step in 0..<100 {
        try server.act(
          "windowsize", window, String(1 + step * 389 % 1200), String(1 + step * 211 % 780))
      }
      try server.act("windowsize", window, "300", "256")
      try server.act("windowfocus", window)
      wait()
      let first = try shot(1)
      #expect(first.width == 300 && first.height == 256)
      try server.act("windowunmap", window)
      wait()
      try server.act("windowmap", window)
      try server.act("windowfocus", window)
      wait()
      #expect(try shot(2).pixels == first.pixels)

      try server.act("mousemove", "--window", window, "100", "100", "mousedown", "1")
      try server.act("mousemove", "--window", window, "160", "100", "mouseup", "1")
      wait()
      #expect(try shot(3).pixels != first.pixels)
      try server.act("key", "r")
      wait()
      #expect(try shot(4).pixels == first.pixels)
      try server.act("key", "v")
      wait()
      #expect(try shot(5).pixels != first.pixels)
      #expect(try server.act("getwindowname", window).contains("right"))

      try server.act("key", "p")
      wait()
      #expect(try server.act("getwindowname", window).contains("paused"))
      try server.act("key", "period")
      try server.act("key", "p")
      try server.act("key", "f")
      wait()
      #expect(try shot(6).width == 1280)
      try server.act("key", "f")
      wait()
      #expect(try shot(7).width == 300)
      try server.act("key", "Escape")
    }
    #expect(result.code == 0, "\(result.errors.prefix(2000))")
    #expect(result.errors.isEmpty)
    #expect(result.output == (1...7).map { "fovea-\($0).png\n" }.joined())
  }

  /// A window that is made larger and smaller again and again takes no more memory than at first.
  @Test func resizingTakesNoMemory() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    let result = try FoveaProcess.run(
      ["view"] + scene + ["--view", "left"], folder: folder.path,
      environment: ["DISPLAY": server.display]
    ) {
      let window = try #require(try server.window(titled: "spheres"))
      let process = try server.act("getwindowpid", window)
      func resident() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8)
        return try #require(Int(text.split(separator: " ")[1])) * 4096
      }
      func resize() throws {
        for step in 0..<100 {
          try server.act(
            "windowsize", window, String(200 + step * 389 % 800), String(200 + step * 211 % 500))
        }
        try server.act("windowsize", window, "300", "256")
        usleep(1_000_000)
      }
      try resize()
      let before = try resident()
      for _ in 0..<3 { try resize() }
      let growth = try resident() - before
      // Three hundred pictures of 700 × 450 pixels would be 378 MB.
      #expect(growth < 24 << 20, "\(growth) bytes")
      try server.act("windowfocus", window)
      try server.act("key", "Escape")
    }
    #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors.prefix(2000))")
  }

  @Test func anInterruptEndsIt() throws {
    let server = try XServer()
    let result = try FoveaProcess.run(
      ["view"] + scene, environment: ["DISPLAY": server.display], interrupts: true
    ) {
      _ = try server.window(titled: "spheres")
    }
    #expect(result.code == 130)
  }

  @Test func withoutADisplayItSaysWhatIsMissing() throws {
    for display in [nil, ":9999"] {
      let result = try FoveaProcess.run(
        ["view"] + scene, environment: ["DISPLAY": display, "WAYLAND_DISPLAY": nil])
      #expect(result.code == 5 && result.output.isEmpty)
      #expect(result.errors.hasPrefix("fovea: no display"))
      #expect(result.errors.contains("DISPLAY") && result.errors.contains("fovea render"))
      #expect(result.errors.filter { $0 == "\n" }.count == 1)
    }
  }

  @Test func withoutADisplayAndAHeadsetItSaysWhatOfBothIsMissing() throws {
    let result = try FoveaProcess.run(
      ["view", "builtin:spheres"],
      environment: [
        "DISPLAY": nil, "WAYLAND_DISPLAY": nil, "XR_RUNTIME_JSON": "/no/such/runtime.json",
      ])
    #expect(result.code == 5 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("fovea: no display"))
    #expect(result.errors.contains("DISPLAY") && result.errors.contains("OpenXR"))
    #expect(result.errors.contains("install"), "how to get it")
    #expect(result.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test func aSceneThatIsNotThereIsExitCodeTwo() throws {
    let server = try XServer()
    let result = try FoveaProcess.run(
      ["view", "/no/such/scene.glb"], environment: ["DISPLAY": server.display])
    #expect(result.code == 2)
    #expect(result.errors.hasPrefix("fovea: /no/such/scene.glb"))
  }
}
