import Foundation
import ImageCodecs
package import Testing

/// Expects a picture to look like the golden image `Tests/GoldenImages/NAME.png`.
///
/// On failure the picture and a map of its differences are written to `.build/golden-failures`,
/// which the failure names. With FOVEA_UPDATE_GOLDENS=1 in the environment the golden image is
/// written anew instead; look at it before it is committed.
/// - Parameters:
///   - rgba: `width * height * 4` bytes, sRGB, row 0 on top.
///   - meanThreshold: Greatest mean ꟻLIP difference.
///   - tailThreshold: Greatest ꟻLIP difference of the 99th percentile of pixels.
package func expectGolden(
  name: String, width: Int, height: Int, rgba: [UInt8], meanThreshold: Double = 0.01,
  tailThreshold: Double = 0.25, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let golden = goldenImage(name)
  if ProcessInfo.processInfo.environment["FOVEA_UPDATE_GOLDENS"] == "1" {
    try writePNG(golden, width: width, height: height, rgba: rgba)
    return
  }
  let failure = try goldenFailure(
    name: name, width: width, height: height, rgba: rgba, meanThreshold: meanThreshold,
    tailThreshold: tailThreshold)
  if let failure { Issue.record("\(failure)", sourceLocation: sourceLocation) }
}

/// What `expectGolden` has to say against a picture, or nil.
package func goldenFailure(
  name: String, width: Int, height: Int, rgba: [UInt8], meanThreshold: Double,
  tailThreshold: Double = 0.25
) throws -> String? {
  let failures = SharedModels.packageRoot.appendingPathComponent(".build/golden-failures")
  let actual = failures.appendingPathComponent("\(name).actual.png")
  func failure(_ reason: String) throws -> String {
    try writePNG(actual, width: width, height: height, rgba: rgba)
    return "golden image \(name): \(reason); see \(actual.path)"
  }
  guard let file = try? Data(contentsOf: goldenImage(name)) else {
    return try failure("not there; FOVEA_UPDATE_GOLDENS=1 writes it")
  }
  let expected = try ImageDecoder.decode([UInt8](file))
  guard expected.width == width, expected.height == height else {
    return try failure("\(width) × \(height), not \(expected.width) × \(expected.height)")
  }
  let flip = Flip(width: width, height: height, reference: expected.pixels, test: rgba)
  let (mean, tail) = (flip.mean, flip.percentile(0.99))
  guard mean > meanThreshold || tail > tailThreshold else { return nil }
  let map = failures.appendingPathComponent("\(name).difference.png")
  try writePNG(map, width: width, height: height, rgba: flip.heatMap)
  return try failure(
    "mean difference \(mean) (at most \(meanThreshold)), 99th percentile \(tail) "
      + "(at most \(tailThreshold)), map in \(map.path)")
}

private func goldenImage(_ name: String) -> URL {
  SharedModels.packageRoot.appendingPathComponent("Tests/GoldenImages/\(name).png")
}

private func writePNG(_ url: URL, width: Int, height: Int, rgba: [UInt8]) throws {
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(try PNGEncoder.encode(width: width, height: height, rgba: rgba)).write(to: url)
}
