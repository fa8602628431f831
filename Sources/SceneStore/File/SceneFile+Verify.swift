internal import Numerics

extension SceneFile {
  /// Reads and decodes every page, and checks all that the cut rule relies on: clusters inside their
  /// spheres, spheres nested and errors growing from fine to coarse, nothing resident before what it
  /// replaces. Reads the whole file; some seconds for each gigabyte.
  ///
  /// - Parameter progress: is told how many pages of all are done; false stops without an error.
  /// - Throws: the first damage.
  package func verify(progress: (Int, Int) -> Bool = { _, _ in true }) throws(StoreError) {
    do {
      try directory.verifyHierarchy()
      try directory.verifyPages()
    } catch {
      throw StoreError(.invalid, "\(path): directory: \(error)")
    }
    var check = ClusterCheck(directory)
    let geometry = GeometryPageCodec()
    let image = ImagePageCodec()
    let stored = PageBuffer(PageLimits.storedBytes)
    let raw = PageBuffer(PageLimits.rawBytes)
    for page in directory.pages.indices {
      guard progress(page, directory.pages.count) else { return }
      let bytes = try readPage(page, into: stored.bytes)
      guard page < directory.geometryUnitCount else {
        let size = Int(directory.pages[page].rawBytes)
        try decodeImage(
          page, bytes, with: image,
          into: UnsafeMutableRawBufferPointer(rebasing: raw.bytes[..<size]))
        continue
      }
      let content = try geometryPage(page, bytes, with: geometry)
      do {
        try check.run(content, unit: page)
      } catch {
        throw StoreError(.invalid, "\(path): page \(page): \(error)")
      }
    }
    do {
      try check.finish()
    } catch {
      throw StoreError(.invalid, "\(path): \(error)")
    }
    _ = progress(directory.pages.count, directory.pages.count)
  }
}

/// Memory for a page, freed with its owner.
final class PageBuffer {
  let bytes: UnsafeMutableRawBufferPointer

  init(_ size: Int) { bytes = .allocate(byteCount: size, alignment: 16) }

  deinit { bytes.deallocate() }
}

/// Checks the clusters of all pages against the groups.
private struct ClusterCheck {
  private let directory: SceneDirectory
  /// By group: whether a cluster was made from it.
  private var isReplaced: [Bool]

  init(_ directory: SceneDirectory) {
    self.directory = directory
    isReplaced = Array(repeating: false, count: directory.groups.count)
  }

  mutating func run(_ page: GeometryPage, unit: Int) throws(StoreDamage) {
    for (index, cluster) in page.clusters.enumerated() {
      guard isInside(page, cluster) else {
        throw StoreDamage("cluster \(index): a vertex is outside its sphere or its group's box")
      }
      guard cluster.refined != ClusterGroup.none else { continue }
      let (coarse, fine) = (
        directory.groups[Int(cluster.group)], directory.groups[Int(cluster.refined)]
      )
      isReplaced[Int(cluster.refined)] = true
      guard fine.error <= coarse.error, fine.level < coarse.level else {
        throw StoreDamage("cluster \(index): is no coarser than what it is made from")
      }
      guard contains(coarse, fine) else {
        throw StoreDamage("cluster \(index): its group does not hold what it is made from")
      }
      guard Int(fine.unit) == unit || dependencies(of: fine.unit).contains(UInt32(unit)) else {
        throw StoreDamage("cluster \(index): unit \(fine.unit) does not need this one")
      }
    }
  }

  /// After all pages.
  func finish() throws(StoreDamage) {
    for (index, group) in directory.groups.enumerated()
    where isReplaced[index] != group.error.isFinite {
      throw StoreDamage(
        "group \(index): \(group.error.isFinite ? "nothing" : "a cluster") replaces it")
    }
  }

  private func dependencies(of unit: UInt32) -> ArraySlice<UInt32> {
    let unit = directory.units[Int(unit)]
    let first = Int(unit.firstDependency)
    return directory.dependencies[first..<first + Int(unit.dependencyCount)]
  }

  /// Triangles without area cover nothing and may lie anywhere.
  private func isInside(_ page: GeometryPage, _ cluster: ClusterRecord) -> Bool {
    let center = Float3(cluster.center.0, cluster.center.1, cluster.center.2)
    let slack = SphereSlack.length(center, cluster.radius)
    let limit = cluster.radius + slack
    var box = directory.groups[Int(cluster.group)].bounds
    box.minimum -= slack
    box.maximum += slack
    func corner(_ index: Int) -> Float3 {
      let place = (Int(cluster.firstVertex) + Int(page.indices[index])) * 3
      return Float3(
        page.positions[place], page.positions[place + 1], page.positions[place + 2])
    }
    let first = Int(cluster.firstIndex)
    return stride(from: first, to: first + Int(cluster.indexCount), by: 3).allSatisfy {
      let (a, b, c) = (corner($0), corner($0 + 1), corner($0 + 2))
      return cross(b - a, c - a) == .zero
        || max(length(a - center), length(b - center), length(c - center)) <= limit
          && box.contains(a) && box.contains(b) && box.contains(c)
    }
  }

  private func contains(_ outer: ClusterGroup, _ inner: ClusterGroup) -> Bool {
    SphereSlack.contains((outer.center, outer.radius), (inner.center, inner.radius))
      // To the last bit: what is computed from boxes must grow from fine to coarse.
      && outer.bounds.contains(inner.bounds.minimum) && outer.bounds.contains(inner.bounds.maximum)
  }
}

/// What rounding may take from spheres that hold others.
enum SphereSlack {
  static func length(_ center: Float3, _ radius: Float) -> Float {
    radius * 1e-4 + max(abs(center.x), abs(center.y), abs(center.z)) * 1e-6
  }

  static func contains(
    _ outer: ((Float, Float, Float), Float), _ inner: ((Float, Float, Float), Float)
  ) -> Bool {
    let a = Float3(outer.0.0, outer.0.1, outer.0.2)
    let b = Float3(inner.0.0, inner.0.1, inner.0.2)
    return Numerics.length(a - b) + inner.1 <= outer.1 + length(a, outer.1)
  }
}
