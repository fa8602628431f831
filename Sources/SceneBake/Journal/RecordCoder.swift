import SceneStore

/// Why a record cannot be read: it is not whole, or not what was written.
struct RecordDamage: Error {}

/// Writes values to bytes and reads them back in the same order, on the same machine.
struct RecordCoder {
  private(set) var bytes: [UInt8] = []
  private var position = 0

  init() {}

  init(reading bytes: [UInt8]) { self.bytes = bytes }

  mutating func write<Value: BitwiseCopyable>(_ value: Value) {
    withUnsafeBytes(of: value) { bytes += $0 }
  }

  mutating func write<Value: BitwiseCopyable>(_ values: [Value]) {
    write(values.count)
    values.withUnsafeBytes { bytes += $0 }
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Only for types of which any bits are a value.
  mutating func read<Value: BitwiseCopyable>(_: Value.Type = Value.self) throws(RecordDamage)
    -> Value
  {
    let size = MemoryLayout<Value>.size
    guard bytes.count - position >= size else { throw RecordDamage() }
    defer { position += size }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Value.self) }
  }

  mutating func readArray<Value: BitwiseCopyable>(_: Value.Type = Value.self) throws(RecordDamage)
    -> [Value]
  {
    let count: Int = try read()
    let stride = MemoryLayout<Value>.stride
    guard count >= 0, count <= (bytes.count - position) / stride else { throw RecordDamage() }
    defer { position += count * stride }
    return [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
      bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[position..<position + count * stride]))
      }
      initialized = count
    }
  }

  mutating func readText() throws(RecordDamage) -> String {
    String(decoding: try readArray(UInt8.self), as: UTF8.self)
  }
}
