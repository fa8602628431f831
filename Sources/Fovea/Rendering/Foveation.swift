/// How much of the detail is drawn that the eyes cannot see away from where they look.
public struct Foveation: Equatable, Sendable {
  /// What detail follows.
  public enum Mode: String, CaseIterable, Sendable {
    /// Every pixel is drawn.
    case off
    /// Detail is where eyes stay most of the time: around straight ahead.
    case fixed
    /// Detail is where the eyes look.
    case gaze
  }

  /// How little detail is drawn; see `FoveationQuality`.
  public enum Quality: String, CaseIterable, Sendable {
    case low, medium, high, reference
  }

  /// How the device is told to draw less.
  public enum Path: String, CaseIterable, Sendable {
    /// The best of those that the device has.
    case auto
    /// Images of their own around the gaze and over the whole field.
    case inset
    /// One shading for several pixels, by an image of rates.
    case shadingRate = "shading-rate"
    /// Fewer pixels, by an image of densities.
    case densityMap = "density-map"
  }

  /// A rectangle of full density over the whole field at a lower one, in place of what the acuity of
  /// the eye asks for.
  public struct Inset: Equatable, Sendable {
    /// Parts of the field of view, 0…1: horizontally, vertically.
    public var size: SIMD2<Double>
    /// Outside, in each direction: part of the eye image's pixels, 0…1.
    public var outerDensity: Double

    /// Takes both.
    public init(size: SIMD2<Double>, outerDensity: Double) {
      (self.size, self.outerDensity) = (size, outerDensity)
    }
  }

  /// What detail follows.
  public var mode = Mode.off
  /// High, so that nobody who did not ask for it sees that detail was left out; lower ones are for
  /// those who need the time.
  public var quality = Quality.high
  /// How the device is told.
  public var path = Path.auto
  /// In place of a quality.
  public var inset: Inset?

  /// Off.
  public init() {}
}
