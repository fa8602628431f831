import GPU
import Numerics
import SceneImport
import SceneModel
import SceneStore
import TestSupport
import Testing

@testable import Rendering

/// What shaders make of vertices, held against the pose in double precision.
@Suite(.serialized) struct BentVertexTests {
  private struct Push: BitwiseCopyable {
    var bends: UInt64
    var vertices: UInt64
    var rows: UInt64
    var bend: UInt32
    var count: UInt32
  }

  static let models = [
    "animated/Fox.glb", "CesiumMan.glb", "RiggedFigure.glb", "animated/MorphStressTest.gltf",
    "AnimatedMorphCube.glb", "AnimatedMorphSphere.glb",
  ]

  @Test(arguments: models) func modelsAreWhereTheirPosesAre(_ name: String) throws {
    guard let url = SharedModels.url(name) else { return }
    try check(try SceneImporter.load(path: url.path), name)
  }

  /// All interpolations of all that can be animated, on a strip with two joints and two targets.
  @Test(arguments: [Animation.Interpolation.step, .linear, .cubicSpline])
  func everyInterpolationBends(_ interpolation: Animation.Interpolation) throws {
    try check(.bentStrip(interpolation), "\(interpolation)")
  }

  private func check(_ scene: Scene, _ name: String) throws {
    let baked = try BakedScene(scene)
    let directory = baked.directory
    let test = try TestDevice()
    let rows = try directory.parts.indices.map { try baked.file.rows(ofPart: $0) }
    let motion = try #require(
      try SceneMotion(
        device: test.device, directory: directory, table: InstanceTable(directory: directory),
        lights: SceneLights(scene: directory.skeleton.scene), rows: rows))
    let pipeline = try test.device.makePipeline(
      ComputePipelineDescriptor(name: "bend", shader: EmbeddedShaders.bend_comp))
    let pages = try pages(of: baked)
    let moving = directory.instances[directory.movingInstances]
    let bent = moving.filter { directory.parts[$0.part].bending != nil }
    #expect(!bent.isEmpty, "\(name)")
    var worst = 0.0
    for animation in scene.animations.indices {
      let duration = Double(scene.animations[animation].duration)
      for (slot, share) in [0, 0.13, 0.5, 0.77, 1].enumerated() {
        let reference = PoseReference(
          scene, animation: animation, time: Double(Float(duration * share)))
        let address = motion.write(
          time: duration * share, playing: .one(animation),
          slot: slot % test.device.framesInFlight, on: test.device)
        for (number, instance) in bent.enumerated() {
          let vertices = pages[instance.part]
          let posed = try bend(
            vertices, by: number, at: address, pipeline, test.device)
          let candidates = Candidates(reference, instance, directory)
          for (vertex, p) in zip(vertices, posed) {
            worst = max(worst, candidates.distance(from: p, of: vertex.position))
          }
        }
      }
    }
    print("\(name): vertices are off by \(worst) of the size")
    #expect(worst < 1e-4, "\(name)")
    motion.destroy(on: test.device)
    try test.finish()
  }

  private struct Vertex {
    var position: Float3
    var row: UInt32
  }

  /// By part the vertices of all its clusters.
  private func pages(of baked: BakedScene) throws -> [[Vertex]] {
    let directory = baked.directory
    var partOfGroup = [Int](repeating: 0, count: directory.groups.count)
    for (part, stored) in directory.parts.enumerated() {
      var pending = [stored.rootNode]
      while let next = pending.popLast() {
        let node = directory.nodes[Int(next)]
        let children = node.firstChild..<node.firstChild + node.childCount
        if node.children == .nodes { pending += children }
        if node.children == .groups { for group in children { partOfGroup[Int(group)] = part } }
      }
    }
    var vertices = [[Vertex]](repeating: [], count: directory.parts.count)
    let codec = GeometryPageCodec()
    for unit in 0..<directory.geometryUnitCount {
      let page = try baked.page(unit, with: codec)
      for cluster in page.clusters {
        let part = partOfGroup[Int(cluster.group)]
        guard directory.parts[part].bending != nil else { continue }
        let first = Int(cluster.firstIndex)
        for index in page.indices[first..<first + Int(cluster.indexCount)] {
          let v = Int(cluster.firstVertex) + Int(index)
          vertices[part].append(
            Vertex(
              position: Float3(
                page.positions[3 * v], page.positions[3 * v + 1], page.positions[3 * v + 2]),
              row: page.rows[v]))
        }
      }
    }
    return vertices
  }

  private func bend(
    _ vertices: [Vertex], by number: Int, at address: UInt64, _ pipeline: PipelineHandle,
    _ device: Device
  ) throws -> [Float3] {
    let values: [Float] = vertices.flatMap {
      [$0.position.x, $0.position.y, $0.position.z, 0, 1, 0]
    }
    let buffer = try device.makeBuffer("vertices", bytes: values.count * 4, usage: .storage)
    let rows = try device.makeTable("rows", vertices.map(\.row))
    try device.upload(values, to: buffer)
    try device.flushUploads()
    try device.submitOnce("bend") { encoder in
      encoder.bind(pipeline)
      encoder.push(
        Push(
          bends: address, vertices: device.address(of: buffer), rows: device.address(of: rows),
          bend: UInt32(number), count: UInt32(vertices.count)))
      encoder.dispatch((vertices.count + 63) / 64)
    }
    let posed = try device.read(buffer, as: Float.self, count: values.count)
    device.destroy(buffer)
    device.destroy(rows)
    return vertices.indices.map { Float3(posed[6 * $0], posed[6 * $0 + 1], posed[6 * $0 + 2]) }
  }

  /// Where the vertices of a primitive are, found by where they were.
  private struct Candidates {
    private var byCell: [SIMD3<Int32>: [(rest: Float3, posed: SIMD3<Double>)]] = [:]
    private let size: Double
    private let cell: Float

    init(_ reference: PoseReference, _ instance: PartInstance, _ directory: SceneDirectory) {
      let scene = reference.scene
      let node = instance.node ?? 0
      let mesh = scene.nodes[node].mesh ?? 0
      // Parts come in the order of primitives.
      let placement = PartPlacement(scene)
      let part = placement.parts.firstIndex { $0.shape == .bent && $0.mesh == mesh } ?? 0
      let primitive = instance.part - part
      let rest = scene.meshes[mesh].primitives[primitive].positions
      let posed = reference.positions(node: node, primitive: primitive)
      let box = rest.reduce(into: Bounds.empty) { $0.include($1) }
      cell = max(box.radius * 1e-3, 1e-9)
      var bent = (low: posed[0], high: posed[0])
      for p in posed { bent = (pointwiseMin(bent.low, p), pointwiseMax(bent.high, p)) }
      let diagonal = bent.high - bent.low
      size = (diagonal * diagonal).sum().squareRoot()
      for (a, b) in zip(rest, posed) { byCell[Self.cell(of: a / cell), default: []].append((a, b)) }
    }

    private static func cell(of p: Float3) -> SIMD3<Int32> {
      SIMD3<Int32>(Int32(p.x.rounded()), Int32(p.y.rounded()), Int32(p.z.rounded()))
    }

    /// Of the size, from the nearest vertex that was at the place.
    func distance(from p: Float3, of rest: Float3) -> Double {
      let middle = Self.cell(of: rest / cell)
      var best = Double.infinity
      for dx in Int32(-1)...1 {
        for dy in Int32(-1)...1 {
          for dz in Int32(-1)...1 {
            for candidate in byCell[middle &+ SIMD3(dx, dy, dz)] ?? []
            where length(candidate.rest - rest) < cell * 0.1 {
              let way = SIMD3<Double>(p) - candidate.posed
              best = min(best, (way * way).sum().squareRoot())
            }
          }
        }
      }
      return best / size
    }
  }
}

extension Scene {
  /// A strip along +X with two joints and two targets that shift its ends, all of which are animated.
  static func bentStrip(_ interpolation: Animation.Interpolation) -> Scene {
    var scene = Scene()
    var primitive = Primitive()
    let columns = 24
    for i in 0...columns {
      for y in [Float(0), 0.3] {
        primitive.positions.append(Float3(Float(i) / 12, y, 0))
        primitive.normals.append(Float3(0, 0, 1))
      }
    }
    for i in 0..<UInt32(columns) {
      primitive.indices += [2 * i, 2 * i + 2, 2 * i + 3, 2 * i, 2 * i + 3, 2 * i + 1]
    }
    let count = primitive.positions.count
    primitive.influences = [
      SkinInfluences(
        joints: Array(repeating: SIMD4(0, 1, 0, 0), count: count),
        weights: primitive.positions.map { p in
          let w = min(max(p.x - 0.5, 0), 1)
          return Float4(1 - w, w, 0, 0)
        })
    ]
    for sign in [Float(1), -1] {
      var target = MorphTarget()
      target.positions = primitive.positions.map { Float3(0, 0, sign * $0.x * $0.x * 0.3) }
      target.normals = primitive.positions.map { Float3(-sign * $0.x * 0.6, 0, 0) }
      primitive.targets.append(target)
    }
    primitive.material = scene.addMaterial { $0.isDoubleSided = true }
    primitive.updateBounds()
    var mesh = Mesh()
    mesh.primitives = [primitive]
    mesh.weights = [0.5, 0]
    scene.meshes = [mesh]
    var (body, root, tip) = (Node(), Node(), Node())
    (body.mesh, body.skin) = (0, 0)
    root.children = [2]
    tip.transform = .parts(translation: Float3(1, 0, 0), rotation: .identity, scale: .one)
    scene.nodes = [body, root, tip]
    scene.roots = [0, 1]
    var skin = Skin()
    skin.joints = [1, 2]
    skin.inverseBindMatrices = [.identity, .translation(Float3(-1, 0, 0))]
    scene.skins = [skin]
    var animation = Animation()
    func add(_ node: Int, _ path: Animation.Path, _ keys: [[Float]]) {
      // Slopes at the keys, which are one and a half seconds apart.
      let outputs = keys.flatMap { key in
        interpolation == .cubicSpline ? key.map { 0.3 * $0 } + key + key.map { -0.2 * $0 } : key
      }
      animation.channels.append(.init(node: node, path: path, sampler: animation.samplers.count))
      animation.samplers.append(
        .init(
          times: keys.indices.map { 0.5 + 1.5 * Float($0) }, outputs: outputs,
          components: keys[0].count, interpolation: interpolation))
    }
    add(2, .rotation, [[0, 0, 0, 1], [0, 0, 0.6, 0.8], [0, -0.6, 0, -0.8]])
    add(2, .translation, [[1, 0, 0], [1.2, 0.3, 0], [1, -0.2, 0.4]])
    add(1, .scale, [[1, 1, 1], [0.7, 1.5, 1], [1.2, 0.8, 1.6]])
    add(0, .weights, [[0, 1], [0.8, 0.2], [-0.4, 0]])
    scene.animations = [animation]
    return scene
  }
}
