import Dispatch
import Numerics
import SceneModel
import SceneStore

@testable import Rendering

/// A scene in memory as a baked scene of one level of detail: all of it is always drawn, exactly as
/// it is and its triangles in their order.
struct FlatScene {
  private(set) var directory: SceneDirectory
  /// One for each unit.
  private(set) var pages: [GeometryPage] = []
  private let source: LoadedScene

  init(_ scene: Scene) {
    var still = scene
    still.animations = []
    source = LoadedScene(still)
    directory = SceneDirectory(skeleton: source.skeleton)
    let primitives = source.parts.indices.map(source.part)
    directory.hasExtras = primitives.contains { !$0.uv1.isEmpty || !$0.colors.isEmpty }
    let built = Self.buildClusters(of: primitives)
    for (index, primitive) in primitives.enumerated() {
      addPart(primitive, built[index], named: source.parts[index].name)
    }
    if !(pages.last?.clusters.isEmpty ?? true) { closePage() }
    addInstances()
  }

  func image(_ index: Int) -> Image { source.image(index) }

  private mutating func closePage() {
    let unit = StreamUnit(
      kind: .geometry, firstPage: UInt32(directory.units.count), pageCount: 1, firstDependency: 0,
      dependencyCount: 0)
    directory.units.append(unit)
    directory.rootUnitCount = directory.units.count
  }

  private mutating func addPart(
    _ primitive: Primitive, _ built: ClusterBuilder.Result, named name: String
  ) {
    let first = directory.groups.count
    for cluster in built.clusters {
      add(cluster, built, primitive, isFirst: cluster.firstIndex == 0)
    }
    let spheres = directory.groups[first...].map { ($0.center, $0.radius, $0.error) }
    let (root, levels) = addTree(spheres, above: .groups, first: first)
    directory.partLevels = max(directory.partLevels, levels)
    directory.parts.append(
      StoredPart(
        name: name, material: primitive.material, rootNode: root, bounds: primitive.bounds,
        triangleCount: UInt64(primitive.triangleCount), clusterCount: UInt32(built.clusters.count),
        levelCount: 1, uvDensity: 0))
  }

  private mutating func add(
    _ cluster: ClusterBuilder.Cluster, _ built: ClusterBuilder.Result, _ primitive: Primitive,
    isFirst: Bool
  ) {
    var locals: [UInt32: UInt16] = [:]
    var vertices: [Int] = []
    let indices = built.indices[cluster.firstIndex..<cluster.firstIndex + cluster.indexCount].map {
      index -> UInt16 in
      if let known = locals[index] { return known }
      locals[index] = UInt16(vertices.count)
      vertices.append(Int(index))
      return UInt16(vertices.count - 1)
    }
    let isFull =
      pages.last.map {
        $0.frames.count + vertices.count > PageLimits.vertices
          || $0.indices.count + indices.count > PageLimits.indices
          || $0.clusters.count == PageLimits.clusters
      } ?? true
    if isFull {
      if !pages.isEmpty { closePage() }
      pages.append(GeometryPage())
    }
    var page = pages[pages.count - 1]
    pages[pages.count - 1] = GeometryPage()
    if isFull || isFirst || directory.groups[directory.groups.count - 1].clusterCount == 32 {
      directory.groups.append(
        ClusterGroup(
          center: (0, 0, 0), radius: 0, bounds: primitive.bounds, error: .infinity,
          unit: UInt32(pages.count - 1), firstCluster: UInt16(page.clusters.count),
          clusterCount: 0, level: 0))
    }
    let group = directory.groups.count - 1
    directory.groups[group].include(cluster)
    let c = cluster
    page.clusters.append(
      ClusterRecord(
        center: (c.center.x, c.center.y, c.center.z), radius: c.radius,
        coneAxis: (c.coneAxis.x, c.coneAxis.y, c.coneAxis.z), coneCutoff: c.coneCutoff,
        firstIndex: UInt32(page.indices.count), indexCount: UInt32(indices.count),
        firstVertex: UInt32(page.frames.count), refined: ClusterGroup.none, group: UInt32(group),
        level: 0))
    page.indices += indices
    for vertex in vertices { page.append(vertex, of: primitive, hasExtras: directory.hasExtras) }
    pages[pages.count - 1] = page
  }

  private mutating func addInstances() {
    directory.instances = source.instances.filter {
      directory.parts[$0.part].clusterCount > 0
    }
    guard !directory.instances.isEmpty else { return }
    var spheres: [((Float, Float, Float), Float, Float)] = []
    for instance in directory.instances {
      let part = directory.parts[instance.part]
      let root = directory.nodes[Int(part.rootNode)]
      let m = instance.transform
      let center = m.transformPoint(Float3(root.center.0, root.center.1, root.center.2))
      let scale = InstanceRecord(
        transform: m, material: Material(), index: 0, rootNode: 0
      ).scale
      let radius = root.radius * scale * 1.00001
      spheres.append(((center.x, center.y, center.z), radius, radius * 2))
      let box = part.bounds.transformed(by: m)
      if !box.isEmpty { directory.bounds = directory.bounds.union(box) }
      directory.instancedTriangles += part.triangleCount
    }
    let (root, levels) = addTree(spheres, above: .instances, first: 0)
    (directory.rootNode, directory.instanceLevels) = (root, levels)
  }

  /// Returns the root and how many levels the tree has.
  private mutating func addTree(
    _ spheres: [((Float, Float, Float), Float, Float)], above kind: HierarchyNode.Children,
    first: Int
  ) -> (UInt32, Int) {
    var (row, kind, first, levels) = (spheres, kind, first, 0)
    repeat {
      var next: [((Float, Float, Float), Float, Float)] = []
      let start = directory.nodes.count
      for begin in stride(from: 0, to: max(row.count, 1), by: HierarchyNode.width) {
        let children = row[begin..<min(begin + HierarchyNode.width, row.count)]
        var box = Bounds.empty
        for (c, r, _) in children {
          box.include(Float3(c.0 - r, c.1 - r, c.2 - r))
          box.include(Float3(c.0 + r, c.1 + r, c.2 + r))
        }
        let center = box.isEmpty ? .zero : box.center
        let radius = children.reduce(Float(0)) {
          max($0, length(Float3($1.0.0, $1.0.1, $1.0.2) - center) + $1.1)
        }
        let error = children.reduce(Float(0)) { max($0, $1.2) }
        let node = HierarchyNode(
          center: (center.x, center.y, center.z), radius: radius * 1.00001, error: error,
          firstChild: UInt32(first + begin), childCount: UInt32(children.count), children: kind)
        directory.nodes.append(node)
        next.append((node.center, node.radius, node.error))
      }
      (row, kind, first, levels) = (next, .nodes, start, levels + 1)
    } while row.count > 1
    return (UInt32(directory.nodes.count - 1), levels)
  }

  private static func buildClusters(of primitives: [Primitive]) -> [ClusterBuilder.Result] {
    var results = [ClusterBuilder.Result](
      repeating: ClusterBuilder.Result(indices: [], clusters: []), count: primitives.count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own element.
      nonisolated(unsafe) let results = buffer
      DispatchQueue.concurrentPerform(iterations: primitives.count) { index in
        let primitive = primitives[index]
        results[index] = ClusterBuilder.build(
          positions: primitive.positions, indices: primitive.indices)
      }
    }
    return results
  }
}

extension ClusterGroup {
  fileprivate mutating func include(_ cluster: ClusterBuilder.Cluster) {
    defer { clusterCount += 1 }
    let c = Float3(center.0, center.1, center.2)
    guard clusterCount > 0 else {
      (center, radius) = (
        (cluster.center.x, cluster.center.y, cluster.center.z), cluster.radius * 1.0001
      )
      return
    }
    radius = max(radius, (length(cluster.center - c) + cluster.radius) * 1.0001)
  }
}

extension GeometryPage {
  fileprivate mutating func append(_ vertex: Int, of primitive: Primitive, hasExtras: Bool) {
    func snorm(_ v: Float4) -> SIMD4<Int16> {
      SIMD4<Int16>(
        (v.clamped(lowerBound: -.one, upperBound: .one) * 32767).rounded(.toNearestOrEven))
    }
    let p = primitive.positions[vertex]
    positions.append(p.x)
    positions.append(p.y)
    positions.append(p.z)
    let normal = primitive.normals.isEmpty ? Float3(0, 0, 1) : primitive.normals[vertex]
    let tangent =
      primitive.tangents.isEmpty
      ? Float4(orthonormalBasis(normalize(normal, fallback: Float3(0, 0, 1))).tangent, 1)
      : primitive.tangents[vertex]
    frames.append(
      PageVertex.Frame(
        normal: snorm(Float4(normalize(normal), 0)), tangent: snorm(tangent),
        uv0: primitive.uv0.isEmpty ? .zero : primitive.uv0[vertex]))
    guard hasExtras else { return }
    let color = primitive.colors.isEmpty ? .one : primitive.colors[vertex]
    let scaled = color.clamped(lowerBound: .zero, upperBound: .one) * 65535
    extras.append(
      PageVertex.Extra(
        uv1: primitive.uv1.isEmpty ? .zero : primitive.uv1[vertex],
        color: SIMD4<UInt16>(scaled.rounded(.toNearestOrEven))))
  }
}
