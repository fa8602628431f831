internal import CVulkan

/// Reading back, for tests, tools and pictures: waits for the device.
extension Device {
  /// The texels of one layer of one level with tight rows; the image has one sample per texel and
  /// `transferSource` usage.
  package func read(
    _ image: ImageHandle, level: Int = 0, layer: Int = 0
  ) throws(GPUError) -> [UInt8] {
    let record = images[image]
    precondition(
      record.descriptor.usage.contains(.transferSource), "the image is no transfer source")
    let bytes = record.descriptor.bytes(ofLevel: level)
    let target = try makeBuffer(
      "readback of \(record.descriptor.name)", bytes: bytes, usage: .transferDestination,
      place: .readback)
    defer { destroy(target) }
    try submitOnce("read image") { encoder in
      let before = record.layout
      encoder.moveLayout(of: record, to: VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL)
      encoder.copy(image, level: level, layer: layer, to: target)
      if before != VK_IMAGE_LAYOUT_UNDEFINED { encoder.moveLayout(of: record, to: before) }
    }
    return Array(mapped(target))
  }

  /// `count` values from byte `offset` on.
  package func read<T: BitwiseCopyable>(
    _ buffer: BufferHandle, as type: T.Type, offset: Int = 0, count: Int
  ) throws(GPUError) -> [T] {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<T>.stride)
    let size = size(of: buffer)
    precondition(
      !overflow && count >= 0 && offset >= 0 && offset <= size && bytes <= size - offset,
      "the buffer holds no such values")
    guard count > 0 else { return [] }
    if buffers[buffer].place != .device {
      try flushUploads()
      try waitIdle()
      return Self.values(mapped(buffer), offset: offset, count: count)
    }
    let target = try makeBuffer(
      "readback", bytes: bytes, usage: .transferDestination, place: .readback)
    defer { destroy(target) }
    try submitOnce("read buffer") { encoder in
      encoder.copy(buffer, offset: offset, to: target, bytes: bytes)
    }
    return Self.values(mapped(target), offset: 0, count: count)
  }

  private static func values<T: BitwiseCopyable>(
    _ bytes: UnsafeMutableRawBufferPointer, offset: Int, count: Int
  ) -> [T] {
    (0..<count).map {
      bytes.loadUnaligned(fromByteOffset: offset + $0 * MemoryLayout<T>.stride, as: T.self)
    }
  }
}
