internal import CZstd

/// Turns pages of images into stored bytes and back. Holds the working memory of both; one for each
/// thread that works.
package final class ImagePageCodec {
  private let compressor: OpaquePointer
  private let decompressor: OpaquePointer

  package init() {
    guard let compressor = ZSTD_createCCtx(), let decompressor = ZSTD_createDCtx() else {
      preconditionFailure("out of memory")
    }
    self.compressor = compressor
    self.decompressor = decompressor
  }

  deinit {
    ZSTD_freeCCtx(compressor)
    ZSTD_freeDCtx(decompressor)
  }

  /// Stores 1…`PageLimits.imageBytes` bytes of an image's blocks or texels, exactly.
  package func encode(_ bytes: UnsafeRawBufferPointer) -> EncodedPage {
    precondition(!bytes.isEmpty && bytes.count <= PageLimits.imageBytes)
    let stored = [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) {
      let size = ZSTD_compressCCtx(
        compressor, $0.baseAddress, $0.count, bytes.baseAddress, bytes.count, 9)
      precondition(ZSTD_isError(size) == 0, "there is room for the worst case")
      $1 = size
    }
    return EncodedPage(bytes: stored, rawBytes: bytes.count)
  }

  /// Decodes a page straight to where it is wanted.
  ///
  /// - Parameters:
  ///   - stored: bytes as the file holds them, without padding. Any bytes: none make it crash.
  ///   - memory: as long as the page's raw bytes.
  /// - Throws: what is wrong; the memory then holds anything.
  package func decode(_ stored: UnsafeRawBufferPointer, into memory: UnsafeMutableRawBufferPointer)
    throws(StoreDamage)
  {
    let size = ZSTD_decompressDCtx(
      decompressor, memory.baseAddress, memory.count, stored.baseAddress, stored.count)
    guard ZSTD_isError(size) == 0, size == memory.count else {
      throw StoreDamage("cannot be decompressed")
    }
  }
}
