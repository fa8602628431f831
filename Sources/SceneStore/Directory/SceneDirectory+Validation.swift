internal import Numerics

extension SceneDirectory {
  /// Checks every index, range and count, so that whoever follows them stays inside.
  ///
  /// - Parameter pagesEnd: where the file's pages end, bytes from its start.
  /// - Returns: how many clusters the page of each geometry unit has.
  /// - Throws: the first contradiction.
  @discardableResult
  func validate(pagesEnd: UInt64) throws(StoreDamage) -> [UInt16] {
    try skeleton.validate()
    try validatePages(end: pagesEnd)
    try validateUnits()
    try validateImages()
    let clusterCounts = try validateGroups()
    try validateParts()
    try validateMotion()
    try HierarchyValidation.run(self)
    return clusterCounts
  }

  private func validatePages(end: UInt64) throws(StoreDamage) {
    let alignment = UInt64(PageLimits.alignment)
    for (index, page) in pages.enumerated() {
      guard page.offset >= alignment, page.offset % alignment == 0, page.offset <= end,
        UInt64(page.storedBytes) <= end - page.offset
      else { throw StoreDamage("page \(index): is not where pages are") }
      guard (1...PageLimits.storedBytes) ~= Int(page.storedBytes),
        (1...PageLimits.rawBytes) ~= Int(page.rawBytes)
      else { throw StoreDamage("page \(index): has a size out of range") }
    }
  }

  private func validateUnits() throws(StoreDamage) {
    let geometry = geometryUnitCount
    guard rootUnitCount <= geometry, geometry <= pages.count else {
      throw StoreDamage("has more root units than geometry, or more geometry than pages")
    }
    for (index, unit) in units.enumerated() {
      let pageEnd = UInt64(unit.firstPage) + UInt64(unit.pageCount)
      let end = UInt64(unit.firstDependency) + UInt64(unit.dependencyCount)
      guard StreamUnit.Kind(rawValue: unit.rawKind) != nil, unit.pageCount > 0,
        pageEnd <= UInt64(pages.count), end <= UInt64(dependencies.count)
      else { throw StoreDamage("unit \(index): is out of range") }
      let isGeometry = index < geometry
      guard (unit.kind == .geometry) == isGeometry,
        isGeometry ? unit.firstPage == index && unit.pageCount == 1 : unit.firstPage >= geometry
      else { throw StoreDamage("unit \(index): is not in the order of units") }
      for dependency in dependencies[Int(unit.firstDependency)..<Int(end)] {
        guard dependency < index, (dependency < geometry) == isGeometry else {
          throw StoreDamage("unit \(index): needs unit \(dependency), which is not before it")
        }
      }
    }
  }

  /// - Returns: how many clusters each geometry unit has: its groups lie side by side.
  private func validateGroups() throws(StoreDamage) -> [UInt16] {
    let geometry = geometryUnitCount
    var taken = [Bool](repeating: false, count: geometry * PageLimits.clusters)
    var counts = [UInt16](repeating: 0, count: geometry)
    var ends = counts
    for (index, group) in groups.enumerated() {
      let end = Int(group.firstCluster) + Int(group.clusterCount)
      guard group.unit < geometry, group.clusterCount > 0, end <= PageLimits.clusters,
        isSphere(group.center, group.radius), isBox(group.minimum, group.maximum), group.error >= 0
      else { throw StoreDamage("group \(index): is out of range") }
      guard group.error.isFinite || group.unit < rootUnitCount else {
        throw StoreDamage("group \(index): nothing replaces it, but it is not always resident")
      }
      let unit = Int(group.unit)
      for cluster in Int(group.firstCluster)..<end {
        guard !taken[unit * PageLimits.clusters + cluster] else {
          throw StoreDamage("group \(index): has a cluster of another group")
        }
        taken[unit * PageLimits.clusters + cluster] = true
      }
      counts[unit] += group.clusterCount
      ends[unit] = max(ends[unit], UInt16(end))
    }
    if let unit = counts.indices.first(where: { counts[$0] != ends[$0] }) {
      throw StoreDamage("unit \(unit): has clusters without a group")
    }
    return counts
  }

  private func validateParts() throws(StoreDamage) {
    for (index, part) in parts.enumerated() {
      guard (part.material ?? -1) < skeleton.scene.materials.count, part.rootNode < nodes.count
      else {
        throw StoreDamage("part \(index): is out of range")
      }
    }
    for (index, instance) in instances.enumerated() {
      let c = instance.transform.columns
      guard instance.part < parts.count, (c.0 + c.1 + c.2 + c.3).isFinite else {
        throw StoreDamage("instance \(index): is out of range")
      }
    }
  }
}

func isSphere(_ center: (Float, Float, Float), _ radius: Float) -> Bool {
  center.0.isFinite && center.1.isFinite && center.2.isFinite && radius.isFinite && radius >= 0
}

private func isBox(_ minimum: (Float, Float, Float), _ maximum: (Float, Float, Float)) -> Bool {
  func isSide(_ low: Float, _ high: Float) -> Bool { low.isFinite && high.isFinite && low <= high }
  return isSide(minimum.0, maximum.0) && isSide(minimum.1, maximum.1)
    && isSide(minimum.2, maximum.2)
}

extension SIMD4<Float> {
  fileprivate var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite && w.isFinite }
}
