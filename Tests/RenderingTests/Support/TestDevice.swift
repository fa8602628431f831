import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// One device under validation for a test, and short ways to draw with it.
struct TestDevice {
  let device: Device

  init() throws {
    var options = DeviceOptions()
    options.validate = true
    options.pipelineCacheFolder = nil
    device = try Device(.best, options: options)
  }

  /// Small images of linear radiance without a sky behind.
  func renderer(
    width: Int = 128, height: Int = 128, views: Int = 1, samples: Int = 1,
    _ edit: (inout RendererConfiguration) -> Void = { _ in }
  ) throws -> Renderer {
    var configuration = RendererConfiguration(eyeWidth: width, eyeHeight: height)
    configuration.viewCount = views
    configuration.samples = samples
    configuration.toneMapping = .radiance
    configuration.showsEnvironment = false
    configuration.detailThreshold = 0
    edit(&configuration)
    return try Renderer(device: device, configuration: configuration)
  }

  /// The end of every test: the validation layer had nothing to say.
  func finish(_ renderers: Renderer...) throws {
    for renderer in renderers { try renderer.destroy() }
    for message in Set(device.validationMessages.map { String($0.prefix(500)) }).prefix(3) {
      Issue.record("\(message)")
    }
  }
}

extension Renderer {
  /// Draws one frame and reads all its eye images.
  func pictures(_ input: FrameInput) throws -> [Pixels] {
    try renderFrame(input)
    return try (0..<input.viewCount).map { Pixels(try readEyeImage($0)) }
  }

  /// Draws one view.
  func picture(_ view: View, ambient: Float3 = .zero, exposure: Float = 0) throws -> Pixels {
    var input = FrameInput(views: [view])
    input.ambient = ambient
    input.exposure = exposure
    return try pictures(input)[0]
  }
}

extension FieldOfView {
  /// The same tangent to all four sides.
  init(tangent t: Float) { self.init(left: -t, right: t, up: t, down: -t) }
}

extension View {
  init(from position: Float3 = .zero, to target: Float3, tangent: Float) {
    self.init(
      pose: Pose(position: position, lookingAt: target), fieldOfView: FieldOfView(tangent: tangent))
  }
}
