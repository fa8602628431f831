/// Decodes PNG, JPEG and WebP from untrusted bytes. The format is told from the signature, never
/// from a name. Callable on any thread.
package enum ImageDecoder {
  /// All of the picture, as stored: gamma and colour profile chunks are ignored, as glTF asks;
  /// 16-bit samples lose their low byte.
  package static func decode(_ bytes: UnsafeRawBufferPointer, limits: ImageLimits = .standard)
    throws(ImageError) -> DecodedImage
  {
    switch try format(of: bytes) {
    case .png: try PNGDecoder.decode(bytes, limits: limits)
    case .jpeg: try JPEGDecoder.decode(bytes, limits: limits)
    case .webp: try WebPDecoder.decode(bytes, limits: limits)
    }
  }

  package static func decode(_ bytes: [UInt8], limits: ImageLimits = .standard)
    throws(ImageError) -> DecodedImage
  {
    try bytes.withUnsafeBufferPointer { (buffer) throws(ImageError) in
      try decode(UnsafeRawBufferPointer(buffer), limits: limits)
    }
  }

  /// Format and size, without decoding pixels.
  package static func header(_ bytes: UnsafeRawBufferPointer) throws(ImageError) -> ImageHeader {
    switch try format(of: bytes) {
    case .png: try PNGDecoder.header(bytes)
    case .jpeg: try JPEGDecoder.header(bytes)
    case .webp: try WebPDecoder.header(bytes)
    }
  }

  package static func header(_ bytes: [UInt8]) throws(ImageError) -> ImageHeader {
    try bytes.withUnsafeBufferPointer { (buffer) throws(ImageError) in
      try header(UnsafeRawBufferPointer(buffer))
    }
  }

  private static func format(of bytes: UnsafeRawBufferPointer) throws(ImageError)
    -> ImageHeader.Format
  {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)),
      bytes[8..<12].elementsEqual(Array("WEBP".utf8))
    {
      return .webp
    }
    throw ImageError(.unknownFormat, "neither PNG nor JPEG nor WebP")
  }

  /// `width * height * 4` bytes that `fill` writes, all of them, unless it returns an error.
  static func pixels(
    width: Int, height: Int, fill: (UnsafeMutableBufferPointer<UInt8>) -> ImageError?
  ) throws(ImageError) -> DecodedImage {
    let count = width * height * 4
    var failure: ImageError?
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      failure = fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = failure == nil ? count : 0
    }
    if let failure { throw failure }
    return DecodedImage(width: width, height: height, pixels: pixels)
  }
}
