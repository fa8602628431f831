/// The binary container of glTF 2.0: a JSON chunk and, mostly, a binary one.
struct GLBContainer {
  var json: ByteSlice
  var binary: ByteSlice?
  var warnings: [(pointer: String, reason: String)] = []

  static func isGLB(_ bytes: ByteSlice) throws(ImportFault) -> Bool {
    try bytes.prefix(4).loaded(at: .root).elementsEqual("glTF".utf8)
  }

  init(_ bytes: ByteSlice) throws(ImportFault) {
    func word(_ offset: Int) throws(ImportFault) -> UInt32 {
      try bytes.dropFirst(offset).prefix(4).loaded(at: .root).reversed().reduce(0) {
        $0 << 8 | UInt32($1)
      }
    }
    func fault(_ offset: Int, _ reason: String) -> ImportFault {
      ImportFault(pointer: "byte \(offset)", reason: reason)
    }
    guard bytes.count >= 12 else { throw fault(bytes.count, "the GLB header is cut short") }
    guard try Self.isGLB(bytes) else { throw fault(0, "the GLB magic is missing") }
    let version = try word(4)
    guard version == 2 else { throw fault(4, "GLB version \(version) is not supported") }
    let length = Int(try word(8))
    guard length <= bytes.count else {
      throw fault(8, "the GLB says it has \(length) bytes and has \(bytes.count)")
    }
    if length < bytes.count {
      warnings.append(("byte \(length)", "\(bytes.count - length) bytes follow the GLB's end"))
    }
    var chunks: [(type: UInt32, data: ByteSlice)] = []
    var offset = 12
    while offset < length {
      guard length - offset >= 8 else { throw fault(offset, "a GLB chunk header is cut short") }
      let size = Int(try word(offset))
      guard size <= length - offset - 8 else {
        throw fault(offset, "a GLB chunk of \(size) bytes goes beyond the end")
      }
      if size % 4 != 0 {
        warnings.append(("byte \(offset)", "a GLB chunk's length is not a multiple of 4"))
      }
      chunks.append((try word(offset + 4), bytes.dropFirst(offset + 8).prefix(size)))
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
