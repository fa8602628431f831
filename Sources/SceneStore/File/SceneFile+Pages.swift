extension SceneFile {
  /// Reads and decodes the page of each geometry unit, in order.
  ///
  /// - Parameter body: is given the unit and its page; false stops.
  /// - Throws: as `readPage` and `geometryPage` do.
  package func forEachGeometryPage(_ body: (Int, GeometryPage) -> Bool) throws(StoreError) {
    let codec = GeometryPageCodec()
    let buffer = PageBuffer(PageLimits.storedBytes)
    for unit in 0..<directory.geometryUnitCount {
      let stored = try readPage(unit, into: buffer.bytes)
      guard body(unit, try geometryPage(unit, stored, with: codec)) else { return }
    }
  }
}
