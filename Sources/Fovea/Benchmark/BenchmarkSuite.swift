import Numerics

/// What a benchmark measures: lists of which every combination is one run. `Benchmarks/README.md`
/// documents the file format.
public struct BenchmarkSuite: Sendable {
  /// A scene, moved into place.
  struct SceneChoice: Equatable, Sendable {
    var source: String
    /// Applied about the origin, after centring.
    var scale: Float = 1
    /// Puts the middle of the scene's bounds at the origin.
    var isCentered = false
  }

  /// What shows the picture.
  enum HeadsetChoice: Equatable, Sendable {
    case profile(String)
    /// A symmetric field of view in degrees, without lens and display.
    case field(horizontal: Double, vertical: Double, width: Int, height: Int)
  }

  enum LightChoice: Equatable, Sendable {
    /// The scene's own lights and an environment, by name or path.
    case environment(String)
    /// Only these.
    case plain(direction: Float3, illuminance: Float3, ambient: Float3)
  }

  enum Quality: String, CaseIterable, Sendable {
    /// Everything on.
    case full
    case noShadows = "no-shadows"
  }

  enum Output: String, CaseIterable, Sendable {
    /// The image of the headset's display.
    case panel
    /// Without the lens pass.
    case eyes
  }

  enum DeviceMemory: Equatable, Sendable {
    case bytes(Int)
    /// Of what all geometry and images of the scene take on the device.
    case share(Double)

    var label: String {
      switch self {
      case .bytes(let bytes): "\(bytes >> 20) MiB"
      case .share(let share): "\(share) of the scene"
      }
    }
  }

  /// The file it was read from, or its name.
  public let source: String
  /// What it calls itself.
  public internal(set) var name: String
  var description = ""
  var scenes: [SceneChoice] = []
  /// Folders where scenes are looked for that are paths, in order.
  var sceneFolders: [String] = []
  var headsets: [HeadsetChoice] = [.profile("generic")]
  var poses: [Viewpoint] = [.framing]
  /// Head traces by name or path, each beginning at the pose; nil: the head is still.
  var traces: [String?] = [nil]
  var lights: [LightChoice] = [.environment("sky")]
  var qualities: [Quality] = [.full]
  var foveation: [Foveation.Mode] = [.off]
  var foveationQualities = [Foveation().quality]
  var foveationPaths = [Foveation().path]
  /// How the eyes of the traces are seen.
  var eyeTracker = EyeTracker()
  /// Nil: 4, or the most below that the device has.
  var samples: [Int?] = [nil]
  var viewCounts = [2]
  var output = Output.panel
  /// Error of geometry that is let pass, pixels of the eye image.
  var lodThresholds = [1.0]
  /// Of the device, for geometry and images; nil: as the engine has it.
  var deviceMemory: [DeviceMemory?] = [nil]
  /// Millimetres; nil: the headset's.
  var eyeDistance: Double?
  /// Metres.
  var near: Float = 0.05
  /// Of a run by the clock, in place of frames: each frame is drawn from where the head is by then.
  var seconds: Double?
  /// By the clock: after so many seconds the head is put to the next of the poses, which are one run
  /// together.
  var staySeconds: Double?
  var frames = 60
  var warmupFrames = 5
  var repetitions = 1
  /// Runs take turns, so that a slow spell of the machine hits all of them.
  var interleave = true

  init(source: String, name: String) {
    self.source = source
    self.name = name
  }
}
