import Foundation
import Testing

/// Heat maps over rendered pictures, on whatever device there is.
@Suite(.enabled(if: FoveaProcess.isBuilt, "the binary is not built"), .serialized)
struct HeatmapTests {
  private func render(_ output: String, _ options: String...) throws -> [String: Any] {
    let result = try FoveaProcess.run(
      [
        "render", "builtin:spheres", "-o", output, "--json", "--headset", "ci-mini", "--samples",
        "1", "--validate",
      ] + options)
    try #require(result.code == 0, "\(result.errors)")
    let facts = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    return try #require((facts["pictures"] as? [[String: Any]])?.first)
  }

  private func heat(_ picture: [String: Any]) throws -> [String: Any] {
    try #require(picture["heatmap"] as? [String: Any])
  }

  private func mean(_ picture: [String: Any]) throws -> Double {
    try #require(try heat(picture)["mean"] as? Double)
  }

  /// Pixels of a PNG file, from its header.
  private func size(_ file: String) throws -> [Int] {
    let data = try Data(contentsOf: URL(filePath: file))
    func word(_ at: Int) -> Int { data[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    return [word(16), word(20)]
  }

  private static let inset = ["--foveation", "gaze", "--foveation-inset", "0.4x0.4"]

  @Test func everyOutputHasAMapAndALegend() throws {
    let folder = try WorkFolder()
    let file = folder.path + "/a.png"
    for (output, width, height) in [
      ("left", 64, 64), ("eyes", 128, 64), ("panel", 512, 256),
    ] {
      let picture = try render(
        file, "--size", "64x64", "--output", output, "--heatmap", "overdraw")
      let size = try size(file)
      #expect(size[0] == width && size[1] > height)
      #expect(try heat(picture)["quantity"] as? String == "overdraw")
      #expect(try mean(picture) >= 0.5)
    }
    let plain = try render(file, "--size", "64x64", "--output", "eyes")
    #expect(plain["heatmap"] is NSNull)
    #expect(try size(file) == [128, 64])
  }

  /// Without foveation the density is 1 everywhere; a rectangle of 0.4 × 0.4 in half density leaves
  /// 0.16 + 0.84 / 4 of the pixels, a little less for the blend.
  @Test func foveationLowersDensityAndCost() throws {
    let folder = try WorkFolder()
    let file = folder.path + "/a.png"
    func picture(_ quantity: String, _ options: [String]) throws -> [String: Any] {
      let result = try FoveaProcess.run(
        [
          "render", "builtin:spheres", "-o", file, "--json", "--headset", "ci-mini", "--samples",
          "1", "--output", "left", "--heatmap", quantity,
        ] + options)
      try #require(result.code == 0, "\(result.errors)")
      let facts = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      return try #require((facts["pictures"] as? [[String: Any]])?.first)
    }
    #expect(try mean(picture("density", [])) == 1)
    let density = try mean(picture("density", Self.inset))
    #expect(density < 0.16 + 0.84 / 2 && density > 0.52)
    let (off, on) = (try mean(picture("cost", [])), try mean(picture("cost", Self.inset)))
    #expect(on < 0.8 * off && on > 0.2 * off)
  }

  /// With time and memory for all nothing is missing; the first picture at once lacks detail.
  @Test func residencyTellsWhatIsMissing() throws {
    let folder = try WorkFolder()
    func missing(_ options: String...) throws -> Double {
      let result = try FoveaProcess.run(
        [
          "render", "builtin:spheres", "-o", folder.path + "/a.png", "--json", "--headset",
          "ci-mini", "--size", "96x96", "--output", "left", "--lod-threshold", "0.25", "--validate",
          "--heatmap", "residency",
        ] + options)
      try #require(result.code == 0, "\(result.errors)")
      let facts = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let picture = try #require((facts["pictures"] as? [[String: Any]])?.first)
      return try #require(try heat(picture)["maximum"] as? Double)
    }
    #expect(try missing() == 0)
    #expect(try missing("--no-wait") > 0.25)
    let full = try render(
      folder.path + "/a.png", "--size", "64x64", "--output", "eyes", "--heatmap", "lod",
      "--lod-threshold", "0")
    #expect(try heat(full)["maximum"] as? Double == 0)
  }

  @Test func theRangeCanBeGiven() throws {
    let folder = try WorkFolder()
    let picture = try render(
      folder.path + "/a.png", "--size", "64x64", "--output", "left", "--heatmap", "cost",
      "--heatmap-range", "12.5")
    #expect(try heat(picture)["range"] as? Double == 12.5)
  }

  @Test func refusals() throws {
    let folder = try WorkFolder()
    func refusal(_ options: String...) throws -> String {
      let result = try FoveaProcess.run(
        ["render", "builtin:spheres", "-o", folder.path + "/a.png"] + options)
      #expect(result.code == 1 && folder.contents.isEmpty)
      #expect(result.errors.split(separator: "\n").count == 1)
      return result.errors
    }
    #expect(try refusal("--heatmap", "densitiy").contains("did you mean \"density\"?"))
    #expect(try refusal("--heatmap", "heat").contains("density, overdraw, cost, lod, residency"))
    #expect(try refusal("--heatmap-range", "3").contains("--heatmap"))
    #expect(try refusal("--heatmap", "cost", "--heatmap-range", "0").contains("0.001"))
    #expect(try refusal("--heatmp", "cost").contains("--heatmap"))
  }
}
