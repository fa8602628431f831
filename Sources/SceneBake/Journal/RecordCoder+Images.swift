import SceneStore

extension RecordCoder {
  mutating func write(_ entry: ImageEntry) {
    let image = entry.image
    write(image.name)
    write([image.source, image.width, image.height, image.levelCount, image.tailLevel])
    write(image.encoding.rawValue)
    write(image.isColor ? UInt8(1) : 0)
    write(entry.levels.flatMap { [$0.level, $0.pageCount] })
    write(entry.pages)
  }

  mutating func readImage() throws(RecordDamage) -> ImageEntry {
    let name = try readText()
    let numbers: [Int] = try readArray()
    guard numbers.count == 5, let encoding = StoredImage.Encoding(rawValue: try read()) else {
      throw RecordDamage()
    }
    let image = StoredImage(
      name: name, source: numbers[0], width: numbers[1], height: numbers[2], encoding: encoding,
      isColor: try read(UInt8.self) != 0, levelCount: numbers[3], tailLevel: numbers[4],
      firstTailPage: 0, tailPageCount: 1)
    let levels: [Int] = try readArray()
    return ImageEntry(
      image: image,
      levels: stride(from: 0, to: levels.count - 1, by: 2).map {
        .init(level: levels[$0], pageCount: levels[$0 + 1])
      }, pages: try readArray())
  }
}
