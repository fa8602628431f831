import Numerics
import SceneModel
import Testing

@Suite struct RestPoseTests {
  /// Two bones along +Y: the first at the origin, the second one metre up and turned by 90° about
  /// +Z. The mesh's own node is moved far away, which must not matter.
  private func arm() -> Scene {
    var scene = Scene()
    var mesh = Mesh()
    var primitive = Primitive()
    primitive.positions = [Float3(0, 0, 0), Float3(0, 1, 0), Float3(0, 2, 0), Float3(1, 2, 0)]
    primitive.normals = [Float3](repeating: Float3(1, 0, 0), count: 4)
    primitive.indices = [0, 1, 3]
    primitive.influences = [
      SkinInfluences(
        joints: [SIMD4<UInt16>](repeating: SIMD4(0, 1, 0, 0), count: 4),
        weights: [
          Float4(1, 0, 0, 0), Float4(0.5, 0.5, 0, 0), Float4(0, 1, 0, 0), Float4(0.5, 0.5, 0, 0),
        ])
    ]
    mesh.primitives = [primitive]
    scene.meshes = [mesh]
    var (body, root, tip) = (Node(), Node(), Node())
    body.mesh = 0
    body.skin = 0
    body.transform = .parts(
      translation: Float3(100, 0, 0), rotation: .identity, scale: Float3(5, 5, 5))
    root.children = [2]
    tip.transform = .parts(
      translation: Float3(0, 1, 0), rotation: Quaternion(angle: .pi / 2, axis: Float3(0, 0, 1)),
      scale: Float3(1, 1, 1))
    scene.nodes = [body, root, tip]
    scene.roots = [0, 1]
    var skin = Skin()
    skin.joints = [1, 2]
    skin.inverseBindMatrices = [.identity, .translation(Float3(0, -1, 0))]
    scene.skins = [skin]
    return scene
  }

  @Test func twoBones() {
    let scene = arm()
    #expect(scene.isDeformed(node: 0))
    let posed = scene.restPose(
      node: 0, primitive: 0, worldTransforms: scene.worldTransforms())
    // By hand: the tip bone maps (x, y) to (-(y - 1), x + 1).
    let expected = [Float3(0, 0, 0), Float3(0, 1, 0), Float3(-1, 1, 0), Float3(0, 2, 0)]
    for (a, b) in zip(posed.positions, expected) { #expect(length(a - b) < 1e-5) }
    #expect(length(posed.normals[0] - Float3(1, 0, 0)) < 1e-5)
    #expect(length(posed.normals[2] - Float3(0, 1, 0)) < 1e-5)
    #expect(posed.influences.isEmpty)
    let box = scene.bounds()
    #expect(length(box.minimum - Float3(-1, 0, 0)) < 1e-5)
    #expect(length(box.maximum - Float3(0, 2, 0)) < 1e-5)
  }

  @Test func morphWeightsOfTheNodeReplaceThoseOfTheMesh() {
    var scene = Scene()
    var mesh = Mesh()
    var primitive = Primitive()
    primitive.positions = [Float3(0, 0, 0), Float3(1, 0, 0), Float3(0, 1, 0)]
    primitive.normals = [Float3](repeating: Float3(0, 0, 1), count: 3)
    primitive.indices = [0, 1, 2]
    var target = MorphTarget()
    target.positions = [Float3(0, 0, 1), .zero, .zero]
    primitive.targets = [target]
    mesh.primitives = [primitive]
    mesh.weights = [0.5]
    scene.meshes = [mesh]
    var node = Node()
    node.mesh = 0
    node.transform = .parts(
      translation: Float3(0, 0, 10), rotation: .identity, scale: Float3(-2, 2, 2))
    scene.nodes = [node]
    scene.roots = [0]
    let world = scene.worldTransforms()
    let posed = scene.restPose(node: 0, primitive: 0, worldTransforms: world)
    #expect(posed.positions == [Float3(0, 0, 11), Float3(-2, 0, 10), Float3(0, 2, 10)])
    // The node mirrors, so the triangle is turned round and still faces +Z.
    #expect(posed.indices == [0, 2, 1])
    #expect(posed.normals == [Float3](repeating: Float3(0, 0, 1), count: 3))
    scene.nodes[0].weights = [2]
    #expect(
      scene.restPose(node: 0, primitive: 0, worldTransforms: world).positions[0]
        == Float3(0, 0, 14))
    scene.nodes[0].weights = [0]
    #expect(!scene.isDeformed(node: 0))
  }
}
