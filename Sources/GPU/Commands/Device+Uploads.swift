internal import CVulkan

/// Uploads are gathered in staging memory, and submitted in order before whatever is submitted next.
/// Uploads into an image that a frame graph uses come before the graph's `execute` in a frame.
extension Device {
  /// Copies bytes into a buffer, visible to every later submit. Mapped buffers are written directly.
  package func upload(
    _ bytes: UnsafeRawBufferPointer, to buffer: BufferHandle, offset: Int = 0
  ) throws(GPUError) {
    let record = buffers[buffer]
    precondition(
      offset >= 0 && offset <= record.bytes && bytes.count <= record.bytes - offset,
      "the upload is larger than the buffer")
    guard !bytes.isEmpty else { return }
    if record.place != .device {
      UnsafeMutableRawBufferPointer(rebasing: mapped(buffer)[offset...]).copyMemory(from: bytes)
      return
    }
    try ring().upload(bytes, to: buffer, offset: offset, on: self)
  }

  package func upload<T: BitwiseCopyable>(
    _ values: [T], to buffer: BufferHandle, offset: Int = 0
  ) throws(GPUError) {
    let result = values.withUnsafeBytes { bytes -> Result<Void, GPUError> in
      do throws(GPUError) {
        return .success(try upload(bytes, to: buffer, offset: offset))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Copies one layer of one level, with tight rows, and leaves the image ready to be sampled.
  package func upload(
    _ bytes: UnsafeRawBufferPointer, to image: ImageHandle, level: Int, layer: Int
  ) throws(GPUError) {
    let descriptor = images[image].descriptor
    precondition(
      descriptor.usage.contains(.transferDestination), "the image is no transfer destination")
    precondition(
      bytes.count == descriptor.bytes(ofLevel: level), "the upload is not the size of the level")
    try ring().upload(bytes, to: image, level: level, layer: layer, firstRow: 0, on: self)
  }

  /// Copies some rows of texels or blocks of a level, tight, as many as there are bytes, and leaves
  /// the image ready to be sampled. Nothing may sample rows before they are uploaded.
  package func upload(
    _ bytes: UnsafeRawBufferPointer, to image: ImageHandle, level: Int, firstRow: Int
  ) throws(GPUError) {
    let descriptor = images[image].descriptor
    let rowBytes = descriptor.rowBytes(ofLevel: level)
    precondition(
      descriptor.usage.contains(.transferDestination), "the image is no transfer destination")
    precondition(
      bytes.count % rowBytes == 0 && firstRow >= 0
        && bytes.count / rowBytes <= descriptor.rowCount(ofLevel: level) - firstRow,
      "the upload is not whole rows of the level")
    try ring().upload(bytes, to: image, level: level, layer: 0, firstRow: firstRow, on: self)
  }

  /// Copies levels of an image into those of another of the same format and sizes, in turn with the
  /// uploads, and leaves both ready to be sampled.
  ///
  /// - Parameters:
  ///   - source: sampled, and in no layout but that of sampling.
  ///   - sourceLevel: the first that is copied, into `level` of the other.
  package func copyLevels(
    _ count: Int, of source: ImageHandle, from sourceLevel: Int, to destination: ImageHandle,
    from level: Int
  ) throws(GPUError) {
    let (old, new) = (images[source].descriptor, images[destination].descriptor)
    precondition(
      old.usage.contains([.sampled, .transferSource]) && new.usage.contains(.transferDestination)
        && old.format == new.format, "the images cannot be copied")
    precondition(
      (0..<count).allSatisfy {
        old.size(ofLevel: sourceLevel + $0) == new.size(ofLevel: level + $0)
      }, "the levels are not of the same sizes")
    try ring().copyLevels(
      count, of: source, from: sourceLevel, to: destination, from: level, on: self)
  }

  /// Submits the uploads made so far without waiting for them.
  package func flushUploads() throws(GPUError) {
    try uploadRing?.flush(on: self)
  }

  private func ring() throws(GPUError) -> UploadRing {
    if let uploadRing { return uploadRing }
    let ring = try UploadRing(device: self)
    uploadRing = ring
    return ring
  }
}
