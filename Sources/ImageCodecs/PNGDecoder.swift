import CSpng

enum PNGDecoder {
  /// Deflate cannot pack more than 1,032 bytes into one, so a header that claims more pixels than
  /// the file can hold is known to be false before any memory is taken.
  private static let greatestExpansion = 1032

  /// Memory for chunks that are not pixels, such as a colour profile.
  private static let chunkBytes = 4 << 20

  static func header(_ bytes: UnsafeRawBufferPointer) throws(ImageError) -> ImageHeader {
    let context = try Context()
    let header = try context.open(bytes)
    return ImageHeader(format: .png, width: Int(header.width), height: Int(header.height))
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, limits: ImageLimits) throws(ImageError)
    -> DecodedImage
  {
    let context = try Context()
    let header = try context.open(bytes)
    let width = Int(header.width)
    let height = Int(header.height)
    try limits.check(width: width, height: height)
    let rowBytes = (width * bitsPerPixel(header) + 7) / 8
    guard rowBytes * height / greatestExpansion <= bytes.count else {
      throw ImageError(
        .damaged, "\(bytes.count) bytes cannot hold \(width) × \(height) pixels")
    }
    return try ImageDecoder.pixels(width: width, height: height) { buffer in
      let code = spng_decode_image(
        context.pointer, buffer.baseAddress, buffer.count, Int32(SPNG_FMT_RGBA8.rawValue),
        Int32(SPNG_DECODE_TRNS.rawValue))
      return code == 0 ? nil : error(code)
    }
  }

  private static func bitsPerPixel(_ header: spng_ihdr) -> Int {
    let channels =
      switch UInt32(header.color_type) {
      case SPNG_COLOR_TYPE_TRUECOLOR.rawValue: 3
      case SPNG_COLOR_TYPE_GRAYSCALE_ALPHA.rawValue: 2
      case SPNG_COLOR_TYPE_TRUECOLOR_ALPHA.rawValue: 4
      default: 1
      }
    return channels * Int(header.bit_depth)
  }

  fileprivate static func error(_ code: Int32) -> ImageError {
    ImageError(.damaged, "PNG: \(String(cString: spng_strerror(code)))")
  }

  /// The library's decoder over bytes that outlive it.
  private struct Context: ~Copyable {
    let pointer: OpaquePointer

    init() throws(ImageError) {
      guard let pointer = spng_ctx_new(0) else {
        throw ImageError(.damaged, "PNG: out of memory")
      }
      self.pointer = pointer
    }

    deinit { spng_ctx_free(pointer) }

    func open(_ bytes: UnsafeRawBufferPointer) throws(ImageError) -> spng_ihdr {
      try check(spng_set_chunk_limits(pointer, PNGDecoder.chunkBytes, PNGDecoder.chunkBytes))
      try check(spng_set_png_buffer(pointer, bytes.baseAddress, bytes.count))
      var header = spng_ihdr()
      try check(spng_get_ihdr(pointer, &header))
      return header
    }

    private func check(_ code: Int32) throws(ImageError) {
      if code != 0 { throw PNGDecoder.error(code) }
    }
  }
}
