import Rendering

/// How to look at a scene in a window of the desktop.
public struct ViewRequest: Sendable {
  /// What of a frame the window shows.
  public enum Screen: String, CaseIterable, Sendable {
    /// Both eyes distorted for the lenses, as sent to the headset's display.
    case panel
    /// One undistorted eye image.
    case left, right
    /// Both undistorted eye images side by side.
    case stereo
    /// Both in one, for glasses with a red glass at the left and a cyan one at the right.
    case anaglyph
    /// From behind and above the head, with the head and what its eyes see drawn into the scene.
    case spectator
  }

  /// What is drawn of the scene, and from where at first; of its output, trace and heat map nothing
  /// is used.
  public var picture = RenderRequest()
  /// What is shown at first.
  public var screen = Screen.panel
  /// Of the window's inside, pixels; nil: that of what is shown, at most three quarters of a common
  /// screen.
  public var windowSize: (width: Int, height: Int)?
  /// Whether pictures come in step with the display.
  public var waitsForDisplay = true
  /// Whether figures about the frames are shown at first.
  public var hasOverlay = false
  /// Whether a scene whose files change is shown anew, from where the head is.
  public var watches = false
  /// A file for a trace of head and eyes, from the first frame to the last.
  public var recording: String?
  /// Frames of the whole scene, after which the window closes; nil: when the user closes it.
  public var frameCount: Int?
  /// A file for the last frame as the window shows it; with `frameCount`, that frame waits for all
  /// detail where `picture.waitsForDetail` says so.
  public var screenshot: String?

  /// The panel of the generic headset, until the user closes the window.
  public init() {}
}

/// What happens while a scene is looked at, for whoever started it.
public enum ViewMessage: Equatable, Sendable {
  /// A picture of the window was written to a file.
  case screenshot(String)
  /// A trace of head and eyes was written to a file.
  case trace(String)
  /// One line for the user.
  case note(String)
}

extension WindowView {
  init(_ screen: ViewRequest.Screen) {
    switch screen {
    case .panel: self = .panel
    case .left: self = .left
    case .right: self = .right
    case .stereo: self = .stereo
    case .anaglyph: self = .anaglyph
    case .spectator: self = .spectator
    }
  }
}
