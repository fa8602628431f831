import FrameTiming
import Headset
import Numerics
import Optics
import Rendering
import SceneImport
import SceneModel

/// A scene on its way that is to take the place of the one that is shown.
struct Arrival {
  let source: String
  let feed: SceneFeed
  /// Whether it is the same scene, changed: then the head stays, and nothing coarse stands in for it.
  let isReload: Bool
}

extension ViewSession {
  static func watch(of source: String) -> FileWatch {
    FileWatch { SceneFileList.files(of: source) }
  }

  /// Opens another scene beside the one that is shown, which stays until then.
  func open(_ source: String) {
    arrival?.feed.stop()
    arrival = Arrival(
      source: source, feed: SceneFeed(source, opening), isReload: source == self.source)
  }

  /// Takes what has come of scenes.
  func takeScenes() throws(FoveaError) {
    if watch?.takeChange() == true { open(source) }
    try takeArrival()
    try takeShaders()
    if let scene = feed.take() { try show(scene) }
    guard let failure = feed.takeFailure() else { return }
    guard stage != nil else { throw failure }
    tell(.note("\(failure.message): what stands in for the scene is shown"))
  }

  private func takeArrival() throws(FoveaError) {
    guard let arrival else { return }
    if let failure = arrival.feed.takeFailure() {
      self.arrival = nil
      return refuse(failure, of: arrival)
    }
    guard let scene = arrival.feed.take(), !(arrival.isReload && scene.isProvisional) else {
      return
    }
    self.arrival = nil
    if stage == nil {
      try show(scene)
    } else {
      do throws(FoveaError) {
        try replaceScene(by: scene, keepsHead: arrival.isReload)
      } catch {
        guard error.kind != .driver else { throw error }
        arrival.feed.stop()
        return refuse(error, of: arrival)
      }
    }
    feed.stop()
    feed = arrival.feed
    if !arrival.isReload {
      source = arrival.source
      if request.watches { watch = Self.watch(of: source) }
    }
    title.notice = nil
    tell(.note("\(scene.source) is shown\(arrival.isReload ? " anew" : "")"))
  }

  private func refuse(_ failure: FoveaError, of arrival: Arrival) {
    title.notice = failure.message
    tell(.note("\(failure.message): the scene that was shown stays"))
  }

  private func show(_ scene: SceneAsset) throws(FoveaError) {
    guard stage == nil else {
      stage?.scene = scene
      try stage?.renderer.show(scene)
      return
    }
    tellWarnings(of: scene)
    stage = try makeStage(scene, from: request.picture.viewpoint)
    if let path = request.recording { startRecording(to: path) }
  }

  private func tellWarnings(of scene: SceneAsset) {
    for warning in scene.warnings { tell(.note("warning: \(scene.source): \(warning)")) }
  }

  private func makeStage(
    _ scene: SceneAsset, from viewpoint: Viewpoint
  ) throws(FoveaError) -> ViewStage {
    let picture = request.picture
    let ipd = picture.eyeDistanceMillimetres.map { Float($0 / 1000) } ?? Float(profile.ipdMetres)
    let start = try scene.head(from: viewpoint, fieldOfView: profile.commonField, ipd: ipd)
    let headset = WindowHeadset(
      profile: profile, head: WindowHead(at: start, speed: scene.directory.bounds.walkingSpeed),
      eyes: WindowGaze(degrees: picture.gaze.map { Float2($0.left) } ?? .zero), ipd: ipd,
      locomotion: LocomotionSettings(
        bounds: scene.directory.bounds, ownFloor: start.position.y - Self.eyeHeight),
      clock: { Clock.now_ns })
    let spectator = window.view == .spectator ? makeSpectator(scene) : nil
    return ViewStage(
      scene: scene, renderer: try makeRenderer(scene, start: start, spectator), headset: headset,
      gaze: GazePredictor(for: profile), start: start, spectator: spectator)
  }

  /// Of who stands on the floor, metres.
  private static let eyeHeight: Float = 1.6

  func makeRenderer(
    _ scene: SceneAsset, start: Pose, _ spectator: ViewStage.Spectator?
  ) throws(FoveaError) -> FrameRenderer {
    var setup = spectator == nil ? self.setup : try spectatorSetup()
    setup.near = scene.directory.bounds.nearPlane(from: start.position)
    do throws(FoveaError) {
      setup.animation = try scene.animation(request.picture.animation)
    } catch {
      // Another scene may lack what was asked for of the first.
      if stage == nil { throw error }
    }
    return try FrameRenderer(device: engine.device, setup: setup, scene: scene)
  }

  /// - Throws: why the scene cannot be shown; then the one that was shown is shown again.
  private func replaceScene(by scene: SceneAsset, keepsHead: Bool) throws(FoveaError) {
    guard let old = stage else { return }
    try old.renderer.destroy()
    do throws(FoveaError) {
      var new = try makeStage(scene, from: keepsHead ? request.picture.viewpoint : .framing)
      if keepsHead { (new.headset, new.gaze) = (old.headset, old.gaze) }
      stage = new
    } catch {
      stage?.renderer = try makeRenderer(old.scene, start: old.start, old.spectator)
      throw error
    }
    tellWarnings(of: scene)
    if !keepsHead { clock.restart() }
  }

  /// Draws from over the shoulder, or from the eyes again, as the window shows it: with a renderer of its own,
  /// since one of both has room.
  func changePlace() throws(FoveaError) {
    guard let old = stage else { return }
    let spectator = window.view == .spectator ? makeSpectator(old.scene) : nil
    let animation = old.renderer.renderer.animation
    try old.renderer.destroy()
    stage?.renderer = try makeRenderer(old.scene, start: old.start, spectator)
    stage?.renderer.renderer.animation = animation
    stage?.spectator = spectator
  }
}
