import CTurboJPEG

enum JPEGDecoder {
  static func header(_ bytes: UnsafeRawBufferPointer) throws(ImageError) -> ImageHeader {
    try Decompressor().header(bytes)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, limits: ImageLimits) throws(ImageError)
    -> DecodedImage
  {
    let decompressor = try Decompressor()
    let header = try decompressor.header(bytes)
    try limits.check(width: header.width, height: header.height)
    return try ImageDecoder.pixels(width: header.width, height: header.height) { buffer in
      let code = tjDecompress2(
        decompressor.handle, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count),
        buffer.baseAddress, Int32(header.width), 0, Int32(header.height), TJPF_RGBA.rawValue,
        // The scan limit bounds the work that a progressive file can ask for.
        TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS)
      return code == 0 ? nil : decompressor.failure()
    }
  }

  /// The library's decoder.
  private struct Decompressor: ~Copyable {
    let handle: tjhandle

    init() throws(ImageError) {
      guard let handle = tjInitDecompress() else {
        throw ImageError(.damaged, "JPEG: out of memory")
      }
      self.handle = handle
    }

    deinit { tjDestroy(handle) }

    func header(_ bytes: UnsafeRawBufferPointer) throws(ImageError) -> ImageHeader {
      var width: Int32 = 0
      var height: Int32 = 0
      var subsampling: Int32 = 0
      var colorspace: Int32 = 0
      let code = tjDecompressHeader3(
        handle, bytes.bindMemory(to: UInt8.self).baseAddress, UInt(bytes.count), &width, &height,
        &subsampling, &colorspace)
      if code != 0, let failure = failure() { throw failure }
      guard colorspace != TJCS_CMYK.rawValue, colorspace != TJCS_YCCK.rawValue else {
        throw ImageError(.unsupported, "a JPEG of four inks (CMYK)")
      }
      return ImageHeader(format: .jpeg, width: Int(width), height: Int(height))
    }

    /// The last error. Nil for a warning that leaves the pixels whole, such as stray bytes between
    /// segments, which cameras write; a warning that pixels are missing is an error here.
    func failure() -> ImageError? {
      let message = String(cString: tjGetErrorStr2(handle))
      let harmless = ["extraneous bytes", "Invalid SOS parameters", "Unknown Adobe color"]
      if tjGetErrorCode(handle) == TJERR_WARNING.rawValue,
        harmless.contains(where: { message.contains($0) })
      {
        return nil
      }
      return ImageError(.damaged, "JPEG: \(message)")
    }
  }
}
