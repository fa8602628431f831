import ImageCodecs

/// A finished picture: 8-bit sRGB with alpha, row 0 on top.
public struct Picture: Equatable, Sendable {
  /// Pixels.
  public let width: Int
  /// Pixels.
  public let height: Int
  /// `width * height * 4` bytes.
  public let pixels: [UInt8]

  /// Takes finished pixels.
  ///
  /// - Precondition: four bytes for each pixel.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 4, "a picture has four bytes for each pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The part at the top left.
  ///
  /// - Precondition: not larger than the picture.
  func cropped(width: Int, height: Int) -> Picture {
    precondition(width <= self.width && height <= self.height, "a part of the picture")
    guard width < self.width || height < self.height else { return self }
    var part: [UInt8] = []
    part.reserveCapacity(width * height * 4)
    for row in 0..<height {
      part += pixels[row * self.width * 4..<(row * self.width + width) * 4]
    }
    return Picture(width: width, height: height, pixels: part)
  }

  /// This one and, to its right, another of the same height.
  ///
  /// - Precondition: equal heights.
  public func beside(_ other: Picture) -> Picture {
    precondition(height == other.height, "pictures side by side are equally high")
    var joined: [UInt8] = []
    joined.reserveCapacity(pixels.count + other.pixels.count)
    for row in 0..<height {
      joined += pixels[row * width * 4..<(row + 1) * width * 4]
      joined += other.pixels[row * other.width * 4..<(row + 1) * other.width * 4]
    }
    return Picture(width: width + other.width, height: height, pixels: joined)
  }

  /// As a PNG file; the same picture gives the same bytes.
  public func png() throws(FoveaError) -> [UInt8] {
    do {
      return try PNGEncoder.encode(width: width, height: height, rgba: pixels)
    } catch {
      throw FoveaError(.file, "the picture cannot be encoded: \(error)")
    }
  }

  /// Writes a PNG file, whole or not at all.
  public func write(to path: String) throws(FoveaError) {
    try AtomicFile.write(try png(), to: path)
  }
}
