internal import GPU

/// What surfaces and the sky are drawn with: shaders, their constants, and how what they give goes
/// into the image.
struct SurfaceShaders {
  /// How the alpha of a surface counts; raw values as in the shaders.
  enum Alpha: UInt32 {
    case opaque
    case masked
    case blended
  }

  /// Of pipelines, behind what they draw.
  var suffix = ""
  var vertex: StaticString
  var fragment: StaticString
  var format: Format
  var samples: Int
  var blend: (Alpha) -> BlendMode
  var rates: RateKind?
  var constants: (Alpha) -> [UInt32]
  /// Nil: no sky is drawn.
  var sky: (fragment: StaticString, constants: [UInt32], blend: BlendMode)?

  /// Whether light is filtered less, for a floor that catches shadows; nil: none is drawn.
  var catchesShadows: Bool?

  /// What places vertices for shaders of surfaces.
  static func vertex(_ features: ForwardPipelines.Features) -> StaticString {
    features.bends ? EmbeddedShaders.forward_forwardbent_vert : EmbeddedShaders.forward_forward_vert
  }

  static func flag(_ value: Bool) -> UInt32 { value ? 1 : 0 }

  /// Shaders that give colours.
  ///
  /// - Parameter isCoarse: light is filtered less where a pixel spans several of the eye image's.
  static func colors(
    device: Device, configuration: RendererConfiguration, samples: Int, isCoarse: Bool,
    features: ForwardPipelines.Features
  ) -> SurfaceShaders {
    SurfaceShaders(
      vertex: vertex(features), fragment: EmbeddedShaders.forward_forward_frag,
      format: ForwardPass.format(of: configuration.toneMapping), samples: samples,
      blend: { $0 == .blended ? .premultiplied : .none }, rates: configuration.rates?.kind,
      constants: { alpha in
        [
          configuration.toneMapping.rawValue, alpha.rawValue, flag(features.hasSun),
          flag(features.hasShadows), flag(features.hasLocalLights), flag(features.hasEnvironment),
          flag(features.hasExtras), flag(device.report.type == .cpu), flag(isCoarse),
        ]
      },
      sky: (EmbeddedShaders.forward_sky_frag, [configuration.toneMapping.rawValue], .none),
      catchesShadows: isCoarse)
  }
}
