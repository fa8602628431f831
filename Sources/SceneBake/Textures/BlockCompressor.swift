internal import CSquish
internal import SceneStore

/// Texels to the blocks of a file.
struct BlockCompressor: Sendable {
  /// Rows of blocks that a thread takes at a time.
  private static var rowsAtOnce: Int { 8 }

  let encoding: StoredImage.Encoding
  /// Takes longer and errs less; for levels of few texels.
  let isFine: Bool
  let jobs: Int

  /// Tight rows of blocks of a level.
  /// - Parameter texel: any place's RGBA.
  func compress(
    width: Int, height: Int, _ texel: @Sendable (_ x: Int, _ y: Int) -> SIMD4<UInt8>
  ) -> [UInt8] {
    let (blockBytes, side) = encoding.block
    let rowBytes = (width + side - 1) / side * blockBytes
    let rows = (height + side - 1) / side
    let chunks = (rows + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    return [UInt8](unsafeUninitializedCapacity: rowBytes * rows) { buffer, count in
      count = rowBytes * rows
      nonisolated(unsafe) let out = UnsafeMutableRawBufferPointer(buffer)
      forEachInParallel(chunks, jobs: jobs) { chunk in
        let first = chunk * Self.rowsAtOnce
        let last = min(first + Self.rowsAtOnce, rows)
        let lines = first * side..<min(last * side, height)
        let texels = [SIMD4<UInt8>](unsafeUninitializedCapacity: lines.count * width) {
          for y in lines {
            for x in 0..<width {
              $0[$1] = texel(x, y)
              $1 += 1
            }
          }
        }
        let target = UnsafeMutableRawBufferPointer(
          rebasing: out[first * rowBytes..<last * rowBytes])
        encode(texels, width: width, height: lines.count, into: target)
      }
    }
  }

  private func encode(
    _ texels: [SIMD4<UInt8>], width: Int, height: Int, into target: UnsafeMutableRawBufferPointer
  ) {
    texels.withUnsafeBytes { source in
      guard let format else { return target.copyMemory(from: source) }
      let done = fovea_squish_compress(
        source.baseAddress, Int32(width), Int32(height), format, isFine ? 1 : 0,
        target.baseAddress)
      precondition(done == 1, "the library knows every block format")
    }
  }

  private var format: Int32? {
    switch encoding {
    case .rgba8: nil
    case .bc1: Int32(FOVEA_BC1)
    case .bc3: Int32(FOVEA_BC3)
    case .bc4: Int32(FOVEA_BC4)
    case .bc5: Int32(FOVEA_BC5)
    }
  }
}
