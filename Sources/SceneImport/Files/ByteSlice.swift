/// A piece of the bytes of a scene: in memory, or in a file that is read when they are needed.
struct ByteSlice: Sendable {
  private enum Store {
    case memory(ArraySlice<UInt8>)
    case file(SourceFile, Range<Int>)
  }

  private let store: Store

  init(_ bytes: ArraySlice<UInt8>) { store = .memory(bytes) }
  init(_ bytes: [UInt8]) { store = .memory(bytes[...]) }
  init(_ file: SourceFile) { store = .file(file, 0..<file.size) }

  private init(_ store: Store) { self.store = store }

  var count: Int {
    switch store {
    case .memory(let bytes): bytes.count
    case .file(_, let range): range.count
    }
  }

  var isEmpty: Bool { count == 0 }

  func prefix(_ length: Int) -> ByteSlice {
    switch store {
    case .memory(let bytes): ByteSlice(bytes.prefix(length))
    case .file(let file, let range): ByteSlice(.file(file, range.prefix(length)))
    }
  }

  func dropFirst(_ length: Int) -> ByteSlice {
    switch store {
    case .memory(let bytes): ByteSlice(bytes.dropFirst(length))
    case .file(let file, let range): ByteSlice(.file(file, range.dropFirst(length)))
    }
  }

  /// The bytes themselves.
  func loaded() throws(FileFailure) -> ArraySlice<UInt8> {
    switch store {
    case .memory(let bytes): bytes
    case .file(let file, let range): try file.read(range)[...]
    }
  }

  /// The same for what `path` names.
  func loaded(at path: JSONPath) throws(ImportFault) -> ArraySlice<UInt8> {
    do {
      return try loaded()
    } catch {
      throw ImportFault(pointer: path.pointer, reason: error.reason, kind: .unreadable)
    }
  }
}

extension Range<Int> {
  fileprivate func prefix(_ length: Int) -> Range {
    lowerBound..<Swift.min(upperBound, lowerBound + length)
  }

  fileprivate func dropFirst(_ length: Int) -> Range {
    Swift.min(upperBound, lowerBound + length)..<upperBound
  }
}

extension ArraySlice<UInt8> {
  /// `withUnsafeBytes` with a typed error.
  func withRawBytes<Value, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let result = withUnsafeBytes { bytes in
      Result { () throws(Failure) in try body(bytes) }
    }
    return try result.get()
  }
}
