import Fovea
import Headset

/// `fovea view --xr`: a scene in a headset, by OpenXR.
enum HeadsetView {
  static let options = [
    OptionSpec(
      "xr", nil,
      "in a headset, by the machine's OpenXR runtime; without this and --window in one if there is one now, else in a window"
    ),
    OptionSpec("frames", "N", "ends after so many frames"),
    OptionSpec(
      "blend", "auto|opaque|additive|alpha",
      "how pictures come together with the room; auto: as the runtime likes best; opaque: the room is not seen; additive: they are added to it; alpha: they cover it where the scene is",
      default: "auto"),
    OptionSpec(
      "no-mirror", nil, "with --xr: no window of the desktop that shows what the left eye sees"),
    OptionSpec(
      "no-wait", nil,
      "where there is no OpenXR runtime or no headset: ends, in place of waiting for one"),
  ]

  static let notes = [
    "In a headset the runtime chooses the device and the size of the eye images. Without",
    "--no-wait a runtime and a headset are waited for, also when they go away; with it",
    "no runtime and no headset are exit 5, and a runtime that goes away is exit 4. With",
    "--foveation fixed or gaze on path inset frames have no depth for the runtime. With",
    "--frames, --screenshot writes both eye images of the last frame, undistorted and side",
    "by side. Where the room is seen there is no sky behind the scene; a blend mode that",
    "the headset lacks is exit 5.",
    "Where there is a display a window there mirrors the headset, with the keys V,",
    "F, O, F12 and Escape of the window; --overlay and O show figures about the frames on a",
    "panel in the headset. An interrupt leaves the session as the runtime wants it to be left; a second",
    "one ends the program at once.",
  ]

  /// - Parameters:
  ///   - name: of a scene, in place of the first argument.
  ///   - recording: in place of `--record`.
  static func run(
    _ arguments: ParsedArguments, _ interruption: Interruption, scene name: String? = nil,
    recording: String? = nil
  ) throws(FoveaError) -> Int {
    var options = try options(arguments)
    options.recording = try arguments.recording(to: recording)
    let scene = try openScene(arguments, named: name, seed: try arguments.seed(), waits: true)
    let ending = HeadsetViewer.Ending()
    let viewer = try HeadsetViewer(scene, options, ending: ending) { Console.note("fovea: \($0)") }
    interruption.handOver { ending.want() }
    try viewer.run()
    let facts = viewer.facts
    if arguments.flag("json") { Console.print(facts.json(of: scene).text) }
    for message in facts.messages { Console.error("validation: \(message)") }
    if ending.isAskedFor { return Int(Interruption.code) }
    return facts.messages.isEmpty ? 0 : FoveaError.Kind.driver.rawValue
  }

  private static func blend(_ arguments: ParsedArguments) throws(FoveaError) -> BlendMode? {
    switch try arguments.choice("blend", Blend.self) ?? .auto {
    case .auto: nil
    case .opaque: .opaque
    case .additive: .additive
    case .alpha: .alpha
    }
  }

  private enum Blend: String, CaseIterable {
    case auto, opaque, additive, alpha
  }

  private static func options(
    _ arguments: ParsedArguments
  ) throws(FoveaError) -> HeadsetViewer.Options {
    let picture = try arguments.picture()
    var options = HeadsetViewer.Options()
    options.frames = try arguments.integer("frames", in: 1...1_000_000_000)
    options.waits = picture.waitsForDetail
    options.viewpoint = picture.viewpoint
    options.animation = picture.animation
    options.samples = picture.samples
    options.foveation = picture.foveation
    options.gaze = picture.gaze
    options.environment = picture.environment
    options.exposure = picture.exposure
    options.blend = try blend(arguments)
    options.catchesShadows = picture.catchesShadows
    options.lodThreshold = picture.lodThreshold
    options.engine = try arguments.engineOptions(for: picture.foveation.path)
    options.hasOverlay = arguments.flag("overlay")
    options.mirrors = !arguments.flag("no-mirror")
    options.screenshot = try arguments.screenshot()
    if options.screenshot != nil { try arguments.require("frames", for: "screenshot") }
    return options
  }
}
