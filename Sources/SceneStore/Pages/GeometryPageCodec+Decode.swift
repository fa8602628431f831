internal import CZstd

extension GeometryPageCodec {
  /// Decodes a page straight to where it is wanted.
  ///
  /// - Parameters:
  ///   - stored: bytes as the file holds them, without padding. Any bytes: none make it crash.
  ///   - rawBytes: as the directory says.
  /// - Throws: what is wrong, also when the page does not fit; the memory then holds anything.
  package func decode(
    _ stored: UnsafeRawBufferPointer, rawBytes: Int, into memory: GeometryPageMemory
  ) throws(StoreDamage) -> GeometryPageCounts {
    let reader = try open(stored, rawBytes: rawBytes)
    let counts = reader.counts
    guard counts.vertices * 3 <= memory.positions.count, counts.vertices <= memory.frames.count,
      memory.extras.isEmpty || counts.vertices <= memory.extras.count,
      counts.indices <= memory.indices.count, counts.clusters <= memory.clusters.count
    else { throw StoreDamage("holds more than there is room for") }
    var at = 16
    func take(_ target: UnsafeMutableRawBufferPointer, _ size: Int) {
      if !target.isEmpty {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[at..<at + size]))
      }
      at += size
    }
    take(UnsafeMutableRawBufferPointer(memory.positions), counts.vertices * 12)
    take(UnsafeMutableRawBufferPointer(memory.frames), counts.vertices * 24)
    if reader.hasExtras {
      take(UnsafeMutableRawBufferPointer(memory.extras), counts.vertices * 16)
    }
    take(UnsafeMutableRawBufferPointer(memory.indices), counts.indices * 2)
    take(UnsafeMutableRawBufferPointer(memory.clusters), counts.clusters * 64)
    return counts
  }

  /// Decodes a page into memory of its own.
  package func decode(_ stored: UnsafeRawBufferPointer, rawBytes: Int) throws(StoreDamage)
    -> GeometryPage
  {
    let reader = try open(stored, rawBytes: rawBytes)
    let counts = reader.counts
    var page = GeometryPage()
    page.positions = [Float](repeating: 0, count: counts.vertices * 3)
    let frame = PageVertex.Frame(normal: .zero, tangent: .zero, uv0: .zero)
    page.frames = Array(repeating: frame, count: counts.vertices)
    if reader.hasExtras {
      let extra = PageVertex.Extra(uv1: .zero, color: .zero)
      page.extras = Array(repeating: extra, count: counts.vertices)
    }
    page.indices = [UInt16](repeating: 0, count: counts.indices)
    let cluster = ClusterRecord(
      center: (0, 0, 0), radius: 0, coneAxis: (0, 0, 0), coneCutoff: 1, firstIndex: 0,
      indexCount: 0, firstVertex: 0, refined: 0, group: 0, level: 0)
    page.clusters = Array(repeating: cluster, count: counts.clusters)
    let result = page.positions.withUnsafeMutableBufferPointer { positions in
      page.frames.withUnsafeMutableBufferPointer { frames in
        page.extras.withUnsafeMutableBufferPointer { extras in
          page.indices.withUnsafeMutableBufferPointer { indices in
            page.clusters.withUnsafeMutableBufferPointer { clusters in
              let memory = GeometryPageMemory(
                positions: positions, frames: frames, extras: extras, indices: indices,
                clusters: clusters)
              return Result { () throws(StoreDamage) in
                try decode(stored, rawBytes: rawBytes, into: memory)
              }
            }
          }
        }
      }
    }
    _ = try result.get()
    return page
  }

  private struct Opened {
    var counts: GeometryPageCounts
    var hasExtras: Bool
  }

  private func open(_ stored: UnsafeRawBufferPointer, rawBytes: Int) throws(StoreDamage) -> Opened {
    guard rawBytes >= 16, rawBytes <= raw.count else { throw StoreDamage("has an odd size") }
    let size = ZSTD_decompressDCtx(
      decompressor, raw.baseAddress, rawBytes, stored.baseAddress, stored.count)
    guard ZSTD_isError(size) == 0, size == rawBytes else {
      throw StoreDamage("cannot be decompressed")
    }
    let words = raw.bindMemory(to: UInt32.self)
    let counts = GeometryPageCounts(
      vertices: Int(words[0]), indices: Int(words[1]), clusters: Int(words[2]))
    let hasExtras = words[3] == 1
    guard counts.vertices <= PageLimits.vertices, counts.indices <= PageLimits.indices,
      counts.clusters <= PageLimits.clusters,
      16 + counts.vertices * (hasExtras ? 52 : 36) + counts.indices * 2 + counts.clusters * 64
        == size
    else { throw StoreDamage("has counts out of range") }
    return Opened(counts: counts, hasExtras: hasExtras)
  }
}
