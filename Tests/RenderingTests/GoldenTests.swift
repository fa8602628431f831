import BuiltinScenes
import GPU
import Numerics
import Optics
import Rendering
import SceneModel
import TestSupport
import Testing

/// Pictures that somebody has looked at and found right.
@Suite(.serialized) struct GoldenTests {
  /// The panel of the small headset in the default scene: everything between scene and display.
  @Test func galleryOnThePanel() throws {
    let test = try TestDevice()
    let profile = try PanelTests.profile("ci-mini")
    let renderer = try test.renderer(
      width: profile.eyeImageWidth, height: profile.eyeImageHeight, views: 2, samples: 4
    ) {
      $0.output = .panel(profile)
      $0.toneMapping = .neutral
      $0.showsEnvironment = true
      $0.shadowMapSize = 1024
    }
    let scene = try BuiltinScenes.scene(
      named: "gallery", parameters: ["detail": "0.5", "textures": "256"])
    try renderer.setScene(scene, environment: try Environments.named(Environments.defaultName))
    let head = try Self.cameraPose(scene)
    let (left, right) = profile.views(head: head)
    try renderer.renderFrame(FrameInput(left, right, head: head))
    let panel = try #require(try renderer.readPanel())
    try expectGolden(
      name: "gallery-panel", width: panel.width, height: panel.height, rgba: panel.bytes)
    try test.finish(renderer)
  }

  /// Roughness and metalness under the default sky.
  @Test func spheres() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 320, height: 320, samples: 4) {
      $0.toneMapping = .neutral
      $0.showsEnvironment = true
      $0.shadowMapSize = 1024
    }
    let scene = try BuiltinScenes.scene(named: "spheres", parameters: ["count": "5"])
    try renderer.setScene(scene, environment: try Environments.named(Environments.defaultName))
    let picture = try renderer.picture(
      View(pose: try Self.cameraPose(scene), fieldOfView: FieldOfView(tangent: 0.42)))
    try expectGolden(
      name: "spheres", width: picture.width, height: picture.height, rgba: picture.bytes)
    try test.finish(renderer)
  }

  /// Where the scene's first camera stands and looks.
  private static func cameraPose(_ scene: Scene) throws -> Pose {
    let node = try #require(scene.nodes.indices.first { scene.nodes[$0].camera != nil })
    let world = scene.worldTransforms()[node]
    return Pose(
      position: world.columns.3.xyz, orientation: Quaternion(rotation: world))
  }
}
