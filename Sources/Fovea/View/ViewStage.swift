import Headset
import Numerics
import Optics
import Rendering

/// A scene that is looked at: what draws it, and the head and the eyes that see it.
struct ViewStage {
  var scene: SceneAsset
  var renderer: FrameRenderer
  var headset: WindowHeadset
  var gaze: GazePredictor
  /// `T_world_head` at first, where traces begin.
  var start: Pose
  /// That was gone to last.
  var camera: Int?
  /// Over the shoulder, while that is what is drawn.
  var spectator: Spectator?

  struct Spectator {
    var camera: SpectatorCamera
    var fieldOfView: FieldOfView
    var marks: HeadsetMarks
  }
}
