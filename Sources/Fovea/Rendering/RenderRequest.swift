/// What to draw of a scene.
public struct RenderRequest: Sendable {
  /// What is made of the two eyes' images.
  public enum Output: String, CaseIterable, Sendable {
    /// Both eyes, distorted for the lenses, as sent to the headset's display.
    case panel
    /// Undistorted eye images side by side.
    case eyes
    case left
    case right
  }

  /// From radiance to the picture.
  public enum ToneMapping: String, CaseIterable, Sendable {
    /// Khronos PBR Neutral.
    case neutral
    /// Linear light, clamped to 0…1.
    case none
  }

  /// What is seen where nothing of the scene is.
  public enum Background: String, CaseIterable, Sendable {
    /// The environment that lights the scene.
    case sky
    /// Nothing: pictures have alpha.
    case none
  }

  /// Where the eyes look, in degrees against each eye's optical axis: to the right about the eye
  /// image's vertical, then up from there.
  public struct Gaze: Equatable, Sendable {
    /// Of the left eye.
    public var left: SIMD2<Double>
    /// Of the right eye.
    public var right: SIMD2<Double>

    /// Takes both.
    public init(left: SIMD2<Double>, right: SIMD2<Double>) {
      (self.left, self.right) = (left, right)
    }
  }

  /// Which of a scene's animations play. Each begins anew when it is over.
  public enum Animation: Equatable, Sendable {
    /// All at once; where several move the same, the last does.
    case all
    /// By index, or by name.
    case one(String)
  }

  /// Name of a built-in profile, or the path of a profile that ends in `.json`.
  public var headset = "generic"
  /// What is made of the eyes.
  public var output = Output.panel
  /// Pixels of each eye image; the profile's when nil.
  public var eyeSize: (width: Int, height: Int)?
  /// In place of the headset, the viewpoint and a trace, and not with `Output.panel`: no lens is known.
  public var givenViews: GivenViews?
  /// Where the head is.
  public var viewpoint = Viewpoint.framing
  /// A head trace, by name or path, that begins at the viewpoint, and the first frame of it that is
  /// drawn, counted from 0 at the headset's refresh rate.
  public var trace: (name: String, frame: Int)?
  /// Frames of the trace that are drawn, at least 1.
  public var frameCount = 1
  /// Distance between the eyes in millimetres; the profile's when nil.
  public var eyeDistanceMillimetres: Double?
  /// MSAA samples; nil: 4, or the most below that the device has.
  public var samples: Int?
  /// How much of the detail is drawn that the eyes cannot see.
  public var foveation = Foveation()
  /// Where the eyes look when detail follows them; nil: as the trace says, or along their axes when
  /// there is none.
  public var gaze: Gaze?
  /// How the eyes of the trace are seen.
  public var eyeTracker = EyeTracker()
  /// Which of the scene's animations play.
  public var animation = Animation.all
  /// Seconds since they began; with a trace those of its first frame.
  public var time = 0.0
  /// Error of geometry that is let pass, in pixels of the eye image; 0: full detail.
  public var lodThreshold = 1.0
  /// Whether a picture waits for all detail that it needs and that memory holds; else it shows what
  /// there is at once.
  public var waitsForDetail = true
  /// Laid over the pictures, with a legend below; nil: the pictures alone.
  public var heatmap: Heatmap?
  /// A name that Fovea knows or the path of a Radiance picture; nil: the default sky.
  public var environment: String?
  /// What is seen where nothing of the scene is.
  public var background = Background.sky
  /// Whether a floor at the lowest place of the scene shows the sun's shadow, and nothing else of itself.
  public var catchesShadows = false
  /// Light is multiplied by 2 to the power of this.
  public var exposure = 0.0
  /// From radiance to the picture.
  public var toneMapping = ToneMapping.neutral

  /// The panel of the generic headset, with the scene in full view.
  public init() {}
}
