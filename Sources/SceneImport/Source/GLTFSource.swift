import Numerics
package import SceneModel

/// A glTF file as a source of a scene: its JSON is read at once, vertices and pixels when they are
/// asked for. Memory is that of the JSON and of what is being read; the files may be larger than
/// memory, except for buffer views under meshopt compression, which are decompressed at once.
///
/// Checks are those of `SceneImporter`, but what only vertices and pixels can tell is found when they
/// are read, what nothing draws is not looked at, nor whether accessors declare their bounds rightly.
package final class GLTFSource: SceneSource, @unchecked Sendable {
  package let skeleton: SceneSkeleton
  package let parts: [PartSummary]
  package let instances: [PartInstance]

  /// Where a part is in the document.
  private struct Place {
    var mesh: Int
    var primitive: Int
    /// The node that deforms it.
    var node: Int?
  }

  private let path: String
  // Never changed: whoever reads does so with a copy.
  private let importer: Importer
  private let places: [Place]
  private let world: [Matrix4]

  /// - Throws: `.unreadable` when the file cannot be read, `.invalid` when it is no scene.
  package init(
    path: String, limits: ImportLimits = .large, progress: ((Double) -> Void)? = nil
  ) throws(ImportError) {
    self.path = path
    let file: ByteSlice
    do {
      file = ByteSlice(try SourceFile(path, limit: limits.fileBytes))
    } catch {
      throw ImportError(file: path, pointer: "", reason: error.reason, kind: .unreadable)
    }
    let folder = SceneFolder(containing: path, limit: limits.fileBytes)
    do throws(ImportFault) {
      var importer = try Importer(
        file, name: path, limits: limits, finder: { ByteSlice(try folder.find($0)) },
        isDeferred: true)
      _ = try importer.run(progress: progress ?? { _ in })
      self.importer = importer
    } catch {
      throw ImportError(error, file: path)
    }
    let scene = importer.scene
    world = scene.worldTransforms()
    (places, instances) = Self.place(scene, world)
    let deferred = importer.deferredPrimitives
    parts = places.map {
      let primitive = deferred[$0.mesh][$0.primitive]
      return PartSummary(
        name: scene.meshes[$0.mesh].name, material: primitive.material,
        triangleCount: primitive.triangleCount)
    }
    var skeleton = SceneSkeleton(scene: scene)
    skeleton.images = importer.imageRecipes.map(\.summary)
    self.skeleton = skeleton
  }

  /// What is deformed has a part of its own at each node, in world space.
  private static func place(_ scene: Scene, _ world: [Matrix4]) -> ([Place], [PartInstance]) {
    var (places, instances) = ([Place](), [PartInstance]())
    var firstOfMesh: [Int: Int] = [:]
    let deformed = scene.nodes.indices.map(scene.isDeformed)
    scene.forEachMeshInstance { node, mesh, transform in
      let primitives = scene.meshes[mesh].primitives.indices
      var first = places.count
      if deformed[node] {
        places += primitives.map { Place(mesh: mesh, primitive: $0, node: node) }
      } else if let known = firstOfMesh[mesh] {
        first = known
      } else {
        firstOfMesh[mesh] = first
        places += primitives.map { Place(mesh: mesh, primitive: $0) }
      }
      instances += primitives.map {
        PartInstance(part: first + $0, transform: deformed[node] ? .identity : transform)
      }
    }
    return (places, instances)
  }

  package func part(_ index: Int) throws(SceneSourceError) -> Primitive {
    let place = places[index]
    return try reading { () throws(ImportFault) in
      var primitive = try importer.readNow(
        importer.deferredPrimitives[place.mesh][place.primitive])
      if let node = place.node {
        var scene = importer.scene
        if let skin = scene.nodes[node].skin {
          try importer.check(largestJoint: primitive.largestJoint, node: node, skin: skin)
        }
        scene.meshes[place.mesh].primitives[place.primitive] = primitive
        primitive = scene.restPose(
          node: node, primitive: place.primitive, worldTransforms: world)
      }
      primitive.targets = []
      primitive.influences = []
      return primitive
    }
  }

  package func image(_ index: Int) throws(SceneSourceError) -> Image {
    try reading { () throws(ImportFault) in try importer.image(index) }
  }

  private func reading<Value>(_ body: () throws(ImportFault) -> Value) throws(SceneSourceError)
    -> Value
  {
    do {
      return try body()
    } catch {
      throw SceneSourceError(
        error.kind == .unreadable ? .unreadable : .invalid,
        ImportError(error, file: path).description)
    }
  }
}
