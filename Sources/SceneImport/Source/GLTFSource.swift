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

  private let path: String
  // Never changed: whoever reads does so with a copy.
  private let importer: Importer
  private let places: [PartPlacement.Part]
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
    let placement = PartPlacement(scene)
    (places, instances) = (placement.parts, placement.instances)
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

  package func part(_ index: Int) throws(SceneSourceError) -> Primitive {
    let place = places[index]
    return try reading { () throws(ImportFault) in
      var primitive = try importer.readNow(
        importer.deferredPrimitives[place.mesh][place.primitive])
      // Joints are checked against the skins of all nodes that bend the part.
      for (node, skin) in importer.scene.nodes.enumerated().lazy.compactMap({ node in
        node.element.mesh == place.mesh ? node.element.skin.map { (node.offset, $0) } : nil
      }) where place.shape == .bent || place.shape == .resting(node: node) {
        try importer.check(largestJoint: primitive.largestJoint, node: node, skin: skin)
      }
      primitive = primitive.shaped(place.shape) { node in
        var scene = importer.scene
        scene.meshes[place.mesh].primitives[place.primitive] = primitive
        return scene.restPose(
          node: node, primitive: place.primitive, worldTransforms: world)
      }
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
