import CSpng

/// Writes PNG files. The same pixels give the same bytes. Callable on any thread.
package enum PNGEncoder {
  /// - Parameters:
  ///   - rgba: `width * height * 4` bytes, row 0 on top, alpha not premultiplied.
  ///   - isSRGB: Says in the file that the values are sRGB.
  package static func encode(width: Int, height: Int, rgba: [UInt8], isSRGB: Bool = true)
    throws(ImageError) -> [UInt8]
  {
    try encode(
      width: width, height: height, samples: rgba, channels: 4,
      colorType: SPNG_COLOR_TYPE_TRUECOLOR_ALPHA, isSRGB: isSRGB)
  }

  /// - Parameter rgb: `width * height * 3` bytes, row 0 on top.
  package static func encode(width: Int, height: Int, rgb: [UInt8], isSRGB: Bool = true)
    throws(ImageError) -> [UInt8]
  {
    try encode(
      width: width, height: height, samples: rgb, channels: 3, colorType: SPNG_COLOR_TYPE_TRUECOLOR,
      isSRGB: isSRGB)
  }

  /// - Parameter rgb16: `width * height * 3` samples of 16 bits, row 0 on top.
  package static func encode(width: Int, height: Int, rgb16: [UInt16], isSRGB: Bool = false)
    throws(ImageError) -> [UInt8]
  {
    try encode(
      width: width, height: height, samples: rgb16, channels: 3,
      colorType: SPNG_COLOR_TYPE_TRUECOLOR, isSRGB: isSRGB)
  }

  /// - Parameter grey16: `width * height` samples of 16 bits, row 0 on top, such as depth.
  package static func encode(width: Int, height: Int, grey16: [UInt16]) throws(ImageError)
    -> [UInt8]
  {
    try encode(
      width: width, height: height, samples: grey16, channels: 1,
      colorType: SPNG_COLOR_TYPE_GRAYSCALE, isSRGB: false)
  }

  private static func encode<Sample: FixedWidthInteger>(
    width: Int, height: Int, samples: [Sample], channels: Int, colorType: spng_color_type,
    isSRGB: Bool
  ) throws(ImageError) -> [UInt8] {
    guard width > 0, height > 0, width <= ImageLimits.standard.side,
      height <= ImageLimits.standard.side
    else {
      throw ImageError(.encoding, "the size \(width) × \(height)")
    }
    precondition(samples.count == width * height * channels, "samples do not fit the size")
    let encoder = try Encoder()
    var header = spng_ihdr()
    header.width = UInt32(width)
    header.height = UInt32(height)
    header.bit_depth = UInt8(Sample.bitWidth)
    header.color_type = UInt8(colorType.rawValue)
    try encoder.begin(&header, isSRGB: isSRGB)
    let code = samples.withUnsafeBytes { pixels in
      spng_encode_image(
        encoder.context, pixels.baseAddress, pixels.count, Int32(SPNG_FMT_PNG.rawValue),
        Int32(SPNG_ENCODE_FINALIZE.rawValue))
    }
    try encoder.check(code)
    return try encoder.file()
  }

  /// The library's encoder, writing to memory.
  private struct Encoder: ~Copyable {
    let context: OpaquePointer

    init() throws(ImageError) {
      guard let context = spng_ctx_new(Int32(SPNG_CTX_ENCODER.rawValue)) else {
        throw ImageError(.encoding, "out of memory")
      }
      self.context = context
    }

    deinit { spng_ctx_free(context) }

    func begin(_ header: inout spng_ihdr, isSRGB: Bool) throws(ImageError) {
      try check(spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1))
      // One filter instead of a trial of all five and less of a search for repetitions: a fraction
      // of the time for files a few percent larger.
      try check(spng_set_option(context, SPNG_IMG_COMPRESSION_LEVEL, 4))
      try check(
        spng_set_option(context, SPNG_FILTER_CHOICE, Int32(SPNG_FILTER_CHOICE_SUB.rawValue)))
      try check(spng_set_ihdr(context, &header))
      if isSRGB { try check(spng_set_srgb(context, 0)) }
    }

    func check(_ code: Int32) throws(ImageError) {
      if code != 0 { throw ImageError(.encoding, String(cString: spng_strerror(code))) }
    }

    func file() throws(ImageError) -> [UInt8] {
      var count = 0
      var code: Int32 = 0
      guard let bytes = spng_get_png_buffer(context, &count, &code) else {
        throw ImageError(.encoding, String(cString: spng_strerror(code)))
      }
      defer { free(bytes) }
      return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
    }
  }
}
