package import SceneStore

extension UnitGraph {
  /// Of a baked scene.
  ///
  /// - Parameters:
  ///   - slotBytes: what a geometry page takes on the device.
  ///   - levelBytes: what a level of an image takes there; as stored if nil.
  ///   - unpacking: of levels of images, for which the program's memory is taken too.
  package init(
    _ directory: SceneDirectory, slotBytes: Int,
    levelBytes: ((_ image: Int, _ level: Int) -> Int)? = nil,
    unpacking: (any LevelUnpacking)? = nil
  ) {
    let costs = directory.units.enumerated().map { number, unit in
      let pages = directory.pages[Int(unit.firstPage)...].prefix(Int(unit.pageCount))
      let hostBytes =
        pages.reduce(0) { $0 + Int($1.storedBytes) }
        + DecodedUnit.memoryBytes(of: unit, in: directory)
      switch unit.kind {
      case .geometry:
        return Cost(kind: .geometry, deviceBytes: slotBytes, hostBytes: hostBytes)
      case .imageLevel:
        let image = directory.images[Int(unit.image)]
        let level = Int(unit.level)
        return Cost(
          kind: .imageLevel,
          deviceBytes: levelBytes?(Int(unit.image), level) ?? image.bytes(ofLevel: level),
          hostBytes: hostBytes + (unpacking?.texelBytes(ofUnit: number) ?? 0))
      }
    }
    let dependencies = directory.units.map { unit in
      Array(
        directory.dependencies[Int(unit.firstDependency)...].prefix(Int(unit.dependencyCount)))
    }
    self.init(costs: costs, dependencies: dependencies, rootCount: directory.rootUnitCount)
  }
}
