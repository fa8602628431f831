import Foundation

extension Picture {
  /// From colours that are multiplied by alpha in linear light, as frames have them, to colours that are not, as
  /// files have them.
  var withStraightAlpha: Picture {
    let linear = (0..<256).map { Self.linear(Double($0) / 255) }
    var bytes = pixels
    for start in stride(from: 0, to: bytes.count, by: 4) where bytes[start + 3] < 255 {
      let alpha = Double(bytes[start + 3]) / 255
      for index in start..<start + 3 {
        let straight = alpha > 0 ? min(linear[Int(bytes[index])] / alpha, 1) : 0
        bytes[index] = UInt8((Self.encoded(straight) * 255).rounded())
      }
    }
    return Picture(width: width, height: height, pixels: bytes)
  }

  /// The transfer function of sRGB, IEC 61966-2-1.
  private static func linear(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ value: Double) -> Double {
    value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
  }
}
