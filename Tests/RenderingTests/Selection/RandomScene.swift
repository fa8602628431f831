import Numerics
import SceneModel
import SceneStore

@testable import Rendering

/// Hierarchies of clusters without triangles, as bakes make them: groups that are replaced by halves
/// of themselves, level by level up to one, in nested spheres and with growing errors.
struct RandomScene {
  var directory: SceneDirectory
  /// Clusters of each unit's page.
  var pages: [[ClusterRecord]] = []
  /// Groups that hold the clusters made from each group.
  var parents: [[Int]] = []
  /// First group of each part, and the end.
  var partStarts = [0]
  private var random: RandomSource

  init(seed: UInt64, parts: Int, instances: Int) {
    random = RandomSource(seed: seed)
    var scene = Scene()
    scene.materials = [Material(), Material()]
    scene.materials[1].alphaMode = .blend
    directory = SceneDirectory(skeleton: SceneSkeleton(scene: scene))
    var drafts = (0..<parts).map { _ in Self.draft(&random) }
    placeRoots(&drafts)
    for draft in drafts { add(draft) }
    for page in pages.indices {
      directory.units.append(
        StreamUnit(
          kind: .geometry, firstPage: UInt32(page), pageCount: 1, firstDependency: 0,
          dependencyCount: 0))
    }
    addDependencies()
    addInstances(instances)
  }

  struct Draft {
    var groups: [ClusterGroup] = []
    /// For each group what each of its clusters was made from, within the draft.
    var refined: [[Int?]] = []
  }

  private static func draft(_ random: inout RandomSource) -> Draft {
    var levels: [Draft] = [Draft()]
    for _ in 0..<1 + Int(random.next32() % 24) {
      let c = Float3(random.uniform(-2...2), random.uniform(-2...2), random.uniform(-2...2))
      // A wall in some direction, wherever that is in its sphere.
      var half = Float3(repeating: random.uniform(0.1...0.6))
      half[Int(random.next32() % 3)] *= 0.01
      let middle = c + Float3(repeating: random.uniform(-0.1...0.1))
      levels[0].groups.append(
        ClusterGroup(
          center: (c.x, c.y, c.z), radius: random.uniform(0.2...0.6),
          bounds: Bounds(minimum: middle - half, maximum: middle + half),
          error: random.uniform(0.0005...0.005), unit: 0, firstCluster: 0, clusterCount: 0,
          level: 0))
      levels[0].refined.append(Array(repeating: nil, count: 1 + Int(random.next32() % 40)))
    }
    while let last = levels.last, last.groups.count > 1 {
      var made: [Int] = []
      for (group, clusters) in last.refined.enumerated() {
        made += Array(repeating: group, count: (clusters.count + 1) / 2)
      }
      var next = Draft()
      let count = (last.groups.count + 1) / 2
      for index in 0..<count {
        let members = Array(made[made.count * index / count..<made.count * (index + 1) / count])
        guard !members.isEmpty else { continue }
        let spheres = Set(members).map { last.groups[$0] }
        var center = Float3.zero
        for s in spheres { center += Float3(s.center.0, s.center.1, s.center.2) }
        center /= Float(spheres.count)
        var (radius, error, bounds) = (Float(0), Float(0), Bounds.empty)
        for s in spheres {
          bounds = bounds.union(s.bounds)
          let c = Float3(s.center.0, s.center.1, s.center.2)
          radius = max(radius, length(c - center) + s.radius)
          error = max(error, s.error)
        }
        next.groups.append(
          ClusterGroup(
            center: (center.x, center.y, center.z), radius: radius * 1.0001, bounds: bounds,
            error: error * random.uniform(1.2...3), unit: 0, firstCluster: 0, clusterCount: 0,
            level: UInt32(levels.count)))
        next.refined.append(members)
      }
      levels.append(next)
    }
    // From coarse to fine.
    var result = Draft()
    var starts: [Int] = []
    var total = levels.reduce(0) { $0 + $1.groups.count }
    for level in levels {
      total -= level.groups.count
      starts.append(total)
    }
    for (index, level) in levels.enumerated().reversed() {
      result.groups += level.groups
      result.refined += level.refined.map { $0.map { $0.map { $0 + starts[index - 1] } } }
    }
    result.groups[0].error = .infinity
    return result
  }

  /// Page of a group with room for so many clusters; a new one now and then.
  private mutating func page(for clusters: Int, isNew: Bool) -> Int {
    if isNew || pages.isEmpty || pages[pages.count - 1].count + clusters > PageLimits.clusters {
      pages.append([])
    }
    return pages.count - 1
  }

  private mutating func place(_ group: inout ClusterGroup, clusters: Int, isNew: Bool) {
    group.unit = UInt32(page(for: clusters, isNew: isNew))
    group.firstCluster = UInt16(pages[Int(group.unit)].count)
    group.clusterCount = UInt16(clusters)
    let blank = ClusterRecord(
      center: group.center, radius: group.radius, coneAxis: (0, 0, 1), coneCutoff: 1,
      firstIndex: 0, indexCount: 3, firstVertex: 0, refined: ClusterGroup.none, group: 0,
      level: group.level)
    pages[Int(group.unit)] += Array(repeating: blank, count: clusters)
  }

  private mutating func placeRoots(_ drafts: inout [Draft]) {
    for index in drafts.indices {
      let count = drafts[index].refined[0].count
      place(&drafts[index].groups[0], clusters: count, isNew: false)
    }
    directory.rootUnitCount = pages.count
  }

  private mutating func add(_ draft: Draft) {
    let first = directory.groups.count
    var clusterCount = 0
    for (index, group) in draft.groups.enumerated() {
      var group = group
      let members = draft.refined[index]
      if index > 0 {
        place(&group, clusters: members.count, isNew: index == 1 || random.next32() % 3 == 0)
      }
      for (offset, member) in members.enumerated() {
        let cluster = Int(group.firstCluster) + offset
        pages[Int(group.unit)][cluster].group = UInt32(first + index)
        if let member { pages[Int(group.unit)][cluster].refined = UInt32(first + member) }
      }
      clusterCount += members.count
      directory.groups.append(group)
      parents.append([])
    }
    for (index, members) in draft.refined.enumerated() {
      for member in Set(members.compactMap { $0 }) { parents[first + member].append(first + index) }
    }
    partStarts.append(directory.groups.count)
    let items = directory.groups[first...].map { ($0.center, $0.radius, $0.error) }
    let (root, levels) = addTree(items, above: .groups, first: first, width: 7)
    directory.partLevels = max(directory.partLevels, levels)
    directory.parts.append(
      StoredPart(
        name: "", material: Int(random.next32() % 2), rootNode: root, bounds: .empty,
        triangleCount: 0, clusterCount: UInt32(clusterCount), levelCount: 1, uvDensity: 0))
  }

  private mutating func addDependencies() {
    var needed = [Set<UInt32>](repeating: [], count: directory.units.count)
    for (group, above) in parents.enumerated() {
      let unit = directory.groups[group].unit
      for parent in above where directory.groups[parent].unit != unit {
        needed[Int(unit)].insert(directory.groups[parent].unit)
      }
    }
    for (unit, units) in needed.enumerated() {
      directory.units[unit].firstDependency = UInt32(directory.dependencies.count)
      directory.units[unit].dependencyCount = UInt32(units.count)
      directory.dependencies += units.sorted()
    }
  }

  private mutating func addInstances(_ count: Int) {
    var items: [((Float, Float, Float), Float, Float)] = []
    for _ in 0..<count {
      let part = Int(random.next32()) % directory.parts.count
      func spread(_ r: Float) -> Float { random.uniform(-r...r) }
      let turn = Quaternion(Float4(spread(1), spread(1), spread(1), spread(1))).normalized
      var scale = Float3(repeating: random.uniform(0.2...3))
      if random.next32() % 3 == 0 { scale *= Float3(-1, random.uniform(0.5...1), 1) }
      let transform = Matrix4(
        translation: Float3(spread(30), spread(10), spread(30)), rotation: turn, scale: scale)
      directory.instances.append(PartInstance(part: part, transform: transform))
      let root = directory.nodes[Int(directory.parts[part].rootNode)]
      let center = transform.transformPoint(Float3(root.center.0, root.center.1, root.center.2))
      let longest = InstanceRecord(
        transform: transform, material: Material(), index: 0, rootNode: 0
      ).scale
      let radius = root.radius * longest * 1.0001
      items.append(((center.x, center.y, center.z), radius, radius * 2))
    }
    let (root, levels) = addTree(items, above: .instances, first: 0, width: 5)
    (directory.rootNode, directory.instanceLevels) = (root, levels)
  }

  private mutating func addTree(
    _ items: [((Float, Float, Float), Float, Float)], above kind: HierarchyNode.Children,
    first: Int, width: Int
  ) -> (UInt32, Int) {
    var (row, kind, first, levels) = (items, kind, first, 0)
    repeat {
      var next: [((Float, Float, Float), Float, Float)] = []
      let start = directory.nodes.count
      for begin in stride(from: 0, to: row.count, by: width) {
        let children = row[begin..<min(begin + width, row.count)]
        var center = Float3.zero
        for (c, _, _) in children { center += Float3(c.0, c.1, c.2) / Float(children.count) }
        var (radius, error) = (Float(0), Float(0))
        for (c, r, e) in children {
          radius = max(radius, (length(Float3(c.0, c.1, c.2) - center) + r) * 1.0001)
          error = max(error, e)
        }
        next.append(((center.x, center.y, center.z), radius, error * 1.0001))
        directory.nodes.append(
          HierarchyNode(
            center: next[next.count - 1].0, radius: radius, error: next[next.count - 1].2,
            firstChild: UInt32(first + begin), childCount: UInt32(children.count), children: kind))
      }
      (row, kind, first, levels) = (next, .nodes, start, levels + 1)
    } while row.count > 1
    return (UInt32(directory.nodes.count - 1), levels)
  }

  /// Units of which each is there with all that it depends on: always the roots, of the others a part.
  func availableUnits(share: Float, _ random: inout RandomSource) -> [Bool] {
    var available = [Bool](repeating: false, count: directory.units.count)
    for (index, unit) in directory.units.enumerated() {
      let needs = directory.dependencies[Int(unit.firstDependency)...]
        .prefix(Int(unit.dependencyCount))
      available[index] =
        index < directory.rootUnitCount
        || random.unit() < share && needs.allSatisfy { available[Int($0)] }
    }
    return available
  }
}
