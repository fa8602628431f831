import Fovea

/// `fovea view --window`: a scene in a window of the desktop, with keyboard and mouse as head and
/// eyes.
enum DesktopView {
  static let options = [
    OptionSpec(
      "window", nil,
      "in a window of the desktop, even where there is a headset; so do --view, --headset and other options that are of no use in one"
    ),
    OptionSpec(
      "view", "panel|left|right|stereo|anaglyph|spectator",
      "what the window shows; panel: both eyes as the headset's lenses want them; left, right: one eye undistorted; stereo: both eyes side by side; anaglyph: both in one, for red and cyan glasses; spectator: from behind the head, which is drawn into the scene",
      default: "panel"),
    OptionSpec("window-size", "WxH", "pixels of the window's inside", default: "as large as fits"),
    OptionSpec(
      "vsync", "on|off", "whether pictures come in step with the display", default: "on"),
    OptionSpec(
      "watch", nil,
      "shows the scene anew when its files change, from where the head is; in a checkout draws with shaders that change, too"
    ),
    OptionSpec(
      "record", "FILE.csv", "writes a trace of head and eyes, from the first frame to the last"),
    OptionSpec("overlay", nil, "shows figures about the frames from the start, as the key O does"),
    OptionSpec(
      "screenshot", "FILE.png",
      "writes the last frame as the window shows it; with --frames that frame waits for all detail, unless --no-wait says otherwise"
    ),
    .headset, .eyeSize, .position, .lookAt, .eyeDistance, .background, .toneMapping, .foveation,
    .gaze, .gazeRight, .foveationQuality, .foveationPath, .foveationInset, .foveationDensity,
    .device,
  ]

  static let notes = [
    "Keys and mouse of the window:",
    CommandSpec.table(keys),
    "A scene that is not baked yet is shown in the window at once by something coarse that",
    "stands in for it, and whole as soon as it is baked; --frames counts from then on. No",
    "display, no GLFW and no Vulkan driver that shows pictures in windows are exit 5.",
  ]

  private static let keys = [
    ("drag", "turns the head"), ("W A S D, arrows", "move forward, left, back, right"),
    ("E Q, page keys", "move up and down"), ("Shift", "moves four times as fast"),
    ("wheel", "changes the speed"), ("1 … 9", "go to a camera of the scene"),
    ("N, B", "go to the next camera, and to the one before"),
    ("M", "plays the next animation by itself, and after the last all of them"),
    ("T", "aims while it is down, and goes there: to a place on the scene's floor"),
    ("Z C", "turn by 30 degrees, left and right"),
    ("+ −", "make the scene larger and smaller"),
    ("right drag", "takes the scene along"),
    ("R", "back to where the head was at first"),
    ("Alt and mouse", "moves the eyes, for --foveation gaze"),
    ("V", "next view: panel, left, right, stereo, anaglyph, spectator"),
    ("F", "full screen and back"),
    ("O", "shows figures about the frames, or hides them"),
    ("P", "pauses"), (".", "draws one frame while paused"),
    ("F9", "records head and eyes: fovea-1.csv and so on; once more ends that"),
    ("F12", "writes a picture of the window: fovea-1.png and so on"), ("Escape", "closes"),
    ("a file let fall", "is opened in place of the scene"),
  ]

  /// - Parameters:
  ///   - scene: in place of the first argument.
  ///   - recording: in place of `--record`.
  static func run(
    _ arguments: ParsedArguments, scene: String? = nil, recording: String? = nil
  ) throws(FoveaError) -> Int {
    var opening = SceneAsset.Opening()
    opening.seed = try arguments.seed()
    opening.usesCache = !arguments.flag("no-cache")
    let request = try request(arguments, recording: recording)
    let session = try ViewSession(
      scene ?? arguments.positionals[0], request, opening: opening,
      engine: try arguments.engineOptions(for: request.picture.foveation.path)
    ) { message in
      switch message {
      case .screenshot(let path), .trace(let path): Console.print(path)
      case .note(let line): Console.note("fovea: \(line)")
      }
    }
    defer { AtomicFile.discardUnfinished() }
    do throws(FoveaError) {
      try session.run()
    } catch {
      try? session.end()
      throw error
    }
    try session.end()
    return reportValidation(of: session.engine)
  }

  private static func request(
    _ arguments: ParsedArguments, recording: String?
  ) throws(FoveaError) -> ViewRequest {
    var request = ViewRequest()
    request.picture = try arguments.picture()
    if let screen = try arguments.choice("view", ViewRequest.Screen.self) {
      request.screen = screen
    }
    request.windowSize = try arguments.size("window-size")
    request.waitsForDisplay = try arguments.choice("vsync", Switch.self) != .off
    request.watches = arguments.flag("watch")
    request.recording = try arguments.recording(to: recording)
    request.hasOverlay = arguments.flag("overlay")
    request.frameCount = try arguments.integer("frames", in: 1...1_000_000_000)
    request.screenshot = try arguments.screenshot()
    return request
  }

  /// Options that are of use in a headset too.
  static let shared: Set = [
    "screenshot", "overlay", "record", "position", "look-at", "foveation", "gaze", "gaze-right",
    "foveation-quality",
    "foveation-path", "foveation-inset", "foveation-density",
  ]

  private enum Switch: String, CaseIterable {
    case on, off
  }
}

extension ParsedArguments {
  func screenshot() throws(FoveaError) -> String? {
    guard let file = self["screenshot"] else { return nil }
    guard file.lowercased().hasSuffix(".png") else {
      throw FoveaError(.usage, "--screenshot \(file) does not end in .png")
    }
    return file
  }

  /// - Parameter other: in place of `--record`.
  func recording(to other: String? = nil) throws(FoveaError) -> String? {
    guard let file = other ?? self["record"] else { return nil }
    guard file.lowercased().hasSuffix(".csv") else {
      throw FoveaError(.usage, "\(file): a trace's name ends in .csv")
    }
    return file
  }
}
