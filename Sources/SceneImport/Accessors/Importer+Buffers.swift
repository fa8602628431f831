extension Importer {
  /// Fetches every buffer: the binary chunk, a data URI or an external file.
  mutating func readBuffers() throws(ImportFault) {
    let list = try root.list("buffers")
    for (index, json) in list.enumerated() {
      let length = try json.required("byteLength").integer(in: 1...Int.max)
      if try isMeshoptFallback(json) {
        buffers.append(Buffer(length: length))
        continue
      }
      var bytes: ByteSlice
      if let uri = try json.member("uri") {
        bytes = try fetch(uri)
      } else if index == 0, let binaryChunk {
        bytes = binaryChunk
        // The chunk is padded to a multiple of four.
        if bytes.count - length > 3 {
          warn(json.path.appending("byteLength"), "is much less than the binary chunk's length")
        }
      } else {
        warn(json.path, "has neither a uri nor a binary chunk, and so no data")
        buffers.append(Buffer(length: length))
        continue
      }
      guard bytes.count >= length else {
        throw json.path.appending("byteLength").fault(
          "is \(length), and the data has \(bytes.count) bytes")
      }
      bytes = bytes.prefix(length)
      buffers.append(Buffer(length: length, data: bytes))
    }
  }

  /// The bytes that a uri property stands for.
  mutating func fetch(_ json: JSONCursor) throws(ImportFault) -> ByteSlice {
    let uri = try json.string()
    if DataURI.isDataURI(uri) {
      guard let bytes = DataURI.decode(uri) else { throw json.fault("is a malformed data URI") }
      return ByteSlice(bytes)
    }
    guard let finder else { throw json.fault("external files are not read here") }
    if let bytes = externalFiles[uri] { return bytes }
    do {
      let bytes = try finder(uri)
      guard bytes.count <= limits.fileBytes - externalBytes else {
        throw FileFailure(
          reason: "brings the files that are named beyond \(limits.fileBytes) bytes")
      }
      externalBytes += bytes.count
      externalFiles[uri] = bytes
      budget.allow(sourceBytes: bytes.count, limits: limits)
      return bytes
    } catch let failure as FileFailure {
      throw json.fault(failure.reason)
    } catch {
      throw json.fault("names a file that cannot be read")
    }
  }

  /// Checks every buffer view, and decompresses those that are compressed.
  mutating func readBufferViews() throws(ImportFault) {
    for json in try root.list("bufferViews") {
      if let view = try meshoptView(json) {
        bufferViews.append(view)
        continue
      }
      let slice = try bufferSlice(json)
      let stride = try json.integer("byteStride", in: 4...252)
      if let stride, stride % 4 != 0 {
        warn(json.path.appending("byteStride"), "is not a multiple of 4")
      }
      if let stride, stride > slice.length {
        warn(json.path.appending("byteStride"), "is greater than the view's length")
      }
      bufferViews.append(
        BufferView(
          path: json.path, length: slice.length, data: slice.data, offset: slice.offset,
          stride: stride))
    }
  }

  /// The part of a buffer that `buffer`, `byteOffset` and `byteLength` of an object name.
  func bufferSlice(_ json: JSONCursor) throws(ImportFault) -> (
    data: ByteSlice?, offset: Int, length: Int
  ) {
    let reference = try json.required("buffer")
    let buffer = buffers[try reference.index(below: buffers.count, of: "buffer")]
    let offset = try json.integer("byteOffset", in: 0...Int.max) ?? 0
    let lengthJSON = try json.required("byteLength")
    let length = try lengthJSON.integer(in: 1...Int.max)
    guard offset <= buffer.length, length <= buffer.length - offset else {
      throw lengthJSON.fault("goes beyond the buffer's \(buffer.length) bytes")
    }
    let data = buffer.data?.dropFirst(offset).prefix(length)
    return (data, offset, length)
  }

  /// The bytes of a view that something needs.
  func viewData(_ reference: JSONCursor) throws(ImportFault) -> ByteSlice {
    let view = bufferViews[try reference.index(below: bufferViews.count, of: "buffer view")]
    guard let data = view.data else {
      throw reference.fault("names a view of a buffer without data")
    }
    return data
  }
}
