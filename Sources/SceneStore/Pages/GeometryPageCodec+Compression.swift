internal import CZstd

extension GeometryPageCodec {
  /// One zstd frame; each piece is a block with statistics of its own.
  func compress(_ pieces: [[UInt8]]) -> EncodedPage {
    let total = pieces.reduce(0) { $0 + $1.count }
    precondition(total <= PageLimits.rawBytes)
    ZSTD_CCtx_reset(compressor, ZSTD_reset_session_and_parameters)
    ZSTD_CCtx_setParameter(compressor, ZSTD_c_compressionLevel, 3)
    ZSTD_CCtx_setPledgedSrcSize(compressor, UInt64(total))
    let capacity = ZSTD_compressBound(total) + 64 * pieces.count
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
      for (index, piece) in pieces.enumerated() {
        let isLast = index + 1 == pieces.count
        if piece.isEmpty && !isLast { continue }
        piece.withUnsafeBytes {
          var input = ZSTD_inBuffer(src: $0.baseAddress, size: $0.count, pos: 0)
          let rest = ZSTD_compressStream2(
            compressor, &output, &input, isLast ? ZSTD_e_end : ZSTD_e_flush)
          precondition(rest == 0, "there is room for the worst case")
        }
      }
      count = output.pos
    }
    return EncodedPage(bytes: bytes, rawBytes: total)
  }

  /// Fills the first `rawBytes` of `raw`.
  func decompress(_ stored: UnsafeRawBufferPointer, rawBytes: Int) throws(StoreDamage) {
    guard rawBytes >= PageLayout.headerBytes, rawBytes <= raw.count else {
      throw StoreDamage("has a size out of range")
    }
    let size = ZSTD_decompressDCtx(
      decompressor, raw.baseAddress, rawBytes, stored.baseAddress, stored.count)
    guard ZSTD_isError(size) == 0, size == rawBytes else {
      throw StoreDamage("cannot be decompressed")
    }
  }
}
