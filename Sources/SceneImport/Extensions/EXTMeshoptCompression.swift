// EXT_meshopt_compression, and KHR_meshopt_compression, which has the same properties.
private let names = ["EXT_meshopt_compression", "KHR_meshopt_compression"]

extension Importer {
  /// Whether a buffer only stands in for data that its views decompress.
  func isMeshoptFallback(_ buffer: JSONCursor) throws(ImportFault) -> Bool {
    if try buffer.member("uri") != nil { return false }
    for name in names {
      if let json = try buffer.extension(name), try json.bool("fallback", default: false) {
        return true
      }
    }
    return false
  }

  /// The decompressed view, or nil when this one is not compressed, or only its fallback can be
  /// read.
  mutating func meshoptView(_ view: JSONCursor) throws(ImportFault) -> BufferView? {
    var found: JSONCursor?
    for name in names where found == nil { found = try view.extension(name) }
    guard let json = found else { return nil }

    guard let source = try bufferSlice(json).data else {
      throw json.fault("names a buffer without data")
    }
    let stored = try source.loaded(at: json.path)
    let count = try json.required("count").integer(in: 1...Int(UInt32.max))
    let stride = try json.required("byteStride").integer(in: 1...256)
    let modeJSON = try json.required("mode")
    guard let mode = MeshoptDecoder.Mode(rawValue: try modeJSON.string()) else {
      throw modeJSON.fault("is not a mode")
    }
    var filter = MeshoptDecoder.Filter.none
    if let filterJSON = try json.member("filter") {
      guard let known = MeshoptDecoder.Filter(rawValue: try filterJSON.string()) else {
        throw filterJSON.fault("is not a filter that is supported")
      }
      filter = known
    }
    let length = try view.required("byteLength")
    guard try length.integer(in: 1...Int.max) == count * stride else {
      throw length.fault("is not the decompressed size, \(count) × \(stride) bytes")
    }
    let viewStride = try view.integer("byteStride", in: 4...256)
    guard viewStride == nil || viewStride == stride else {
      throw view.path.appending("byteStride").fault("is not the decompressed stride \(stride)")
    }
    try budget.take(count, of: stride, at: json.path)
    do throws(CompressionError) {
      let bytes = try stored.withRawBytes { (bytes) throws(CompressionError) in
        try MeshoptDecoder.decode(
          bytes, count: count, stride: stride, mode: mode, filter: filter,
          byteLimit: count * stride)
      }
      return BufferView(
        path: view.path, length: bytes.count, data: ByteSlice(bytes), offset: 0, stride: viewStride)
    } catch {
      let buffer = try view.required("buffer").index(below: buffers.count, of: "buffer")
      guard buffers[buffer].data != nil else { throw json.fault(error.description) }
      warn(json.path, "\(error.description); the fallback data was read")
      return nil
    }
  }
}
