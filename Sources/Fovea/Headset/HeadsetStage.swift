import BuiltinScenes
import FrameTiming
import Headset
import Numerics
import Optics
import Rendering
import SceneModel

/// A scene as a headset shows it: what draws it, and where in it the user is. Made once it is known what the
/// eyes see; outlives sessions on the same device. Belongs to the frame thread.
final class HeadsetStage {
  let renderer: FrameRenderer
  /// The headset, as far as the runtime tells of it.
  let profile: HeadsetProfile
  private(set) var user: HeadsetUser
  /// `T_world_head` of the newest frame.
  private(set) var head: Pose
  /// World, of the newest frame.
  private(set) var views: (left: View, right: View)
  private let exposure: Float
  private let scene: SceneAsset
  private var nextCamera = 0
  /// Of what moves in the scene.
  private var clock = ViewClock()
  /// Where the eyes look in the newest frame; nil where they are out of sight.
  private(set) var sample: GazeSample?
  /// `T_world_head` at first, as it was asked for.
  let start: Pose
  /// For each view, three tangents for each triangle that is never shown.
  private(set) var hiddenArea: [[Float2]]

  /// - Parameters:
  ///   - start: where the head is to be in the scene, once it is known what both eyes see.
  ///   - handsOverDepth: whether the runtime takes the depth of frames.
  ///   - isTransparent: whether the room is seen where nothing of the scene is.
  ///   - ownFloor: height of the user's floor in the space, metres.
  init(
    _ options: HeadsetViewer.Options, scene: SceneAsset, environment: EnvironmentMap,
    on engine: Engine, seeing located: LocatedViews, of system: OpenXRSystem,
    refreshRate: Float?, handsOverDepth: Bool, isTransparent: Bool, ownFloor: Float,
    from start: (_ field: FieldOfView, _ ipd: Float) throws(FoveaError) -> Pose
  ) throws(FoveaError) {
    profile = HeadsetProfile(
      flat: system.name, left: located.left, right: located.right, head: located.head,
      imageWidth: system.views.sizes[0].x, imageHeight: system.views.sizes[0].y,
      refreshHz: Double(refreshRate ?? Self.commonRate))
    let wanted = try start(profile.commonField, Float(profile.ipdMetres))
    let placement = ScenePlacement(wanted: wanted, head: located.head)
    self.start = wanted
    head = placement.world(located.head)
    views = (placement.world(located.left), placement.world(located.right))
    exposure = Float(options.exposure)
    let followsEyes = options.foveation.mode == .gaze
    user = HeadsetUser(
      at: placement, in: scene.directory.bounds, ownFloor: ownFloor, with: profile,
      followsEyes: followsEyes,
      gaze: followsEyes ? options.gaze.map { GazePlacement($0) } ?? .fixed : .fixed)
    self.scene = scene

    hiddenArea = Array(repeating: [], count: system.views.count)
    var setup = FrameRenderer.Setup(eyeWidth: system.eyeWidth, eyeHeight: system.eyeHeight)
    setup.samples = try engine.sampleCount(options.samples)
    setup.viewCount = system.views.count
    if !system.views.isEven { setup.viewSizes = system.views.sizes }
    if options.foveation.mode != .off, !system.views.hasInsets {
      _ = try options.foveation.path(on: engine.device)
      setup.foveation = options.foveation.plan(
        for: profile, imageWidth: setup.eyeWidth, imageHeight: setup.eyeHeight,
        samples: setup.samples)
      setup.rates = options.foveation.rates(
        for: profile, eyes: [0, 1], imageWidth: setup.eyeWidth, imageHeight: setup.eyeHeight)
    }
    setup.handsOverDepth = handsOverDepth
    setup.takesHiddenArea = true
    setup.lodThreshold = Float(options.lodThreshold)
    setup.animation = try scene.animation(options.animation)
    setup.memory = engine.memory
    setup.catchesShadows = options.catchesShadows
    setup.isTransparent = isTransparent
    setup.hasGuides = true
    setup.environment = environment
    setup.near = scene.directory.bounds.nearPlane(from: head.position)
    renderer = try FrameRenderer(device: engine.device, setup: setup, scene: scene)
  }

  /// Hertz, of a headset that does not say.
  private static let commonRate: Float = 90

  /// Metres.
  var near: Float { user.guides.near ?? renderer.setup.near }

  /// The same, of the space.
  var nearInSpace: Float { near / user.placement.scale }

  /// What moves goes on to the time at which a frame is displayed.
  func advance(to frame: OpenXRFrame) {
    clock.advance(display_ns: frame.displayTime_ns, period_ns: frame.displayPeriod_ns)
    renderer.time = clock.seconds
  }

  /// - Parameter triangles: as of `Renderer.setHiddenArea`.
  func hide(_ triangles: [[Float2]]) throws(FoveaError) {
    try renderer.hide(triangles)
    hiddenArea = triangles
  }

  /// The user does what is told, before the frame is drawn.
  ///
  /// - Parameters:
  ///   - state: nil without the focus.
  ///   - sample: nil where the eyes are out of sight.
  func follow(
    _ state: InputState?, _ sample: GazeSample?, _ located: LocatedViews, display_ns: UInt64
  ) {
    self.sample = sample
    if state?.showsNextCamera ?? false { goToNextCamera(located.head) }
    if state?.showsNextAnimation ?? false { renderer.showNextAnimation(of: scene) }
    user.follow(state, sample, head: located.head, display_ns: display_ns)
  }

  /// Nowhere in a scene without cameras.
  private func goToNextCamera(_ head: Pose) {
    let count = scene.directory.skeleton.scene.cameras.count
    for _ in 0..<count {
      defer { nextCamera = (nextCamera + 1) % count }
      if let pose = try? scene.head(
        from: .camera(nextCamera), fieldOfView: profile.commonField,
        ipd: Float(profile.ipdMetres), at: clock.seconds, playing: renderer.setup.animation)
      {
        user.go(to: pose, head: head)
        return
      }
    }
  }

  /// Draws what is seen, and hands it over; the device may not have finished by then.
  ///
  /// - Parameter isComplete: whether all detail is waited for.
  func draw(
    _ located: LocatedViews, into target: FrameTarget, isComplete: Bool
  ) throws(FoveaError) {
    let placement = user.placement
    let gaze = user.gaze.foveation
    head = placement.world(located.head)
    views = (placement.world(located.left), placement.world(located.right))
    let insets = located.insets.map { (placement.world($0.left), placement.world($0.right)) }
    if isComplete {
      try renderer.settle(
        [views.left, views.right] + (insets.map { [$0.0, $0.1] } ?? []), head: head, gaze: gaze)
    }
    var draws = 0
    repeat {
      try renderer.drawAhead(
        views.left, views.right, insets: insets, head: head, gaze: gaze, exposure: exposure,
        guides: user.guides, handingTo: target)
      draws += 1
    } while isComplete && !renderer.hasSettledShadows && draws < FrameRenderer.framesOfShadows
  }
}
