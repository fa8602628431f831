internal import CXXHash

/// The first bytes of a baked scene. Written last: a file without one was not finished.
struct FileHeader: Equatable {
  /// The first byte is no ASCII, the line end shows damage by text conversion.
  static let magic: [UInt8] = [0x89, 0x46, 0x4F, 0x56, 0x45, 0x41, 0x0D, 0x0A]
  static let version: UInt32 = 3
  static let byteCount = 64

  var directoryOffset: UInt64
  var directoryBytes: UInt64
  /// XXH3 of the directory's bytes.
  var directoryChecksum: UInt64
  /// Of the whole file.
  var fileBytes: UInt64

  var bytes: [UInt8] {
    var coder = FieldCoder()
    coder.write(Self.magic)
    coder.write(Self.version)
    coder.write(UInt32(0))
    for word in [directoryOffset, directoryBytes, directoryChecksum, fileBytes, 0] {
      coder.write(word)
    }
    coder.write(checksum(of: coder.bytes))
    return coder.bytes
  }

  init(
    directoryOffset: UInt64, directoryBytes: UInt64, directoryChecksum: UInt64, fileBytes: UInt64
  ) {
    self.directoryOffset = directoryOffset
    self.directoryBytes = directoryBytes
    self.directoryChecksum = directoryChecksum
    self.fileBytes = fileBytes
  }

  /// - Throws: when the bytes are no header of this version, or damaged.
  init(_ bytes: [UInt8]) throws(StoreDamage) {
    guard bytes.count >= Self.byteCount, bytes.starts(with: Self.magic) else {
      throw StoreDamage("is no baked scene")
    }
    var coder = FieldCoder(reading: Array(bytes[8..<Self.byteCount]))
    let version: UInt32 = try coder.read()
    guard version == Self.version else {
      throw StoreDamage("has version \(version) of the format; this program reads \(Self.version)")
    }
    let _: UInt32 = try coder.read()
    directoryOffset = try coder.read()
    directoryBytes = try coder.read()
    directoryChecksum = try coder.read()
    fileBytes = try coder.read()
    guard bytes[..<Self.byteCount].elementsEqual(self.bytes) else {
      throw StoreDamage("has a damaged header")
    }
  }
}

/// XXH3, 64 bits.
func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
  XXH3_64bits(bytes.baseAddress, bytes.count)
}

func checksum(of bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { checksum(of: $0) } }
