/// What images and their units must be for their levels to be read and uploaded without a further
/// look: sizes follow from width, height and encoding alone.
extension SceneDirectory {
  func validateImages() throws(StoreDamage) {
    var kinds: Set<SIMD2<Int>> = []
    for (index, image) in images.enumerated() {
      guard skeleton.images.indices.contains(image.source),
        kinds.insert(SIMD2(image.source, image.isColor ? 1 : 0)).inserted
      else { throw StoreDamage("image \(index): is of no image of the scene") }
      let sides = 1...PageLimits.imageSide
      guard sides.contains(image.width), sides.contains(image.height),
        image.levelCount == StoredImage.levelCount(width: image.width, height: image.height),
        image.tailLevel == StoredImage.tailLevel(width: image.width, height: image.height)
      else { throw StoreDamage("image \(index): has impossible levels") }
      guard image.tailPageCount == 1, image.firstTailPage < pages.count,
        pages[Int(image.firstTailPage)].rawBytes == image.bytes(fromLevel: image.tailLevel)
      else { throw StoreDamage("image \(index): its tail is no page of its size") }
    }
    try validateLevels()
  }

  private func validateLevels() throws(StoreDamage) {
    var unitOfLevel: [SIMD2<Int>: Int] = [:]
    for (index, unit) in units.enumerated() where unit.kind == .imageLevel {
      let level = Int(unit.level)
      guard unit.image < images.count, level < images[Int(unit.image)].tailLevel else {
        throw StoreDamage("unit \(index): is no level of an image")
      }
      let image = images[Int(unit.image)]
      guard Int(unit.pageCount) == image.pageCount(ofLevel: level),
        Int(unit.firstPage) + Int(unit.pageCount) <= pages.count,
        (0..<Int(unit.pageCount)).allSatisfy({ page in
          Int(pages[Int(unit.firstPage) + page].rawBytes)
            == image.rows(ofPage: page, level: level).count * image.rowBytes(ofLevel: level)
        })
      else { throw StoreDamage("unit \(index): its pages do not fit the level") }
      let coarser =
        level + 1 < image.tailLevel
        ? unitOfLevel[SIMD2(Int(unit.image), level + 1)].map { [UInt32($0)] } : []
      let first = Int(unit.firstDependency)
      guard let coarser, Int(unit.dependencyCount) == coarser.count,
        first + coarser.count <= dependencies.count,
        Array(dependencies[first..<first + coarser.count]) == coarser,
        unitOfLevel.updateValue(index, forKey: SIMD2(Int(unit.image), level)) == nil
      else { throw StoreDamage("unit \(index): does not follow the coarser level") }
    }
  }
}
