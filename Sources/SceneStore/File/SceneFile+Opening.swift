extension SceneFile {
  static func header(of file: FileDescriptor, fileBytes: UInt64) throws(StoreDamage)
    -> FileHeader
  {
    let start = Int(min(fileBytes, UInt64(FileHeader.byteCount)))
    let header = try FileHeader(try file.read(start, at: 0))
    guard header.fileBytes == fileBytes else {
      throw StoreDamage("has \(fileBytes) bytes instead of \(header.fileBytes)")
    }
    guard header.directoryOffset >= UInt64(PageLimits.alignment),
      header.directoryOffset <= fileBytes,
      header.directoryBytes <= fileBytes - header.directoryOffset
    else { throw StoreDamage("has its directory out of range") }
    return header
  }

  static func directory(of file: FileDescriptor, _ header: FileHeader)
    throws(StoreDamage) -> SceneDirectory
  {
    let bytes = try file.read(Int(header.directoryBytes), at: header.directoryOffset)
    guard checksum(of: bytes) == header.directoryChecksum else {
      throw StoreDamage("is damaged: its checksum differs")
    }
    return try SceneDirectory(encoded: bytes)
  }
}
