import SceneModel
import SceneStore

/// Images of a baked scene as pixels.
enum StoredPixels {
  /// The finest level of an image of the source; grey where the file holds blocks.
  static func image(_ source: Int, of file: SceneFile) throws(StoreError) -> Image {
    let grey = Image(name: "", width: 1, height: 1, pixels: [128, 128, 128, 255])
    let directory = file.directory
    guard
      let index = directory.images.firstIndex(where: {
        $0.source == source && $0.encoding == .rgba8
      })
    else { return grey }
    let image = directory.images[index]
    var pages = Int(image.firstTailPage)..<Int(image.firstTailPage + image.tailPageCount)
    if image.tailLevel > 0 {
      guard
        let unit = directory.units.first(where: {
          $0.kind == .imageLevel && $0.image == UInt32(index) && $0.level == 0
        })
      else { return grey }
      pages = Int(unit.firstPage)..<Int(unit.firstPage + unit.pageCount)
    }
    var bytes: [UInt8] = []
    let codec = ImagePageCodec()
    for page in pages { bytes += try decoded(page, of: file, with: codec) }
    return Image(
      name: image.name, width: image.width, height: image.height,
      pixels: Array(bytes.prefix(image.bytes(ofLevel: 0))))
  }

  private static func decoded(_ page: Int, of file: SceneFile, with codec: ImagePageCodec)
    throws(StoreError) -> [UInt8]
  {
    let stored = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(file.directory.pages[page].storedBytes), alignment: 16)
    let raw = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(file.directory.pages[page].rawBytes), alignment: 16)
    defer {
      stored.deallocate()
      raw.deallocate()
    }
    try file.decodeImage(page, try file.readPage(page, into: stored), with: codec, into: raw)
    return Array(raw)
  }
}
