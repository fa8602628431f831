extension BenchmarkSuite {
  /// What it is for, in a line; empty when its file does not say.
  public var summary: String { description }

  /// A path or `builtin:NAME`, in place.
  public mutating func replaceScenes(with source: String) {
    scenes = [SceneChoice(source: source)]
  }

  /// Name or path of a profile.
  public mutating func replaceHeadsets(with name: String) { headsets = [.profile(name)] }

  /// Pixels of the eye image; 0: full detail.
  public mutating func replaceLODThresholds(with pixels: Double) { lodThresholds = [pixels] }

  /// MSAA samples per pixel.
  public mutating func replaceSamples(with count: Int) { samples = [count] }

  /// Measured frames of each run and repetition, at least one.
  public mutating func replaceFrames(with count: Int) { frames = max(count, 1) }

  /// Whether runs go by the clock and have no number of frames.
  public var goesByTheClock: Bool { seconds != nil }

  /// Length of each run and repetition by the clock.
  public mutating func replaceSeconds(with length: Double) { seconds = length }

  /// What detail follows.
  public mutating func replaceFoveation(with mode: Foveation.Mode) { foveation = [mode] }

  /// How little detail foveated runs have.
  public mutating func replaceFoveationQualities(with quality: Foveation.Quality) {
    foveationQualities = [quality]
  }

  /// How the device is told to draw less.
  public mutating func replaceFoveationPaths(with path: Foveation.Path) { foveationPaths = [path] }
}
