internal import CZstd

/// Turns geometry pages into stored bytes and back. Holds the working memory of both, so that
/// decoding allocates nothing; one for each thread that works.
package final class GeometryPageCodec {
  let compressor: OpaquePointer
  let decompressor: OpaquePointer
  /// A page as `PageLayout` tells.
  let raw: UnsafeMutableBufferPointer<UInt8>
  /// The vertices of the page so far, after one that is zero.
  let vertices: UnsafeMutableBufferPointer<PackedVertex>
  let walk = TriangleWalk.allocate()
  let angles = AngleTable()
  private var encoderMemoryIfAny: PageEncoderMemory?

  /// Made when something is encoded.
  var encoderMemory: PageEncoderMemory {
    if let memory = encoderMemoryIfAny { return memory }
    let memory = PageEncoderMemory(vertices: vertices, walk: walk)
    encoderMemoryIfAny = memory
    return memory
  }

  package init() {
    guard let compressor = ZSTD_createCCtx(), let decompressor = ZSTD_createDCtx() else {
      preconditionFailure("out of memory")
    }
    self.compressor = compressor
    self.decompressor = decompressor
    raw = .allocate(capacity: PageLimits.rawBytes)
    vertices = .allocate(capacity: PageLimits.vertices + 1)
    vertices.initialize(repeating: PackedVertex())
  }

  deinit {
    ZSTD_freeCCtx(compressor)
    ZSTD_freeDCtx(decompressor)
    raw.deallocate()
    vertices.deallocate()
    walk.deallocate()
    angles.deallocate()
    encoderMemoryIfAny?.deallocate()
  }
}
