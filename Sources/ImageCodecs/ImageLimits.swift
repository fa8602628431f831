/// How large a picture may claim to be. Checked from the header, before memory for pixels is taken.
package struct ImageLimits: Equatable, Sendable {
  /// Longest side, in pixels.
  package var side: Int
  /// Width × height.
  package var pixels: Int

  package init(side: Int, pixels: Int) {
    self.side = side
    self.pixels = pixels
  }

  /// Sides of 16,384, the least that every Vulkan GPU of today can sample, and 2²⁷ pixels: 512 MiB
  /// once decoded.
  package static let standard = ImageLimits(side: 16384, pixels: 1 << 27)

  func check(width: Int, height: Int) throws(ImageError) {
    guard width > 0, height > 0 else {
      throw ImageError(.damaged, "the size \(width) × \(height) is empty")
    }
    guard width <= side, height <= side else {
      throw ImageError(.tooLarge, "\(width) × \(height) pixels; a side may have \(side)")
    }
    // Both factors are at most `side`: the product is checked none the less.
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, count <= pixels else {
      throw ImageError(.tooLarge, "\(width) × \(height) pixels; \(pixels) are allowed")
    }
  }
}
