import Numerics
import SceneModel

extension Scene {
  /// All of a generated source in memory: a mesh for each part, a node for it with all its places.
  init(collecting source: any SceneSource) throws(BuiltinSceneError) {
    self = source.skeleton.scene
    var places = [[Matrix4]](repeating: [], count: source.parts.count)
    for instance in source.instances { places[instance.part].append(instance.transform) }
    let pieces = parallelMap(source.parts.count) { index in
      Result { () throws(SceneSourceError) in try source.part(index) }
    }
    for (index, piece) in pieces.enumerated() where !places[index].isEmpty {
      do {
        var mesh = Mesh()
        mesh.name = source.parts[index].name
        mesh.primitives = [try piece.get()]
        var node = Node()
        (node.name, node.mesh, node.instances) = (mesh.name, meshes.count, places[index])
        meshes.append(mesh)
        roots.append(nodes.count)
        nodes.append(node)
      } catch {
        throw BuiltinSceneError(error.description)
      }
    }
    let pictures = parallelMap(source.skeleton.images.count) { index in
      Result { () throws(SceneSourceError) in try source.image(index) }
    }
    do {
      images = try pictures.map { result throws(SceneSourceError) in try result.get() }
    } catch {
      throw BuiltinSceneError(error.description)
    }
  }
}
