import Numerics
import SceneModel

@testable import SceneStore

extension SampleScene {
  static let skeleton: SceneSkeleton = {
    var scene = Scene()
    scene.name = "späte Brücke"
    scene.materials = [material, Material()]
    var texture = Texture(image: 0)
    texture.wrapU = .clampToEdge
    texture.wrapV = .mirroredRepeat
    texture.magnification = .nearest
    texture.mip = nil
    scene.textures = [texture, Texture(image: 0)]
    var sun = Light(kind: .directional)
    sun.color = Float3(1, 0.5, 0.25)
    sun.intensity = 3
    var spot = Light(kind: .spot(inner: 0.1, outer: 0.7))
    spot.name = "spot"
    spot.range = 12
    scene.lights = [sun, spot, Light(kind: .point)]
    scene.cameras = [
      Camera(projection: .perspective(verticalAngle: 0.8, aspect: nil, near: 0.1, far: nil)),
      Camera(projection: .perspective(verticalAngle: 0.8, aspect: 1.5, near: 0.1, far: 99)),
      Camera(projection: .orthographic(halfWidth: 2, halfHeight: 1, near: 0, far: 10)),
    ]
    var parent = Node()
    parent.name = "parent"
    parent.children = [1, 2]
    var light = Node()
    light.light = 1
    light.transform = .matrix(.translation(Float3(1, 2, 3)))
    var camera = Node()
    camera.camera = 2
    camera.transform = .parts(
      translation: Float3(4, 5, 6), rotation: Quaternion(x: 0, y: 1, z: 0, w: 0),
      scale: Float3(1, -1, 2))
    scene.nodes = [parent, light, camera]
    scene.roots = [0]
    scene.warnings = [SceneWarning(pointer: "/nodes/3", reason: "is odd")]
    scene.extensionsUsed = ["KHR_lights_punctual", "X_y"]
    scene.extensionsIgnored = ["X_y"]
    return SceneSkeleton(
      scene: scene, images: [ImageSummary(name: "bricks.png", width: 96, height: 64)])
  }()

  private static let material: Material = {
    func texture(_ index: Int, _ offset: Float) -> TextureReference {
      TextureReference(
        texture: index, uvSet: index,
        transform: TextureTransform(
          offset: Float2(offset, -offset), rotation: offset * 2, scale: Float2(offset, 3)))
    }
    var m = Material()
    m.name = "wall"
    m.baseColor = Float4(0.1, 0.2, 0.3, 0.4)
    m.baseColorTexture = texture(0, 0.1)
    m.metallic = 0.25
    m.roughness = 0.75
    m.metallicRoughnessTexture = texture(1, 0.2)
    m.normalTexture = texture(0, 0.3)
    m.normalScale = -0.5
    m.occlusionTexture = texture(1, 0.4)
    m.occlusionStrength = 0.3
    m.emissive = Float3(7, 8, 9)
    m.emissiveTexture = texture(0, 0.5)
    m.alphaMode = .mask
    m.alphaCutoff = 0.4
    m.isDoubleSided = true
    m.isUnlit = true
    m.indexOfRefraction = 1.33
    m.specular = 0.6
    m.specularTexture = texture(1, 0.6)
    m.specularColor = Float3(0.9, 0.8, 0.7)
    m.specularColorTexture = texture(0, 0.7)
    return m
  }()
}
