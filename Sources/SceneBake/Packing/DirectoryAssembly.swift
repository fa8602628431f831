import Numerics
import SceneModel
import SceneStore

/// Joins what is known of parts, instances and images to the directory of a scene, in which every
/// number counts from the scene's first.
struct DirectoryAssembly {
  var directory: SceneDirectory
  /// The number in the file of each part of the source; nil for parts without triangles.
  private var partNumbers: [UInt32?] = []
  private var parents: [PartEntry.Pair] = []
  private var partSpheres: [EnclosingSphere] = []

  init(skeleton: SceneSkeleton) { directory = SceneDirectory(skeleton: skeleton) }

  /// Number that the next part's first group has.
  var groupBase: UInt32 { UInt32(directory.groups.count) }

  /// Appends a part of the source: the next one.
  mutating func append(_ entry: PartEntry) {
    guard !entry.groups.isEmpty else {
      partNumbers.append(nil)
      return
    }
    let (firstNode, firstGroup) = (directory.nodes.count, groupBase)
    partNumbers.append(UInt32(directory.parts.count))
    var part = entry.part
    part.rootNode += UInt32(firstNode)
    directory.parts.append(part)
    partSpheres.append(entry.nodes[0].sphere)
    directory.nodes += entry.nodes.map { node in
      var node = node
      node.firstChild += node.children == .nodes ? UInt32(firstNode) : firstGroup
      return node
    }
    directory.partLevels = max(directory.partLevels, entry.nodeLevels)
    directory.groups += entry.groups
    parents += entry.parents.map {
      PartEntry.Pair(group: $0.group + firstGroup, parent: $0.parent + firstGroup)
    }
    directory.hasExtras = directory.hasExtras || entry.hasExtras
    directory.uniqueTriangles += entry.part.triangleCount
  }

  /// Gives the groups of the tail their units, which come before all others.
  ///
  /// - Parameters:
  ///   - tail: Of each group in the tail, in order.
  ///   - rootPages: Pages of the tail, which are as many as `tail` speaks of.
  ///   - detailPages: The others.
  mutating func placeGroups(
    tail: [PagePlanner.Place], rootPages: [StoredPage], detailPages: [StoredPage]
  ) {
    directory.pages = rootPages + detailPages
    directory.rootUnitCount = rootPages.count
    var next = tail.makeIterator()
    for index in directory.groups.indices {
      if directory.groups[index].unit == PartEntry.tail, let place = next.next() {
        directory.groups[index].unit = UInt32(place.page)
        directory.groups[index].firstCluster = UInt16(place.firstCluster)
      } else {
        directory.groups[index].unit += UInt32(rootPages.count)
      }
    }
    var needs = [Set<UInt32>](repeating: [], count: directory.pages.count)
    for pair in parents {
      let unit = directory.groups[Int(pair.group)].unit
      let other = directory.groups[Int(pair.parent)].unit
      if unit != other { needs[Int(unit)].insert(other) }
    }
    for (page, needed) in needs.enumerated() {
      directory.units.append(
        StreamUnit(
          kind: .geometry, firstPage: UInt32(page), pageCount: 1,
          firstDependency: UInt32(directory.dependencies.count),
          dependencyCount: UInt32(needed.count)))
      directory.dependencies += needed.sorted()
    }
  }

  /// Places the parts in the world, neighbours next to each other, and last what moves.
  mutating func placeInstances(_ instances: [PartInstance]) {
    var placed: [(sphere: EnclosingSphere, instance: PartInstance)] = []
    var moving: [PartInstance] = []
    for instance in instances {
      guard let number = partNumbers[instance.part] else { continue }
      let part = Int(number)
      let instance = PartInstance(
        part: part, transform: instance.transform, node: instance.node)
      directory.instancedTriangles += directory.parts[part].triangleCount
      guard instance.node == nil else {
        moving.append(instance)
        continue
      }
      placed.append((partSpheres[part].transformed(by: instance.transform), instance))
      directory.bounds = directory.bounds.union(
        directory.parts[part].bounds.transformed(by: instance.transform))
    }
    if !moving.isEmpty {
      directory.bounds = directory.bounds.union(MotionBounds.bounds(of: moving, in: directory))
    }
    guard !placed.isEmpty || !moving.isEmpty else { return }
    let box = placed.reduce(into: Bounds.empty) { $0.include($1.sphere.center) }
    let order = placed.indices.map { (code: MortonCode(placed[$0].sphere.center, in: box), $0) }
      .sorted { $0 < $1 }
    let tree = NodeTree(
      over: order.map {
        NodeTree.Item(sphere: placed[$0.1].sphere, error: 2 * placed[$0.1].sphere.radius)
      } + moving.map { _ in .everywhere }, bands: [order.count, moving.count], kind: .instances)
    directory.rootNode = UInt32(directory.nodes.count)
    directory.nodes += tree.placed(behind: directory.nodes.count, items: 0)
    directory.instances = order.map { placed[$0.1].instance } + moving
    directory.instanceLevels = tree.levelCount
  }
}

extension DirectoryAssembly {
  /// Says where the table is that bends a part of the source.
  mutating func appendRows(ofPart part: Int, pages: [StoredPage]) {
    guard let number = partNumbers[part] else { return }
    directory.parts[Int(number)].bending?.firstPage = UInt32(directory.pages.count)
    directory.pages += pages
  }
}

extension NodeTree.Item {
  /// What moves is looked for wherever it is: nodes above it are always entered.
  fileprivate static let everywhere = Self(
    sphere: EnclosingSphere(center: .zero, radius: 1e18), error: .infinity)
}
