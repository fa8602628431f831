import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// What a frame hands over to another's images, such as those of a headset's runtime.
@Suite(.serialized) struct FrameTargetTests {
  /// Colours are those of the eye images to the bit; the depth is near / distance along the axis of
  /// sight, and 0 where there is nothing.
  @Test(arguments: [1, 4], [RendererConfiguration.Occlusion.off, .on])
  func framesAreHandedOverWithTheirDepth(
    samples: Int, occlusion: RendererConfiguration.Occlusion
  ) throws {
    let test = try TestDevice()
    let near: Float = 0.05
    let size = 64
    let renderer = try test.renderer(width: size, height: size, views: 2, samples: samples) {
      $0.toneMapping = .neutral
      $0.handsOverDepth = true
      $0.occlusion = occlusion
      $0.near = near
    }
    var scene = Scene()
    let material = scene.addUnlit(Float3(0.8, 0.3, 0.1))
    scene.add(.square(material: material), at: Float3(0, 0, -2), scale: Float3(0.8, 0.8, 1))
    try renderer.setScene(scene, environment: nil)

    func target(_ name: String, _ format: Format, _ usage: ImageUsage) throws -> ImageHandle {
      try test.device.makeImage(
        ImageDescriptor(
          name: name, width: size, height: size, layers: 2, format: format,
          usage: [usage, .transferDestination, .transferSource], kind: .array))
    }
    let color = try target("color", .rgba8Srgb, .color)
    let depth = try target("depth", FrameTarget.depthFormat, .depth)
    // The right eye is farther away.
    let field = FieldOfView(tangent: 1)
    let distances: [Float] = [2, 3]
    let views = distances.map {
      View(pose: Pose(position: Float3(0, 0, $0 - 2)), fieldOfView: field)
    }
    let input = FrameInput(views[0], views[1], head: views[0].pose)
    // Twice: the images come back from where the first frame left them.
    for _ in 0..<2 {
      try test.device.wait(
        for: renderer.renderFrame(input, handingTo: FrameTarget(color: color, depth: depth)))
    }
    for eye in 0..<2 {
      #expect(try test.device.read(color, layer: eye) == renderer.readEyeImage(eye).bytes)
      let bytes = try test.device.read(depth, layer: eye)
      let values = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
      #expect(abs(values[size / 2 * size + size / 2] - near / distances[eye]) < 1e-6)
      #expect(values[0] == 0 && values[size * size - 1] == 0)
      #expect(Set(values.map { Int(($0 * 1e6).rounded()) }).count == 2, "the square faces the eyes")
    }
    test.device.destroy(color)
    test.device.destroy(depth)
    try test.finish(renderer)
  }
}
