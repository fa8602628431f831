import TestSupport
import Testing

@Suite("ꟻLIP")
struct FlipTests {
  /// Means and 99th percentiles as the authors' own evaluator gives them for these pictures.
  @Test(
    "Agrees with the authors' evaluator",
    arguments: [
      ("black", "white", 0.967325, 0.967388), ("white", "black", 0.967325, 0.967388),
      ("gradient", "noisy", 0.264710, 0.323597), ("checker", "shifted", 0.326740, 0.857265),
      ("fine", "grey", 0.018891, 0.047986), ("green", "blue", 1.0, 1.0),
      ("red", "green", 0.986690, 0.986665), ("gradient", "checker", 0.919085, 0.991633),
    ])
  func reference(first: String, second: String, mean: Double, tail: Double) throws {
    let flip = try Flip(
      width: width, height: height, reference: picture(first), test: picture(second))
    #expect(abs(flip.mean - mean) < 1e-3)
    #expect(abs(flip.percentile(0.99) - tail) < 1e-3)
  }

  @Test("Alike pictures do not differ, and the order does not matter")
  func properties() throws {
    let (gradient, noisy) = try (picture("gradient"), picture("noisy"))
    let none = Flip(width: width, height: height, reference: noisy, test: noisy)
    #expect(none.differences.allSatisfy { $0 == 0 })
    let there = Flip(width: width, height: height, reference: gradient, test: noisy)
    let back = Flip(width: width, height: height, reference: noisy, test: gradient)
    #expect(zip(there.differences, back.differences).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(there.percentile(0) <= there.percentile(0.5))
    #expect(there.percentile(1) == Double(there.differences.max() ?? -1))
    #expect(there.heatMap.count == gradient.count)
  }

  @Test("A golden image of itself is met, one of another picture is not")
  func golden() throws {
    try expectGolden(
      name: "flip-gradient", width: width, height: height, rgba: try picture("gradient"),
      meanThreshold: 0.001)
    let other = try goldenFailure(
      name: "flip-gradient", width: width, height: height, rgba: try picture("noisy"),
      meanThreshold: 0.1)
    #expect(other?.contains("mean difference 0.26") == true)
    let smaller = try goldenFailure(
      name: "flip-gradient", width: 1, height: 1, rgba: [0, 0, 0, 255], meanThreshold: 1)
    #expect(smaller?.contains("1 × 1, not 96 × 64") == true)
  }

  private let width = 96
  private let height = 64

  private func picture(_ name: String) throws -> [UInt8] {
    let value: (Int, Int, Int) -> Int =
      switch name {
      case "black": { _, _, _ in 0 }
      case "white": { _, _, _ in 255 }
      case "gradient": { x, y, c in [x * 2, y * 3, 128][c] }
      case "noisy":
        { x, y, c in
          min(255, [x * 2, y * 3, 128][c] + ((x * 7 + y * 13 + c * 5) * (x + 3 * y + 1)) % 32)
        }
      case "checker": { x, y, _ in 255 * ((x / 8 + y / 8) % 2) }
      case "shifted": { x, y, _ in 255 * (((x + 1) / 8 + y / 8) % 2) }
      case "fine": { x, y, _ in 255 * ((x + y) % 2) }
      case "grey": { _, _, _ in 188 }
      case "red": { _, _, c in c == 0 ? 255 : 0 }
      case "green": { _, _, c in c == 1 ? 255 : 0 }
      default: { _, _, c in c == 2 ? 255 : 0 }
      }
    return (0..<height).flatMap { y in
      (0..<width).flatMap { x in (0..<3).map { UInt8(value(x, y, $0)) } + [255] }
    }
  }
}
