import Numerics
import SceneModel
import SceneStore
import Testing

/// What holds for every baked scene, whatever is in it.
func checkStructure(_ scene: BakedScene, sourceLocation: SourceLocation = #_sourceLocation) {
  checkPages(scene, sourceLocation)
  checkUnits(scene, sourceLocation)
  checkSharing(scene, sourceLocation)
  checkParts(scene, sourceLocation)
  checkInstances(scene, sourceLocation)
}

/// Every group's clusters lie in its page, and every cluster of a page belongs to one group.
private func checkPages(_ scene: BakedScene, _ location: SourceLocation) {
  let directory = scene.directory
  var owned = scene.pages.map { [Int](repeating: 0, count: $0.clusters.count) }
  for (number, group) in directory.groups.enumerated() {
    let first = Int(group.firstCluster)
    for cluster in first..<first + Int(group.clusterCount) { owned[Int(group.unit)][cluster] += 1 }
    #expect(
      scene.clusters(ofGroup: number).allSatisfy {
        $0.group == number && $0.level <= group.level
          && ($0.refined == ClusterGroup.none) == ($0.level == 0)
      }, "group \(number)", sourceLocation: location)
  }
  #expect(owned.allSatisfy { $0.allSatisfy { $0 == 1 } }, sourceLocation: location)
  for page in scene.pages {
    #expect(page.frames.count <= PageLimits.vertices, sourceLocation: location)
    #expect(page.indices.count <= PageLimits.indices, sourceLocation: location)
    #expect(page.clusters.count <= PageLimits.clusters, sourceLocation: location)
    #expect(
      page.clusters.allSatisfy { $0.indexCount <= 3 * PageLimits.clusterTriangles },
      sourceLocation: location)
  }
}

/// A page that needs others holds one part, and what it needs but for the roots holds nothing else: else
/// a part could only be had with others.
private func checkSharing(_ scene: BakedScene, _ location: SourceLocation) {
  let directory = scene.directory
  var parts = [Set<Int>](repeating: [], count: directory.units.count)
  for (number, part) in directory.parts.enumerated() {
    var nodes = [Int(part.rootNode)]
    while let node = nodes.popLast().map({ directory.nodes[$0] }) {
      let children = Int(node.firstChild)..<Int(node.firstChild) + Int(node.childCount)
      if node.children == .nodes {
        nodes += children
      } else {
        for group in children { parts[Int(directory.groups[group].unit)].insert(number) }
      }
    }
  }
  for unit in directory.rootUnitCount..<scene.pages.count {
    let record = directory.units[unit]
    let needed = directory.dependencies[Int(record.firstDependency)...]
      .prefix(Int(record.dependencyCount)).filter { $0 >= directory.rootUnitCount }
    #expect(!parts[unit].isEmpty, sourceLocation: location)
    for other in needed {
      #expect(
        parts[unit].count == 1 && parts[Int(other)] == parts[unit],
        "unit \(unit) needs unit \(other)", sourceLocation: location)
    }
  }
}

/// Units need exactly the units of coarser groups that their groups were refined from.
private func checkUnits(_ scene: BakedScene, _ location: SourceLocation) {
  let directory = scene.directory
  var needs = [Set<UInt32>](repeating: [], count: directory.geometryUnitCount)
  for (unit, page) in scene.pages.enumerated() {
    for cluster in page.clusters where cluster.refined != ClusterGroup.none {
      let finer = directory.groups[Int(cluster.refined)]
      let coarser = directory.groups[Int(cluster.group)]
      if finer.unit != unit { needs[Int(finer.unit)].insert(UInt32(unit)) }
      // Whoever needs the finer needs the coarser.
      #expect(coarser.error >= finer.error, sourceLocation: location)
      #expect(cluster.refined > cluster.group, sourceLocation: location)
      let (inner, outer) = (
        scene.sphere(ofGroup: Int(cluster.refined)), scene.sphere(ofGroup: Int(cluster.group))
      )
      #expect(
        length(inner.center - outer.center) + inner.radius <= outer.radius * (1 + 1e-6),
        sourceLocation: location)
    }
  }
  for (number, unit) in directory.units.prefix(directory.geometryUnitCount).enumerated() {
    let first = Int(unit.firstDependency)
    let listed = directory.dependencies[first..<first + Int(unit.dependencyCount)]
    #expect(Set(listed) == needs[number] && listed.count == needs[number].count)
    #expect(listed.allSatisfy { $0 < number }, sourceLocation: location)
    #expect(unit.firstPage == number && unit.pageCount == 1, sourceLocation: location)
  }
  // What nothing replaces is always there.
  for group in directory.groups {
    #expect(
      (group.error == .infinity) == (group.unit < directory.rootUnitCount),
      sourceLocation: location)
  }
}

/// Each group is below one part's node, and nodes hold what is below them.
private func checkParts(_ scene: BakedScene, _ location: SourceLocation) {
  let directory = scene.directory
  var seen = [Int](repeating: 0, count: directory.groups.count)
  for part in directory.parts {
    let groups = scene.groups(below: Int(part.rootNode))
    for group in groups { seen[group] += 1 }
    let clusters = groups.reduce(0) { $0 + Int(directory.groups[$1].clusterCount) }
    #expect(clusters == part.clusterCount, sourceLocation: location)
    for group in groups {
      for cluster in scene.clusters(ofGroup: group) {
        let corners = scene.corners(of: cluster, unit: directory.groups[group].unit)
        // Pieces that stand for others too are larger than they were.
        let slack = 1e-5 + (cluster.level > 0 ? 0.05 * part.bounds.radius : 0)
        let box = Bounds(
          minimum: part.bounds.minimum - slack, maximum: part.bounds.maximum + slack)
        #expect(corners.allSatisfy { box.union(Bounds(minimum: $0, maximum: $0)) == box })
      }
    }
  }
  #expect(seen.allSatisfy { $0 == 1 }, sourceLocation: location)
  for node in directory.nodes {
    #expect(node.childCount > 0 && node.childCount <= HierarchyNode.width)
    for child in Int(node.firstChild)..<Int(node.firstChild + node.childCount) {
      switch node.children {
      case .nodes:
        let below = directory.nodes[child]
        #expect(
          node.holds(Float3(below.center.0, below.center.1, below.center.2), below.radius)
            && node.error >= below.error, sourceLocation: location)
      case .groups:
        let sphere = scene.sphere(ofGroup: child)
        #expect(
          node.holds(sphere.center, sphere.radius) && node.error >= directory.groups[child].error,
          sourceLocation: location)
      case .instances: break
      }
    }
  }
}

/// Each instance is below the root, and its node holds the instance's corners.
private func checkInstances(_ scene: BakedScene, _ location: SourceLocation) {
  let directory = scene.directory
  var seen = [Int](repeating: 0, count: directory.instances.count)
  for node in directory.nodes where node.children == .instances {
    for child in Int(node.firstChild)..<Int(node.firstChild + node.childCount) {
      seen[child] += 1
      let instance = directory.instances[child]
      let part = directory.parts[instance.part]
      for group in scene.groups(below: Int(part.rootNode)) where directory.groups[group].level == 0
      {
        for cluster in scene.clusters(ofGroup: group) {
          for corner in scene.corners(of: cluster, unit: directory.groups[group].unit) {
            let point = instance.transform.transformPoint(corner)
            #expect(node.holds(point, 0), sourceLocation: location)
          }
        }
      }
    }
  }
  #expect(seen.allSatisfy { $0 == 1 }, sourceLocation: location)
  #expect((directory.rootNode == nil) == directory.instances.isEmpty, sourceLocation: location)
}
