package import Headset

/// What became of a scene in a headset.
package struct HeadsetFacts: Sendable {
  /// Name and version.
  package var runtime = ""
  package var apiVersion = ""
  package var extensions: [String] = []
  package var system = ""
  package var referenceSpace = ReferenceSpace.local
  package var eyeWidth = 0
  package var eyeHeight = 0
  /// Whether the headset takes the parts that are looked at by themselves.
  package var hasInsets = false
  /// Whether frames have depth for the runtime.
  package var hasDepth = false
  /// How what is drawn comes together with the room.
  package var blend = BlendOffer.Choice(mode: .opaque)
  /// Kinds of controllers, and eye trackers, that the runtime takes bindings for.
  package var inputProfiles: [String] = []
  /// Whether the headset sees bare hands.
  package var seesHands = false
  /// Nil where there was no frame.
  package var user: User?
  /// Triangles that are never shown, of both eyes, each time that the runtime said so; empty where it never
  /// did.
  package var hiddenAreas: [Int] = []
  /// Hertz; nil where the runtime does not say.
  package var refreshRate: Double?
  /// That the sessions went through, in order.
  package var states: [SessionLifecycle.State] = []
  /// Sessions that there were.
  package var sessions = 0
  /// Frames handed to the runtime.
  package var submitted = 0
  /// Of these with a picture.
  package var drawn = 0
  /// Frames whose points in time are not in order: woken, begun, submitted, and displayed later than the
  /// frame before.
  package var disordered = 0
  /// Of those that were submitted first, in order; see `reserveFrames`.
  package var frames: [HeadsetFrameTimes] = []
  /// Nil where none was asked for.
  package var screenshot: Screenshot?
  /// Head and eyes so far, where that is asked for.
  package var recorder: TraceRecorder?
  /// Runtime's handles, in all and those that were not destroyed.
  package var handlesMade = HandleCount()
  package var handlesLeft = HandleCount()
  /// What the validation layers of Vulkan and OpenXR said.
  package var messages: [String] = []

  /// Where the user was in the end.
  package struct User: Sendable {
    package var placement: ScenePlacement
    /// Where it began.
    package var start: ScenePlacement
    package var gaze: GazePlacement

    init(_ user: HeadsetUser) {
      (placement, start, gaze) = (user.placement, user.locomotion.start, user.gaze)
    }
  }

  /// Both eye images of the last frame in a file, and all that it takes to draw them again.
  package struct Screenshot: Sendable {
    package var file: String
    package var views: GivenViews
  }

  package init() {}

  /// Takes note of the newest frame's head.
  ///
  /// - Parameter time_ns: when the frame is displayed.
  mutating func record(_ stage: HeadsetStage, at time_ns: UInt64) {
    if recorder == nil { recorder = TraceRecorder(origin: stage.start) }
    recorder?.add(stage.head, gaze: stage.sample, at: time_ns)
  }
}
