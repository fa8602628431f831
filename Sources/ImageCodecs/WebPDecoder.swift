import CWebP

enum WebPDecoder {
  static func header(_ bytes: UnsafeRawBufferPointer) throws(ImageError) -> ImageHeader {
    var features = WebPBitstreamFeatures()
    let status = WebPGetFeatures(
      bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &features)
    guard status == VP8_STATUS_OK else {
      throw ImageError(.damaged, "WebP: the header cannot be read (status \(status.rawValue))")
    }
    guard features.has_animation == 0 else {
      throw ImageError(.unsupported, "an animated WebP")
    }
    return ImageHeader(format: .webp, width: Int(features.width), height: Int(features.height))
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, limits: ImageLimits) throws(ImageError)
    -> DecodedImage
  {
    let header = try header(bytes)
    try limits.check(width: header.width, height: header.height)
    return try ImageDecoder.pixels(width: header.width, height: header.height) { buffer in
      let end = WebPDecodeRGBAInto(
        bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, buffer.baseAddress,
        buffer.count, Int32(header.width * 4))
      return end == nil ? ImageError(.damaged, "WebP: the pixels cannot be decoded") : nil
    }
  }
}
