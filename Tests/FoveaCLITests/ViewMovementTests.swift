import Foundation
import ImageCodecs
import Testing

/// Keys and the mouse get about in a window as they say; where exactly is tested without one.
@Suite(
  .enabled(if: FoveaProcess.isBuilt, "the binary is not built"),
  .enabled(if: XServer.isInstalled, "Xvfb or xdotool is missing: Scripts/install gets them"),
  .serialized)
struct ViewMovementTests {
  @Test func keysAndTheMouseGetAbout() throws {
    let (server, folder) = (try XServer(), try WorkFolder())
    func shot(_ number: Int) throws -> DecodedImage {
      usleep(700_000)
      let file = "\(folder.path)/fovea-\(number).png"
      try server.act("key", "F12")
      for _ in 0..<300 where !FileManager.default.fileExists(atPath: file) { usleep(100_000) }
      return try ImageDecoder.decode([UInt8](Data(contentsOf: URL(filePath: file))))
    }
    /// Part of the pixels that are others.
    func change(_ a: DecodedImage, _ b: DecodedImage) -> Double {
      let all = stride(from: 0, to: a.pixels.count, by: 4)
      let others = all.count { index in
        (0..<3).contains { abs(Int(a.pixels[index + $0]) - Int(b.pixels[index + $0])) > 8 }
      }
      return Double(others * 4) / Double(a.pixels.count)
    }
    /// Pixels that are as blue as what shows where a teleport goes.
    func blue(_ image: DecodedImage) -> Int {
      stride(from: 0, to: image.pixels.count, by: 4).count {
        Int(image.pixels[$0 + 2]) > Int(image.pixels[$0]) + 100 && image.pixels[$0 + 2] > 200
      }
    }
    let result = try FoveaProcess.run(
      [
        "view", "builtin:spheres", "--headset", "ci-mini", "--validate", "--view", "left",
        "--window-size", "300x256",
      ], folder: folder.path, environment: ["DISPLAY": server.display]
    ) {
      let window = try #require(try server.window(titled: "spheres"))
      try server.act("windowfocus", window)
      // What stands in for a scene that is not baked yet looks otherwise.
      for _ in 0..<100 where try server.act("getwindowname", window).contains("baking") {
        usleep(100_000)
      }
      let first = try shot(1)
      try server.act("key", "z")
      let turned = try shot(2)
      #expect(change(turned, first) > 0.1)
      try server.act("key", "r", "keydown", "t")
      let aiming = try shot(3)
      #expect(blue(aiming) > blue(first) + 20, "\(blue(first)) \(blue(aiming))")
      try server.act("keyup", "t")
      let there = try shot(4)
      #expect(change(there, first) > 0.1 && blue(there) < blue(aiming))
      // Its only camera is where one begins.
      try server.act("key", "n")
      #expect(try change(shot(5), first) < 0.01)
      try server.act("mousemove", "--window", window, "100", "100", "mousedown", "3")
      usleep(200_000)
      try server.act("mousemove", "--window", window, "160", "100")
      usleep(200_000)
      try server.act("mouseup", "3")
      #expect(try change(shot(6), first) > 0.04)
      try server.act("key", "r", "keydown", "minus")
      usleep(300_000)
      try server.act("keyup", "minus")
      #expect(try change(shot(7), first) > 0.04)
      try server.act("key", "r")
      #expect(try change(shot(8), first) < 0.01)
      try server.act("key", "Escape")
    }
    #expect(result.code == 0, "\(result.errors.prefix(2000))")
    #expect(result.errors.isEmpty, "\(result.errors.prefix(2000))")
  }
}
