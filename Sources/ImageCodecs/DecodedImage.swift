/// Pixels of a decoded picture: 8-bit RGBA, row 0 on top, alpha not premultiplied. Values are as
/// stored in the file; no colour space is applied.
package struct DecodedImage: Equatable, Sendable {
  package var width: Int
  package var height: Int
  /// `width * height * 4` bytes.
  package var pixels: [UInt8]

  package init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 4, "an image has four bytes for each pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// Linear radiance of a decoded high dynamic range picture.
package struct DecodedHDRImage: Equatable, Sendable {
  package var width: Int
  package var height: Int
  /// `width * height * 3` floats: red, green, blue; row 0 on top.
  package var pixels: [Float]
}

/// What a file says of itself before its pixels are decoded.
package struct ImageHeader: Equatable, Sendable {
  package enum Format: String, Sendable { case png, jpeg, webp }

  package var format: Format
  package var width: Int
  package var height: Int
}
