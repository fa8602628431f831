import Numerics

/// Pixels to draw a plot on; sRGB values 0…255, row 0 on top.
struct Canvas {
  let width: Int
  let height: Int
  private(set) var rgba: [UInt8]

  init(width: Int, height: Int, color: Float3) {
    (self.width, self.height) = (width, height)
    rgba = [UInt8](repeating: 255, count: width * height * 4)
    fill(PixelRect(width: width, height: height), color)
  }

  /// A picture, with black rows below it when the canvas is higher.
  init(width: Int, height: Int, over picture: [UInt8]) {
    self.init(width: width, height: height, color: .zero)
    rgba.replaceSubrange(0..<picture.count, with: picture)
  }

  /// Brightness of a pixel, 0…255: the weights of Rec. 709, on the values as they are.
  func luma(_ x: Int, _ y: Int) -> Float {
    let index = (y * width + x) * 4
    let color = Float3(Float(rgba[index]), Float(rgba[index + 1]), Float(rgba[index + 2]))
    return dot(color, Float3(0.2126, 0.7152, 0.0722))
  }

  /// Nothing outside of the picture.
  mutating func blend(_ x: Int, _ y: Int, _ color: Float3, _ alpha: Float = 1) {
    guard x >= 0, y >= 0, x < width, y < height, alpha > 0 else { return }
    let index = (y * width + x) * 4
    let a = min(1, alpha)
    for channel in 0..<3 {
      let value = Float(rgba[index + channel]) * (1 - a) + color[channel] * a
      rgba[index + channel] = UInt8(min(255, max(0, value.rounded())))
    }
  }

  mutating func fill(_ rect: PixelRect, _ color: Float3, _ alpha: Float = 1) {
    for y in rect.y..<max(rect.y, rect.y + rect.height) {
      for x in rect.x..<max(rect.x, rect.x + rect.width) { blend(x, y, color, alpha) }
    }
  }

  mutating func frame(_ rect: PixelRect, _ color: Float3) {
    let (right, bottom) = (rect.x + rect.width, rect.y + rect.height)
    fill(PixelRect(x: rect.x - 1, y: rect.y - 1, width: rect.width + 2, height: 1), color)
    fill(PixelRect(x: rect.x - 1, y: bottom, width: rect.width + 2, height: 1), color)
    fill(PixelRect(x: rect.x - 1, y: rect.y, width: 1, height: rect.height), color)
    fill(PixelRect(x: right, y: rect.y, width: 1, height: rect.height), color)
  }

  static func textWidth(_ text: String, scale: Int) -> Int {
    max(0, text.count * (BitmapFont.width + 1) - 1) * scale
  }

  /// Top left corner at (x, y).
  mutating func text(_ text: String, _ x: Int, _ y: Int, scale: Int = 1, color: Float3) {
    var left = x
    for character in text {
      for (row, bits) in BitmapFont.rows(of: character).enumerated() {
        for column in 0..<BitmapFont.width where bits & (0x10 >> UInt8(column)) != 0 {
          fill(
            PixelRect(
              x: left + column * scale, y: y + row * scale, width: scale, height: scale), color)
        }
      }
      left += (BitmapFont.width + 1) * scale
    }
  }

  /// Centred on (x, y), on a dark plate.
  mutating func label(_ text: String, _ x: Int, _ y: Int, scale: Int = 1, color: Float3) {
    let (width, height) = (Canvas.textWidth(text, scale: scale), BitmapFont.height * scale)
    let (left, top) = (x - width / 2, y - height / 2)
    let plate = PixelRect(x: left - 3, y: top - 3, width: width + 6, height: height + 6)
    fill(plate, Float3(12, 14, 20), 0.75)
    self.text(text, left, top, scale: scale, color: color)
  }
}
