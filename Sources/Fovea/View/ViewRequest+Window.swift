import Numerics
import Optics

extension ViewRequest {
  /// Fits on common screens.
  private static let largest = (width: 1440, height: 810)

  /// Of the window's inside at first.
  func windowSize(for profile: HeadsetProfile) -> (width: Int, height: Int) {
    if let windowSize { return windowSize }
    let eye = (
      width: picture.eyeSize?.width ?? profile.eyeImageWidth,
      height: picture.eyeSize?.height ?? profile.eyeImageHeight
    )
    let whole =
      switch screen {
      case .panel: (width: profile.display.width, height: profile.display.height)
      case .stereo: (width: eye.width * 2, height: eye.height)
      case .left, .right, .anaglyph: eye
      case .spectator: (width: 1280, height: 720)
      }
    let scale = min(
      Double(Self.largest.width) / Double(whole.width),
      Double(Self.largest.height) / Double(whole.height), 1)
    return (
      max(Int(Double(whole.width) * scale), 1), max(Int(Double(whole.height) * scale), 1)
    )
  }
}

extension HeadsetProfile {
  /// What both eyes see.
  var commonField: FieldOfView {
    eyes.left.fieldOfView.intersection(eyes.right.fieldOfView)
  }
}

extension Bounds {
  /// Metres per second: across in some seconds, at most as fast as one runs.
  var walkingSpeed: Float { isEmpty ? 1 : min(max(radius / 3, 0.01), 4) }
}
