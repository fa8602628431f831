package import SceneStore

/// A unit as the device wants it, in memory of its own. Never changed once it is made.
package final class DecodedUnit: @unchecked Sendable {
  package enum Content {
    /// Cut to what the page holds.
    case geometry(GeometryPageMemory)
    /// The level's rows of blocks, one after the other.
    case imageLevel(UnsafeRawBufferPointer)
    /// The level's texels, unpacked from that.
    case texels(UnsafeRawBufferPointer)
  }

  package let unit: Int
  /// Valid as long as the unit lives.
  package let content: Content
  /// Bytes read from the file.
  package let readBytes: Int
  private let memory: UnsafeMutableRawBufferPointer

  /// - Parameter memory: what `content` points into; it is given away.
  init(unit: Int, content: Content, readBytes: Int, memory: UnsafeMutableRawBufferPointer) {
    self.unit = unit
    self.content = content
    self.readBytes = readBytes
    self.memory = memory
  }

  /// A level of an image that was read by other means.
  ///
  /// - Parameter blocks: its rows of blocks, one after the other.
  package convenience init(unit: Int, level blocks: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: blocks.count, alignment: 16)
    memory.copyBytes(from: blocks)
    self.init(
      unit: unit, content: .imageLevel(UnsafeRawBufferPointer(memory)), readBytes: blocks.count,
      memory: memory)
  }

  /// The texels of a level that was read by other means, in memory that is given away.
  package convenience init(unit: Int, texels: UnsafeMutableRawBufferPointer) {
    self.init(
      unit: unit, content: .texels(UnsafeRawBufferPointer(texels)), readBytes: texels.count,
      memory: texels)
  }

  deinit { memory.deallocate() }

  /// Bytes to decode a unit into.
  package static func memoryBytes(of unit: StreamUnit, in directory: SceneDirectory) -> Int {
    switch unit.kind {
    case .geometry:
      GeometryPageMemory.byteCount(hasExtras: directory.hasExtras, hasRows: directory.hasRows)
    case .imageLevel:
      directory.pages[Int(unit.firstPage)...].prefix(Int(unit.pageCount)).reduce(0) {
        $0 + Int($1.rawBytes)
      }
    }
  }
}

extension GeometryPageMemory {
  /// Bytes for any page.
  package static func byteCount(hasExtras: Bool, hasRows: Bool = false) -> Int {
    let vertex =
      PageVertex.positionStride + PageVertex.frameStride
      + (hasExtras ? PageVertex.extraStride : 0) + (hasRows ? PageVertex.rowStride : 0)
    return PageLimits.vertices * vertex + PageLimits.indices * MemoryLayout<UInt16>.stride
      + PageLimits.clusters * MemoryLayout<ClusterRecord>.stride
  }

  /// Divides memory of `byteCount` bytes, aligned to 16.
  init(_ memory: UnsafeMutableRawBufferPointer, hasExtras: Bool, hasRows: Bool = false) {
    var offset = 0
    func take<T>(_ type: T.Type, _ count: Int) -> UnsafeMutableBufferPointer<T> {
      let bytes = count * MemoryLayout<T>.stride
      defer { offset += bytes }
      return UnsafeMutableRawBufferPointer(rebasing: memory[offset..<offset + bytes])
        .bindMemory(to: type)
    }
    self.init(
      positions: take(Float.self, PageLimits.vertices * 3),
      frames: take(PageVertex.Frame.self, PageLimits.vertices),
      extras: take(PageVertex.Extra.self, hasExtras ? PageLimits.vertices : 0),
      rows: take(UInt32.self, hasRows ? PageLimits.vertices : 0),
      indices: take(UInt16.self, PageLimits.indices),
      clusters: take(ClusterRecord.self, PageLimits.clusters))
  }

  func prefix(_ counts: GeometryPageCounts) -> GeometryPageMemory {
    GeometryPageMemory(
      positions: .init(rebasing: positions.prefix(counts.vertices * 3)),
      frames: .init(rebasing: frames.prefix(counts.vertices)),
      extras: .init(rebasing: extras.prefix(counts.vertices)),
      rows: .init(rebasing: rows.prefix(counts.vertices)),
      indices: .init(rebasing: indices.prefix(counts.indices)),
      clusters: .init(rebasing: clusters.prefix(counts.clusters)))
  }
}
