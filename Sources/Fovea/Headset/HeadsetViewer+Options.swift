package import Headset

extension HeadsetViewer {
  /// How a scene is shown.
  public struct Options: Sendable {
    /// Frames after which the session ends; nil: when the user or the runtime ends it.
    public var frames: Int?
    /// Whether to wait for a runtime and a headset where there is none; else that is an error.
    public var waits = true
    /// Where the head is when the session begins; what is up and down for the user stays so.
    public var viewpoint = Viewpoint.framing
    /// Which of the scene's animations play.
    public var animation = RenderRequest.Animation.all
    /// MSAA samples; nil: 4, or the most below that the device has.
    public var samples: Int?
    /// How much of the detail is drawn that the eyes cannot see.
    public var foveation = Foveation()
    /// Where the eyes look when detail follows them and nobody sees them; nil: straight ahead.
    public var gaze: RenderRequest.Gaze?
    /// Error of geometry that is let pass, in pixels of the eye image; 0: full detail.
    public var lodThreshold = 1.0
    /// A name that Fovea knows or the path of a Radiance picture; nil: the default sky.
    public var environment: String?
    /// Whether a floor at the lowest place of the scene shows the sun's shadow, and nothing else of itself.
    public var catchesShadows = false
    /// How what is drawn comes together with the room; nil: as the runtime likes best.
    package var blend: BlendMode?
    /// Light is multiplied by 2 to the power of this.
    public var exposure = 0.0
    /// A file for both eye images of the last of the frames, which waits for all detail.
    public var screenshot: String?
    /// Whether figures about the frames are shown on a panel before the head.
    public var hasOverlay = false
    /// Whether a window of the desktop shows the same, where there is a display.
    public var mirrors = true
    /// A file for a trace of the head, from the first frame to the last.
    public var recording: String?
    /// The runtime chooses the device, whatever this says.
    public var engine = Engine.Options()

    /// The scene in full view, for as long as the user likes.
    public init() {}

    /// Those of the headset, where it has them, in place of layers of foveation.
    var wantsInsets: Bool {
      foveation.mode != .off && !handsOverDepth && foveation.inset == nil
    }

    /// Layers of foveation have a depth each, which no runtime takes.
    var handsOverDepth: Bool {
      foveation.mode == .off || foveation.path != .auto && foveation.path != .inset
    }
  }
}
