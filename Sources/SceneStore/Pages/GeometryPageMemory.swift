/// Where a geometry page is decoded to. Written once from front to back and never read, so it may be
/// write-combined memory of a device.
package struct GeometryPageMemory {
  /// Three floats for each vertex.
  package var positions: UnsafeMutableBufferPointer<Float>
  package var frames: UnsafeMutableBufferPointer<PageVertex.Frame>
  /// Empty: extras are not wanted.
  package var extras: UnsafeMutableBufferPointer<PageVertex.Extra>
  /// Empty: rows are not wanted.
  package var rows: UnsafeMutableBufferPointer<UInt32>
  package var indices: UnsafeMutableBufferPointer<UInt16>
  package var clusters: UnsafeMutableBufferPointer<ClusterRecord>

  package init(
    positions: UnsafeMutableBufferPointer<Float>,
    frames: UnsafeMutableBufferPointer<PageVertex.Frame>,
    extras: UnsafeMutableBufferPointer<PageVertex.Extra>,
    rows: UnsafeMutableBufferPointer<UInt32> = .init(start: nil, count: 0),
    indices: UnsafeMutableBufferPointer<UInt16>,
    clusters: UnsafeMutableBufferPointer<ClusterRecord>
  ) {
    self.positions = positions
    self.frames = frames
    self.extras = extras
    self.rows = rows
    self.indices = indices
    self.clusters = clusters
  }
}

/// How much a geometry page holds.
package struct GeometryPageCounts: BitwiseCopyable, Equatable, Sendable {
  package var vertices: Int
  package var indices: Int
  package var clusters: Int

  package init(vertices: Int, indices: Int, clusters: Int) {
    self.vertices = vertices
    self.indices = indices
    self.clusters = clusters
  }
}

/// A page as the file stores it.
package struct EncodedPage: Equatable, Sendable {
  package var bytes: [UInt8]
  /// When decompressed.
  package var rawBytes: Int

  package init(bytes: [UInt8], rawBytes: Int) {
    self.bytes = bytes
    self.rawBytes = rawBytes
  }
}
