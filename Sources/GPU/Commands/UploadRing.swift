internal import CVulkan

/// Staging memory for uploads: segments that are filled, submitted and reused in turn.
final class UploadRing {
  private static let segmentBytes = 8 << 20
  private static let segments = 4
  /// Serves every texel size and every driver's copy alignment up to it.
  private static let alignment = 16

  private let staging: BufferHandle
  private let memory: UnsafeMutableRawBufferPointer
  private let recorders: [CommandRecorder]
  private var current = 0
  private var used = 0
  private var encoder: CommandEncoder?
  /// Images in copy layout until the segment is submitted.
  private var touched: [ImageRecord] = []
  /// Of buffers, where all lies that was written since the last barrier: copies keep no order of
  /// themselves.
  private var written: [BufferHandle: Range<Int>] = [:]
  private(set) var uploadedBytes = 0

  init(device: Device) throws(GPUError) {
    staging = try device.makeBuffer(
      "upload staging", bytes: Self.segmentBytes * Self.segments, usage: .transferSource,
      place: .upload)
    memory = device.mapped(staging)
    var recorders: [CommandRecorder] = []
    for segment in 0..<Self.segments {
      recorders.append(try CommandRecorder(device, name: "upload segment \(segment)"))
    }
    self.recorders = recorders
  }

  func destroy(_ device: VkDevice) {
    for recorder in recorders { vkDestroyCommandPool(device, recorder.pool, nil) }
  }

  func upload(
    _ bytes: UnsafeRawBufferPointer, to buffer: BufferHandle, offset: Int, on device: Device
  ) throws(GPUError) {
    var done = 0
    while done < bytes.count {
      let (encoder, start, count) = try reserve(bytes.count - done, unit: 1, on: device)
      copy(bytes, done, count, to: start)
      order(offset + done..<offset + done + count, of: buffer, encoder)
      encoder.copy(staging, offset: start, to: buffer, offset: offset + done, bytes: count)
      done += count
    }
  }

  /// What is written again is written in turn.
  private func order(_ range: Range<Int>, of buffer: BufferHandle, _ encoder: CommandEncoder) {
    var reach = range
    if let earlier = written[buffer] {
      if earlier.overlaps(range) {
        encoder.barrier()
        written.removeAll(keepingCapacity: true)
      } else {
        reach =
          min(earlier.lowerBound, range.lowerBound)..<max(earlier.upperBound, range.upperBound)
      }
    }
    written[buffer] = reach
  }

  /// Rows of texels or blocks of one layer of one level, tight, as many as there are bytes.
  func upload(
    _ bytes: UnsafeRawBufferPointer, to image: ImageHandle, level: Int, layer: Int,
    firstRow: Int, on device: Device
  ) throws(GPUError) {
    let record = device.images[image]
    let size = record.descriptor.size(ofLevel: level)
    let rowBytes = record.descriptor.rowBytes(ofLevel: level)
    let side = record.descriptor.format.blockSide
    var done = 0
    while done < bytes.count {
      let (encoder, start, count) = try reserve(bytes.count - done, unit: rowBytes, on: device)
      copy(bytes, done, count, to: start)
      touch(record, encoder)
      var region = VkBufferImageCopy()
      region.bufferOffset = VkDeviceSize(start)
      region.imageSubresource = record.layersOf(level: level, layer: layer, layers: 1)
      let top = (firstRow + done / rowBytes) * side
      region.imageOffset = VkOffset3D(x: 0, y: Int32(top), z: 0)
      region.imageExtent = VkExtent3D(
        width: UInt32(size.width), height: UInt32(min(count / rowBytes * side, size.height - top)),
        depth: 1)
      vkCmdCopyBufferToImage(
        encoder.commands, device.buffers[staging].vk, record.vk,
        VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region)
      done += count
    }
  }

  /// `count` levels of an image from one level on become those of another, which are of the same
  /// sizes.
  func copyLevels(
    _ count: Int, of source: ImageHandle, from sourceLevel: Int, to destination: ImageHandle,
    from level: Int, on device: Device
  ) throws(GPUError) {
    let encoder = try open(on: device)
    let (old, new) = (device.images[source], device.images[destination])
    // What was uploaded just now is in copy layout still.
    let isTouched = touched.contains { $0 === old }
    touched.removeAll { $0 === old }
    encoder.imageBarrier(
      old, old.wholeRange,
      from: isTouched ? VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL : old.layout,
      to: VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL)
    touch(new, encoder)
    for offset in 0..<count {
      encoder.copy(source, level: sourceLevel + offset, to: destination, level: level + offset)
    }
    encoder.imageBarrier(
      old, old.wholeRange, from: VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to: old.sampledLayout)
    old.layout = old.sampledLayout
  }

  /// Brings an image into copy layout, until the segment is submitted.
  private func touch(_ record: ImageRecord, _ encoder: CommandEncoder) {
    guard !touched.contains(where: { $0 === record }) else { return }
    encoder.moveLayout(of: record, to: VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL)
    touched.append(record)
    // The segment is submitted, and the image in its last layout, before any later work.
    if record.descriptor.usage.contains(.sampled) { record.layout = record.sampledLayout }
  }

  /// Submits what is recorded; does not wait.
  func flush(on device: Device) throws(GPUError) {
    guard let encoder else { return }
    self.encoder = nil
    for record in touched where record.descriptor.usage.contains(.sampled) {
      encoder.imageBarrier(
        record, record.wholeRange, from: VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
        to: record.sampledLayout)
    }
    touched.removeAll(keepingCapacity: true)
    written.removeAll(keepingCapacity: true)
    encoder.barrier()
    encoder.endLabel()
    _ = try recorders[current].submit(on: device)
    current = (current + 1) % Self.segments
    used = 0
  }

  /// Room for a whole number of units, as many as fit and at most `wanted` bytes.
  private func reserve(
    _ wanted: Int, unit: Int, on device: Device
  ) throws(GPUError) -> (CommandEncoder, offset: Int, bytes: Int) {
    precondition(unit <= Self.segmentBytes, "a row of texels is larger than the staging memory")
    var start = (used + Self.alignment - 1) & ~(Self.alignment - 1)
    if start + unit > Self.segmentBytes {
      try flush(on: device)
      start = 0
    }
    let encoder = try open(on: device)
    let bytes = min(wanted, (Self.segmentBytes - start) / unit * unit)
    used = start + bytes
    uploadedBytes += bytes
    return (encoder, current * Self.segmentBytes + start, bytes)
  }

  private func open(on device: Device) throws(GPUError) -> CommandEncoder {
    if let encoder { return encoder }
    let encoder = try recorders[current].begin(on: device)
    self.encoder = encoder
    device.lastRecorder = ObjectIdentifier(self)
    encoder.beginLabel("uploads")
    // Frames still running may read what is about to be overwritten.
    encoder.barrier()
    return encoder
  }

  private func copy(_ bytes: UnsafeRawBufferPointer, _ from: Int, _ count: Int, to start: Int) {
    UnsafeMutableRawBufferPointer(rebasing: memory[start..<start + count])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[from..<from + count]))
  }
}
