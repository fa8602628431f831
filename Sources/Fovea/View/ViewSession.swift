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
  let feed: SceneFeed
  let tell: (ViewMessage) -> Void
  private let source: String
  let setup: FrameRenderer.Setup

  /// What there is once something of the scene has come.
  struct Stage {
    var scene: SceneAsset
    let renderer: FrameRenderer
    let headset: WindowHeadset
    var gaze: GazePredictor
  }
  var stage: Stage?
  var isClosing = false
  /// Of what moves in the scene.
  var clock = ViewClock()
  /// Whether the window shows something else than it should by now.
  private var isStale = true
  /// Frames of the whole scene.
  private var framesDrawn = 0
  /// What the newest frame took of this thread.
  private var frameCPU_ns: UInt64 = 0
  private var title = ViewTitle()
  var screenshots = ScreenshotNames()

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
    self.setup = setup
    window = try ViewWindow(
      desktop, of: profile, on: engine.device, view: WindowView(request.screen),
      waitsForDisplay: request.waitsForDisplay)
    feed = SceneFeed(source, opening)
    if request.hasOverlay { window.overlay = try makeOverlay() }
  }

  /// Shows the scene until the user closes the window or all frames were shown.
  ///
  /// - Throws: `.file` or `.badInput` for a scene of which nothing can be drawn, `.driver` when the
  ///   device fails.
  public func run() throws(FoveaError) {
    while !isClosing {
      takeEvents()
      try takeScene()
      if window.isHidden {
        stage?.headset.pause()
        clock.rest()
        window.overlay?.rest()
      } else if stage != nil, clock.wantsFrame {
        try drawFrame()
      } else if isStale {
        try window.show(stage?.renderer.renderer)
        isStale = false
      }
      title.update(on: window, feed: feed, scene: source, isPaused: clock.isPaused)
    }
    if let path = request.screenshot, stage != nil { try writePicture(to: path) }
  }

  private func takeEvents() {
    let rests = window.isHidden || stage == nil || !clock.wantsFrame
    window.desktop.takeEvents(waiting: rests ? 0.02 : 0) { handle($0) }
    // A window that rests may have been resized or uncovered.
    if rests { isStale = true }
  }

  private func takeScene() throws(FoveaError) {
    if let scene = feed.take() { try show(scene) }
    guard let failure = feed.takeFailure() else { return }
    guard stage != nil else { throw failure }
    tell(.note("\(failure.message): what stands in for the scene is shown"))
  }

  private func show(_ scene: SceneAsset) throws(FoveaError) {
    for warning in scene.warnings where stage == nil {
      tell(.note("warning: \(scene.source): \(warning)"))
    }
    guard stage == nil else {
      stage?.scene = scene
      try stage?.renderer.show(scene)
      return
    }
    let picture = request.picture
    let ipd = picture.eyeDistanceMillimetres.map { Float($0 / 1000) } ?? Float(profile.ipdMetres)
    let start = try scene.head(from: picture.viewpoint, fieldOfView: profile.commonField, ipd: ipd)
    let bounds = scene.directory.bounds
    var setup = setup
    setup.near = bounds.nearPlane(from: start.position)
    let headset = WindowHeadset(
      profile: profile, head: WindowHead(at: start, speed: bounds.walkingSpeed),
      eyes: WindowGaze(degrees: picture.gaze.map { Float2($0.left) } ?? .zero), ipd: ipd,
      clock: { Clock.now_ns })
    stage = Stage(
      scene: scene,
      renderer: try FrameRenderer(device: engine.device, setup: setup, scene: scene),
      headset: headset, gaze: GazePredictor(for: profile))
  }

  private func drawFrame() throws(FoveaError) {
    guard let headset = stage?.headset, let renderer = stage?.renderer else { return }
    let cpu_ns = Clock.threadCPU_ns
    renderer.renderer.drawsPanel = window.view == .panel
    let isWhole = feed.isWhole
    let frame = headset.waitFrame()
    if clock.isPaused { headset.pause() }
    let time = frame.predictedDisplayTimeNanoseconds
    clock.advance(display_ns: time, period_ns: frame.displayPeriodNanoseconds)
    let (left, right) = headset.locateViews(at: time)
    let (head, gaze) = (headset.head.pose, placeGaze(at: time))
    let isLast = isWhole && framesDrawn + 1 == request.frameCount
    let settles = isLast && request.screenshot != nil && request.picture.waitsForDetail
    if settles { try renderer.settle([left, right], head: head, gaze: gaze) }
    var draws = 0
    repeat {
      try renderer.drawAhead(
        left, right, head: head, gaze: gaze, exposure: Float(request.picture.exposure))
      draws += 1
    } while settles && !renderer.hasSettledShadows && draws < FrameRenderer.framesOfShadows
    window.overlay?.note(renderer, cpu_ns: frameCPU_ns, gaze: gaze)
    try window.show(renderer.renderer)
    headset.endFrame(frame)
    frameCPU_ns = Clock.threadCPU_ns - cpu_ns
    for warning in renderer.takeWarnings() { tell(.note("warning: \(warning)")) }
    title.noteFrame()
    isStale = false
    if isWhole { framesDrawn += 1 }
    if isLast { isClosing = true }
  }

  private func placeGaze(at time: UInt64) -> FoveationGaze {
    guard request.picture.foveation.mode == .gaze, let headset = stage?.headset,
      let sample = headset.gaze(at: time)
    else { return .fixed }
    let head = headset.head.pose.orientation
    stage?.gaze.add(sample, head: head)
    return stage?.gaze.gaze(at: time, head: head).foveation ?? .fixed
  }

  /// Stops opening the scene, and frees everything but the engine. Nothing can be shown any more.
  public func end() throws(FoveaError) {
    feed.stop()
    defer { window.destroy() }
    try stage?.renderer.destroy()
    stage = nil
  }
}
