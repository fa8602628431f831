import Numerics
import SceneModel

/// Short ways to add things to a scene under construction; each returns the index of what it added.
extension Scene {
  @discardableResult
  mutating func addMaterial(_ name: String, _ edit: (inout Material) -> Void) -> Int {
    var material = Material()
    material.name = name
    material.metallic = 0
    edit(&material)
    materials.append(material)
    return materials.count - 1
  }

  mutating func addMesh(
    _ name: String, _ parts: [(Surface, material: Int)], hasOcclusion: Bool = false
  ) -> Int {
    var mesh = Mesh()
    mesh.name = name
    mesh.primitives = parts.filter { !$0.0.indices.isEmpty }
      .map { $0.0.primitive(material: $0.material, hasOcclusion: hasOcclusion) }
    meshes.append(mesh)
    return meshes.count - 1
  }

  mutating func addMesh(_ name: String, _ surface: Surface, material: Int) -> Int {
    addMesh(name, [(surface, material: material)])
  }

  /// A root node with a mesh.
  @discardableResult
  mutating func place(
    _ name: String, _ mesh: Int, at position: Float3 = .zero, turn: Float = 0,
    scale: Float3 = Float3(1, 1, 1)
  ) -> Int {
    addRoot(
      name, at: position, Quaternion(angle: turn, axis: Float3(0, 1, 0)), scale: scale
    ) { $0.mesh = mesh }
  }

  @discardableResult
  mutating func addCamera(
    _ name: String, from position: Float3, to target: Float3, verticalAngle: Float = 0.9
  ) -> Int {
    var camera = Camera(
      projection: .perspective(verticalAngle: verticalAngle, aspect: nil, near: 0.05, far: nil))
    camera.name = name
    cameras.append(camera)
    let index = cameras.count - 1
    let pose = Pose(position: position, lookingAt: target)
    return addRoot(name, at: position, pose.orientation) { $0.camera = index }
  }

  /// A light that shines towards `target`; the target of a point light is of no matter.
  @discardableResult
  mutating func addLight(
    _ name: String, _ kind: Light.Kind, from position: Float3, to target: Float3, color: Float3,
    intensity: Float, range: Float? = nil
  ) -> Int {
    var light = Light(kind: kind)
    light.name = name
    light.color = color
    light.intensity = intensity
    light.range = range
    lights.append(light)
    let index = lights.count - 1
    let pose = Pose(position: position, lookingAt: target)
    return addRoot(name, at: position, pose.orientation) { $0.light = index }
  }

  private mutating func addRoot(
    _ name: String, at position: Float3, _ rotation: Quaternion,
    scale: Float3 = Float3(1, 1, 1), _ edit: (inout Node) -> Void
  ) -> Int {
    var node = Node()
    node.name = name
    node.transform = .parts(translation: position, rotation: rotation, scale: scale)
    edit(&node)
    nodes.append(node)
    roots.append(nodes.count - 1)
    return nodes.count - 1
  }
}
