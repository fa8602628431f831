internal import GPU
internal import Numerics

/// A floor of which only the sun's shadow is seen: where a scene stands in a room, or before nothing.
struct ShadowCatcher {
  /// Middle and height; w: half of a side. Metres.
  private let plane: Float4
  private let pipeline: PipelineHandle

  /// So flat the sun's shadows are cut off.
  private static let flattest: Float = 0.05

  /// The widest first, so that both count the same bytes.
  private struct Push: BitwiseCopyable {
    var plane: Float4
    var frame: UInt64
  }

  /// Nil for a sun that is below the horizon, and for a scene without extent.
  ///
  /// - Parameters:
  ///   - scene: bounds of all that casts shadows; the floor is at its lowest place, and a little deeper, so that
  ///     a floor of the scene hides it.
  ///   - sun: unit direction to the sun.
  init?(
    device: Device, configuration: RendererConfiguration, shaders: SurfaceShaders, scene: Bounds,
    sun: Float3, isCoarse: Bool, hasEnvironment: Bool
  ) throws(GPUError) {
    guard let plane = Self.plane(under: scene, sun: sun) else { return nil }
    self.plane = plane
    pipeline = try device.makePipeline(
      GraphicsPipelineDescriptor(
        name: "shadow catcher" + shaders.suffix,
        vertex: EmbeddedShaders.forward_shadowcatcher_vert,
        fragment: EmbeddedShaders.forward_shadowcatcher_frag, colorFormats: [shaders.format],
        depthFormat: .d32Float, samples: shaders.samples, viewMask: configuration.viewMask,
        depthTest: .greater, depthWrite: false, blend: .premultiplied, rates: shaders.rates,
        specialization: [SurfaceShaders.flag(isCoarse), SurfaceShaders.flag(hasEnvironment)]))
  }

  /// Where a sphere around the scene can throw its shadow.
  static func plane(under scene: Bounds, sun: Float3) -> Float4? {
    guard !scene.isEmpty, scene.radius.isFinite, scene.radius > 0, sun.y > 0 else { return nil }
    let radius = scene.radius
    let height = scene.minimum.y - radius * 1e-4
    let rise = max(sun.y, flattest)
    let way = (scene.center.y - height) / rise
    let (x, z) = (scene.center.x - sun.x * way, scene.center.z - sun.z * way)
    return Float4(x, height, z, radius / rise)
  }

  func draw(_ encoder: CommandEncoder, frame: UInt64) {
    encoder.bind(pipeline)
    encoder.push(Push(plane: plane, frame: frame))
    encoder.setCullMode(.none)
    encoder.draw(vertices: 6)
  }

  func destroy(on device: Device) { device.destroy(pipeline) }
}
