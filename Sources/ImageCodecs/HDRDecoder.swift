/// Decodes Radiance pictures (.hdr, RGBE) from untrusted bytes. Callable on any thread.
///
/// The format is that of Ward, "Real Pixels", Graphics Gems II, 1991: a text header, a size line,
/// and scanlines of four bytes a pixel (three mantissas, one shared exponent), run-length encoded
/// for each of the four apart.
package enum HDRDecoder {
  /// Linear radiance in the file's own scale; `EXPOSURE` lines are ignored.
  package static func decode(_ bytes: UnsafeRawBufferPointer, limits: ImageLimits = .standard)
    throws(ImageError) -> DecodedHDRImage
  {
    var reader = Reader(bytes: bytes)
    let (width, height) = try reader.header()
    try limits.check(width: width, height: height)
    // A run of 127 takes two bytes; less data than that cannot fill the rows.
    guard width * height * 4 / 64 <= bytes.count else {
      throw ImageError(.damaged, "\(bytes.count) bytes cannot hold \(width) × \(height) pixels")
    }
    var pixels = [Float](repeating: 0, count: width * height * 3)
    var scanline = [UInt8](repeating: 0, count: width * 4)
    // 128 of bias and 8 bits of mantissa; the exponent 0 stands for black.
    let scales = (0..<256).map { exponent -> Float in
      exponent == 0 ? 0 : Float(sign: .plus, exponent: exponent - 136, significand: 1)
    }
    for row in 0..<height {
      try reader.scanline(into: &scanline)
      for x in 0..<width {
        let scale = scales[Int(scanline[x * 4 + 3])]
        for channel in 0..<3 {
          pixels[(row * width + x) * 3 + channel] = Float(scanline[x * 4 + channel]) * scale
        }
      }
    }
    return DecodedHDRImage(width: width, height: height, pixels: pixels)
  }

  package static func decode(_ bytes: [UInt8], limits: ImageLimits = .standard)
    throws(ImageError) -> DecodedHDRImage
  {
    try bytes.withUnsafeBufferPointer { (buffer) throws(ImageError) in
      try decode(UnsafeRawBufferPointer(buffer), limits: limits)
    }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    mutating func byte() throws(ImageError) -> UInt8 {
      guard position < bytes.count else { throw ImageError(.damaged, "HDR: the file ends early") }
      defer { position += 1 }
      return bytes[position]
    }

    mutating func line() throws(ImageError) -> String {
      var text: [UInt8] = []
      while true {
        let next = try byte()
        if next == 0x0A { return String(decoding: text, as: UTF8.self) }
        guard text.count < 4096 else { throw ImageError(.damaged, "HDR: a line without end") }
        text.append(next)
      }
    }

    mutating func header() throws(ImageError) -> (width: Int, height: Int) {
      let signature = try line()
      guard signature.hasPrefix("#?RADIANCE") || signature.hasPrefix("#?RGBE") else {
        throw ImageError(.unknownFormat, "not a Radiance picture")
      }
      while true {
        let entry = try line()
        if entry.isEmpty { break }
        if entry.hasPrefix("FORMAT="), entry != "FORMAT=32-bit_rle_rgbe" {
          throw ImageError(.unsupported, "HDR: \(entry)")
        }
      }
      let size = try line()
      let words = size.split(separator: " ")
      guard words.count == 4, let height = Int(words[1]), let width = Int(words[3]) else {
        throw ImageError(.damaged, "HDR: the size line \"\(size)\"")
      }
      guard words[0] == "-Y", words[2] == "+X" else {
        throw ImageError(.unsupported, "HDR: the pixel order \"\(size)\"")
      }
      return (width, height)
    }

    /// Reads one row of RGBE pixels, which fill `row`.
    mutating func scanline(into row: inout [UInt8]) throws(ImageError) {
      let width = row.count / 4
      let start = (try byte(), try byte(), try byte(), try byte())
      // A row is run-length encoded when it begins with 2, 2 and its length: no flat pixel does.
      guard (8..<32768).contains(width), start.0 == 2, start.1 == 2, start.2 < 128 else {
        (row[0], row[1], row[2], row[3]) = start
        for index in 4..<row.count { row[index] = try byte() }
        return
      }
      guard Int(start.2) << 8 | Int(start.3) == width else {
        throw ImageError(.damaged, "HDR: a row of another length")
      }
      for channel in 0..<4 {
        var x = 0
        while x < width {
          let code = try byte()
          let count = Int(code > 128 ? code - 128 : code)
          guard count > 0, count <= width - x else {
            throw ImageError(.damaged, "HDR: a run beyond the row's end")
          }
          var value = try byte()
          for run in 0..<count {
            if code <= 128, run > 0 { value = try byte() }
            row[x * 4 + channel] = value
            x += 1
          }
        }
      }
    }
  }
}
