import CMeshOptimizer

/// Expands one buffer view of EXT_meshopt_compression from untrusted bytes.
enum MeshoptDecoder {
  enum Mode: String {
    case attributes = "ATTRIBUTES"
    case triangles = "TRIANGLES"
    case indices = "INDICES"
  }

  enum Filter: String {
    case none = "NONE"
    case octahedral = "OCTAHEDRAL"
    case quaternion = "QUATERNION"
    case exponential = "EXPONENTIAL"
  }

  /// `count * stride` bytes. Indices are not checked against any vertex count.
  /// - Parameters:
  ///   - count: Elements, the extension's `count`.
  ///   - stride: Bytes per element, the extension's `byteStride`.
  ///   - byteLimit: Greatest size of the result.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, count: Int, stride: Int, mode: Mode, filter: Filter = .none,
    byteLimit: Int = 1 << 30
  ) throws(CompressionError) -> [UInt8] {
    try checkShape(count: count, stride: stride, mode: mode, filter: filter)
    let (size, overflow) = count.multipliedReportingOverflow(by: stride)
    guard !overflow, size <= byteLimit else {
      throw CompressionError("meshopt: \(count) elements of \(stride) bytes are more than allowed")
    }
    guard leastEncodedSize(count: count, size: size, mode: mode) <= bytes.count else {
      throw CompressionError("meshopt: \(bytes.count) bytes cannot hold \(count) elements")
    }
    var code: Int32 = 0
    let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
      let source = bytes.bindMemory(to: UInt8.self).baseAddress
      switch mode {
      case .attributes:
        code = meshopt_decodeVertexBuffer(buffer.baseAddress, count, stride, source, bytes.count)
      case .triangles:
        code = meshopt_decodeIndexBuffer(buffer.baseAddress, count, stride, source, bytes.count)
      case .indices:
        code = meshopt_decodeIndexSequence(buffer.baseAddress, count, stride, source, bytes.count)
      }
      guard code == 0 else { return }
      switch filter {
      case .none: break
      case .octahedral: meshopt_decodeFilterOct(buffer.baseAddress, count, stride)
      case .quaternion: meshopt_decodeFilterQuat(buffer.baseAddress, count, stride)
      case .exponential: meshopt_decodeFilterExp(buffer.baseAddress, count, stride)
      }
      initialized = size
    }
    guard code == 0 else { throw CompressionError("meshopt: damaged \(mode.rawValue) (\(code))") }
    return result
  }

  /// The rules of the extension that relate its properties to each other.
  private static func checkShape(count: Int, stride: Int, mode: Mode, filter: Filter)
    throws(CompressionError)
  {
    guard count > 0 else { throw CompressionError("meshopt: the count \(count)") }
    let strideFits =
      switch mode {
      case .attributes: stride > 0 && stride <= 256 && stride % 4 == 0
      case .triangles, .indices: stride == 2 || stride == 4
      }
    guard strideFits else {
      throw CompressionError("meshopt: the byte stride \(stride) in mode \(mode.rawValue)")
    }
    guard mode != .triangles || count % 3 == 0 else {
      throw CompressionError("meshopt: \(count) indices are no whole triangles")
    }
    guard filter == .none || mode == .attributes else {
      throw CompressionError("meshopt: a filter in mode \(mode.rawValue)")
    }
    let filterFits =
      switch filter {
      case .none, .exponential: true
      case .octahedral: stride == 4 || stride == 8
      case .quaternion: stride == 8
      }
    guard filterFits else {
      throw CompressionError("meshopt: the byte stride \(stride) with filter \(filter.rawValue)")
    }
  }

  /// A lower bound of the encoded size, so that a false count takes no memory: vertices cost at
  /// least two bits for each sixteen bytes, triangles and indices at least one byte each.
  private static func leastEncodedSize(count: Int, size: Int, mode: Mode) -> Int {
    switch mode {
    case .attributes: size / 64
    case .triangles: count / 3
    case .indices: count
    }
  }
}
