extension Image {
  /// Halved until no side is longer than so many pixels, each pixel the mean of four.
  package func reduced(toSide side: Int) -> Image {
    var image = self
    while max(image.width, image.height) > max(side, 1) { image = image.halved }
    return image
  }

  private var halved: Image {
    let (w, h) = (max(width / 2, 1), max(height / 2, 1))
    let (right, below) = (width > 1 ? 1 : 0, height > 1 ? 1 : 0)
    let half = [UInt8](unsafeUninitializedCapacity: w * h * 4) { bytes, count in
      pixels.withUnsafeBytes { source in
        func texel(_ x: Int, _ y: Int) -> SIMD4<UInt16> {
          SIMD4(
            truncatingIfNeeded: source.loadUnaligned(
              fromByteOffset: (y * width + x) * 4, as: SIMD4<UInt8>.self))
        }
        for y in 0..<h {
          for x in 0..<w {
            let (left, top) = (x << right, y << below)
            let sum =
              texel(left, top) &+ texel(left + right, top) &+ texel(left, top + below)
              &+ texel(left + right, top + below)
            let mean = (sum &+ 2) &>> 2
            for channel in 0..<4 {
              bytes[(y * w + x) * 4 + channel] = UInt8(truncatingIfNeeded: mean[channel])
            }
          }
        }
      }
      count = w * h * 4
    }
    return Image(name: name, width: w, height: h, pixels: half)
  }
}
