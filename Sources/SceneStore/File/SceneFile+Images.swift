/// Images read at once, where nothing streams them.
extension SceneFile {
  /// The page of an image's tail, decompressed: its levels, finest first.
  ///
  /// - Throws: `.unreadable` when it cannot be read, `.invalid` when it is damaged.
  package func tail(ofImage image: Int, with codec: ImagePageCodec) throws(StoreError) -> [UInt8] {
    try imagePage(Int(directory.images[image].firstTailPage), with: codec)
  }

  private func imagePage(_ page: Int, with codec: ImagePageCodec) throws(StoreError) -> [UInt8] {
    let stored = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(directory.pages[page].storedBytes), alignment: 16)
    defer { stored.deallocate() }
    let bytes = try readPage(page, into: stored)
    let raw = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(directory.pages[page].rawBytes), alignment: 16)
    defer { raw.deallocate() }
    try decodeImage(page, bytes, with: codec, into: raw)
    return [UInt8](raw)
  }
}
