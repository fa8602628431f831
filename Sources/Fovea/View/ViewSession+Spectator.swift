import Foundation
import Headset
import Numerics
import Optics
import Rendering

extension ViewSession {
  /// Half the height of what a spectator sees, as a tangent: 60 degrees in all.
  private static let halfHeight: Float = 0.577_350_27
  /// Metres behind the head, in scenes that are larger.
  private static let farthest: Float = 1.5
  private static let largest = (width: 1920, height: 1080)

  /// For a scene: as near as its size asks for.
  func makeSpectator(_ scene: SceneAsset) -> ViewStage.Spectator {
    let bounds = scene.directory.bounds
    let distance = bounds.isEmpty ? Self.farthest : min(bounds.radius, Self.farthest)
    let size = spectatorSize
    let halfWidth = Self.halfHeight * Float(size.width) / Float(size.height)
    return ViewStage.Spectator(
      camera: SpectatorCamera(distance: distance),
      fieldOfView: FieldOfView(
        left: -halfWidth, right: halfWidth, up: Self.halfHeight, down: -Self.halfHeight),
      marks: HeadsetMarks(scale: distance / Self.farthest))
  }

  /// Pixels, in the window's shape as it is now.
  private var spectatorSize: (width: Int, height: Int) {
    let (width, height) = window.desktop.pixels
    guard width > 0, height > 0 else { return (1280, 720) }
    let scale = min(
      Double(Self.largest.width) / Double(width), Double(Self.largest.height) / Double(height), 1)
    return (max(Int(Double(width) * scale), 1), max(Int(Double(height) * scale), 1))
  }

  /// One picture in full, with marks.
  func spectatorSetup() throws(FoveaError) -> FrameRenderer.Setup {
    var setup = setup
    (setup.eyeWidth, setup.eyeHeight) = spectatorSize
    setup.viewCount = 1
    (setup.foveation, setup.rates, setup.panel) = (nil, nil, nil)
    setup.hasGuides = true
    return setup
  }
}
