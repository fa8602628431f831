internal import Numerics

/// Writes fields to bytes or reads them back, in one pass of the same code, so that both sides agree
/// on the layout. Little-endian, without padding.
struct FieldCoder {
  private(set) var bytes: [UInt8]
  private var position = 0
  let isReading: Bool

  init() {
    bytes = []
    isReading = false
  }

  init(reading bytes: [UInt8]) {
    self.bytes = bytes
    isReading = true
  }

  var remaining: Int { bytes.count - position }

  /// - Throws: when bytes are left that no field took.
  func finish() throws(StoreDamage) {
    guard !isReading || remaining == 0 else { throw StoreDamage("has \(remaining) bytes too many") }
  }

  mutating func write<Value: BitwiseCopyable>(_ value: Value) {
    withUnsafeBytes(of: value) { bytes += $0 }
  }

  mutating func write(_ values: [UInt8]) { bytes += values }

  /// Only for types of which any bits are a value.
  mutating func read<Value: BitwiseCopyable>() throws(StoreDamage) -> Value {
    let size = MemoryLayout<Value>.size
    guard remaining >= size else { throw StoreDamage("ends too early") }
    defer { position += size }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Value.self) }
  }

  /// Numbers: types of which any bits are a value, of one size everywhere.
  mutating func field<Value: BitwiseCopyable>(_ value: inout Value) throws(StoreDamage) {
    if isReading { value = try read() } else { write(value) }
  }

  /// As 64 bits; negative numbers are damage.
  mutating func field(_ value: inout Int) throws(StoreDamage) {
    var word = isReading ? 0 : UInt64(value)
    try field(&word)
    guard let number = Int(exactly: word) else { throw StoreDamage("has a number out of range") }
    value = number
  }

  mutating func field(_ value: inout Bool) throws(StoreDamage) {
    var byte: UInt8 = value ? 1 : 0
    try field(&byte)
    guard byte < 2 else { throw StoreDamage("has a truth value of \(byte)") }
    value = byte == 1
  }

  mutating func field(_ value: inout Float3) throws(StoreDamage) {
    try field(&value.x)
    try field(&value.y)
    try field(&value.z)
  }

  /// UTF-8 after its length in bytes.
  mutating func field(_ value: inout String) throws(StoreDamage) {
    guard isReading else {
      write(UInt32(value.utf8.count))
      bytes += value.utf8
      return
    }
    let count = try self.count()
    guard let text = String(validating: bytes[position..<position + count], as: UTF8.self) else {
      throw StoreDamage("has a text that is not UTF-8")
    }
    position += count
    value = text
  }

  /// A count, then the elements one by one; each takes at least a byte.
  mutating func array<Element>(
    _ array: inout [Element], blank: Element,
    _ code: (inout FieldCoder, inout Element) throws(StoreDamage) -> Void
  ) throws(StoreDamage) {
    guard isReading else {
      write(UInt32(array.count))
      for var element in array { try code(&self, &element) }
      return
    }
    array = []
    for _ in 0..<(try count()) {
      var element = blank
      try code(&self, &element)
      array.append(element)
    }
  }

  /// Whether there is one, then what it is.
  mutating func optional<Value>(
    _ value: inout Value?, blank: Value,
    _ code: (inout FieldCoder, inout Value) throws(StoreDamage) -> Void
  ) throws(StoreDamage) {
    var isThere = value != nil
    try field(&isThere)
    guard isThere else {
      value = nil
      return
    }
    var inner = value ?? blank
    try code(&self, &inner)
    value = inner
  }

  /// A byte: the place among the cases.
  mutating func choice<Value: Equatable>(_ value: inout Value, of cases: [Value])
    throws(StoreDamage)
  {
    var byte = UInt8(cases.firstIndex(of: value) ?? 0)
    try field(&byte)
    guard byte < cases.count else { throw StoreDamage("has a choice out of range") }
    value = cases[Int(byte)]
  }

  private mutating func count() throws(StoreDamage) -> Int {
    let count: UInt32 = try read()
    guard Int(count) <= remaining else { throw StoreDamage("has a count beyond its end") }
    return Int(count)
  }
}
