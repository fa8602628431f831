extension BenchmarkSuite {
  /// What it is for, in a line; empty when its file does not say.
  public var summary: String { description }

  /// A path or `builtin:NAME`, in place.
  public mutating func replaceScenes(with source: String) {
    scenes = [SceneChoice(source: source)]
  }

  /// Name or path of a profile.
  public mutating func replaceHeadsets(with name: String) { headsets = [.profile(name)] }

  /// MSAA samples per pixel.
  public mutating func replaceSamples(with count: Int) { samples = [count] }

  /// Measured frames of each run and repetition, at least one.
  public mutating func replaceFrames(with count: Int) { frames = max(count, 1) }
}
