import Desktop
import FrameTiming
import Headset
import Numerics
import Optics
import Rendering

/// A scene that is looked at in a window of the desktop, with keyboard and pointer as the head and
/// the eyes. Used from the main thread.
public final class ViewSession {
  /// What draws.
  public let engine: Engine
  let request: ViewRequest
  let profile: HeadsetProfile
  let window: ViewWindow
  let opening: SceneAsset.Opening
  let setup: FrameRenderer.Setup
  let tell: (ViewMessage) -> Void

  /// Where what is shown comes from.
  var source: String
  var feed: SceneFeed
  /// What is to take the place of the scene that is shown.
  var arrival: Arrival?
  var watch: FileWatch?
  var shaders: ShaderWatch?
  /// What there is once something of the scene has come.
  var stage: ViewStage?
  /// Of what moves in the scene.
  var clock = ViewClock()
  var recording: Recording?
  var isClosing = false
  /// Whether the window shows something else than it should by now.
  var isStale = true
  /// Frames of the whole scene.
  var framesDrawn = 0
  /// What the newest frame took of this thread.
  var frameCPU_ns: UInt64 = 0
  var title = ViewTitle()
  var guides = FrameGuides()
  var screenshots = NumberedNames(".png")
  var traces = NumberedNames(".csv")

  /// Opens the window and begins to open the scene: a path or `builtin:NAME?key=value`.
  ///
  /// - Parameter tell: hears on this thread what happens.
  /// - Throws: `.unsupported` when there is no window to be had, with what is missing and how to get
  ///   it, and as `Engine.render`.
  public init(
    _ source: String, _ request: ViewRequest, opening: SceneAsset.Opening = SceneAsset.Opening(),
    engine options: Engine.Options = Engine.Options(), tell: @escaping (ViewMessage) -> Void
  ) throws(FoveaError) {
    self.source = source
    self.request = request
    self.opening = opening
    self.tell = tell
    let profile = try HeadsetProfile.find(request.picture.headset)
    self.profile = profile
    let desktop: DesktopWindow
    do {
      desktop = try DesktopWindow(title: "Fovea", size: request.windowSize(for: profile))
    } catch {
      throw FoveaError(.unsupported, error.description)
    }
    var options = options
    options.surfaceExtensions = desktop.instanceExtensions
    engine = try Engine(options)
    if request.picture.foveation.mode != .off {
      _ = try request.picture.foveation.path(on: engine.device)
    }
    var setup = try FrameRenderer.Setup(request.picture, eyes: [0, 1], of: profile, on: engine)
    setup.panel = profile
    setup.hasGuides = true
    self.setup = setup
    window = try ViewWindow(
      desktop, of: profile, on: engine.device, view: WindowView(request.screen),
      waitsForDisplay: request.waitsForDisplay)
    feed = SceneFeed(source, opening)
    if request.watches {
      watch = Self.watch(of: source)
      shaders = ShaderWatch()
    }
    if request.hasOverlay { window.overlay = try makeOverlay() }
  }

  /// Shows the scene until the user closes the window or all frames were shown.
  ///
  /// - Throws: `.file` or `.badInput` for a scene of which nothing can be drawn, `.driver` when the
  ///   device fails.
  public func run() throws(FoveaError) {
    while !isClosing {
      takeEvents()
      try takeScenes()
      if window.isHidden {
        stage?.headset.pause()
        clock.rest()
        window.overlay?.rest()
      } else if stage != nil, clock.wantsFrame || !drawsWhatIsShown {
        try drawFrame()
      } else if isStale {
        try window.show(stage?.renderer.renderer)
        isStale = false
      }
      title.update(self)
    }
    if let path = request.screenshot, stage != nil { try writePicture(to: path) }
    try finishRecording()
  }

  private func takeEvents() {
    let rests = window.isHidden || stage == nil || !clock.wantsFrame
    window.desktop.takeEvents(waiting: rests ? 0.02 : 0) { handle($0) }
    // A window that rests may have been resized or uncovered.
    if rests { isStale = true }
  }

  /// Stops opening the scene, and frees everything but the engine. Nothing can be shown any more.
  public func end() throws(FoveaError) {
    feed.stop()
    arrival?.feed.stop()
    defer {
      window.overlay?.destroy()
      window.destroy()
    }
    try stage?.renderer.destroy()
    stage = nil
  }
}
