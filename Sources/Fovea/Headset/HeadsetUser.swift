import Headset
import Numerics
import Optics

/// The user of a headset: where in the scene, how large, where the eyes look. Belongs to the frame thread; its
/// functions allocate nothing once all marks were shown.
struct HeadsetUser {
  private(set) var locomotion: Locomotion
  /// Where the frame is drawn finely.
  private(set) var gaze: GazePlacement
  private(set) var guides = FrameGuides()
  private var reader = InputReader()
  /// Nil where detail does not follow the eyes.
  private var predictor: GazePredictor?
  private let bounds: Bounds
  private var last_ns: UInt64?

  /// A user goes no farther in one frame than in this time, however long it took.
  private static let longestStep_ns: UInt64 = 100_000_000

  /// - Parameters:
  ///   - bounds: of the scene.
  ///   - ownFloor: height of the user's floor in the space, metres.
  ///   - followsEyes: whether detail goes where they look, as far as the headset sees them.
  ///   - gaze: as long as nobody sees them.
  init(
    at start: ScenePlacement, in bounds: Bounds, ownFloor: Float, with profile: HeadsetProfile,
    followsEyes: Bool, gaze: GazePlacement
  ) {
    self.bounds = bounds
    self.gaze = gaze
    locomotion = Locomotion(
      at: start, settings: LocomotionSettings(bounds: bounds, ownFloor: ownFloor))
    if followsEyes { predictor = GazePredictor(for: profile) }
    guides.marks.reserveCapacity(UserMarks.limit)
  }

  var placement: ScenePlacement { locomotion.placement }

  /// One frame further.
  ///
  /// - Parameters:
  ///   - state: nil without the focus: then nothing is done.
  ///   - sample: nil where the eyes are out of sight.
  ///   - head: `T_space_head` at the time of display.
  mutating func follow(
    _ state: InputState?, _ sample: GazeSample?, head: Pose, display_ns: UInt64
  ) {
    let step = last_ns.map { display_ns - min($0, display_ns) } ?? 0
    last_ns = display_ns
    let seconds = Float(min(step, Self.longestStep_ns)) / 1e9
    let state = state ?? InputState()
    locomotion.advance(reader.read(state, seconds: seconds, head: head))
    look(sample, head: head, display_ns: display_ns)
    let nearest = bounds.nearPlane(from: placement.world(head.position))
    guides.near = min(nearest, 0.05 * placement.scale)
    guides.vignette = locomotion.vignette
    UserMarks.show(state, locomotion, in: &guides.marks)
  }

  private mutating func look(_ sample: GazeSample?, head: Pose, display_ns: UInt64) {
    guard predictor != nil else { return }
    if let sample { predictor?.add(sample, head: head.orientation) }
    let placed = predictor?.gaze(at: display_ns, head: head.orientation) ?? .fixed
    // Who was never seen looks where the program was told.
    if placed.ageNanoseconds != nil { gaze = placed }
  }

  /// To another place, such as a camera's.
  ///
  /// - Parameters:
  ///   - wanted: `T_world_head`.
  ///   - head: `T_space_head`, now.
  mutating func go(to wanted: Pose, head: Pose) {
    locomotion.go(to: ScenePlacement(wanted: wanted, head: head))
  }
}
