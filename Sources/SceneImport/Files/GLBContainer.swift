/// The binary container of glTF 2.0: a JSON chunk and, mostly, a binary one.
struct GLBContainer {
  var json: ArraySlice<UInt8>
  var binary: ArraySlice<UInt8>?
  var warnings: [(pointer: String, reason: String)] = []

  static func isGLB(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.prefix(4).elementsEqual("glTF".utf8)
  }

  init(_ bytes: ArraySlice<UInt8>) throws(ImportFault) {
    func word(_ offset: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[bytes.startIndex + offset + $1]) << UInt32(8 * $1) }
    }
    func fault(_ offset: Int, _ reason: String) -> ImportFault {
      ImportFault(pointer: "byte \(offset)", reason: reason)
    }
    guard bytes.count >= 12 else { throw fault(bytes.count, "the GLB header is cut short") }
    guard Self.isGLB(bytes) else { throw fault(0, "the GLB magic is missing") }
    guard word(4) == 2 else { throw fault(4, "GLB version \(word(4)) is not supported") }
    let length = Int(word(8))
    guard length <= bytes.count else {
      throw fault(8, "the GLB says it has \(length) bytes and has \(bytes.count)")
    }
    if length < bytes.count {
      warnings.append(("byte \(length)", "\(bytes.count - length) bytes follow the GLB's end"))
    }
    var chunks: [(type: UInt32, data: ArraySlice<UInt8>)] = []
    var offset = 12
    while offset < length {
      guard length - offset >= 8 else { throw fault(offset, "a GLB chunk header is cut short") }
      let size = Int(word(offset))
      guard size <= length - offset - 8 else {
        throw fault(offset, "a GLB chunk of \(size) bytes goes beyond the end")
      }
      if size % 4 != 0 {
        warnings.append(("byte \(offset)", "a GLB chunk's length is not a multiple of 4"))
      }
      let start = bytes.startIndex + offset + 8
      chunks.append((word(offset + 4), bytes[start..<start + size]))
      offset += 8 + size
    }
    guard let first = chunks.first, first.type == 0x4E4F_534A else {
      throw fault(12, "the first GLB chunk is not JSON")
    }
    guard !first.data.isEmpty else { throw fault(12, "the JSON chunk is empty") }
    json = first.data
    // Only the second chunk may be the binary one; chunks of other types are to be passed over.
    binary = chunks.count > 1 && chunks[1].type == 0x004E_4942 ? chunks[1].data : nil
  }
}
