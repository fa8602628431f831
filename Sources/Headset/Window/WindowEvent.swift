package import Numerics

/// What a user does at a window, as plain values.
package enum WindowEvent: Equatable, Sendable {
  case key(WindowKey, isDown: Bool)
  /// The pointer is at a place of the window: window coordinates, right and down.
  case pointer(Float2)
  /// The button that drags.
  case drag(isDown: Bool)
  /// The button that takes hold of the scene.
  case grab(isDown: Bool)
  /// Notches away from the user.
  case wheel(Float)
  /// Keys that go up from now on are not heard of.
  case focusLost
  /// A file or folder was let fall onto the window: its path.
  case drop(String)
  /// The window's own button.
  case close
}

/// A key, by what it means.
package enum WindowKey: Hashable, Sendable {
  case forward, backward, left, right, up, down
  /// While it is down the head moves faster.
  case faster
  /// While it is down the pointer moves the gaze.
  case gaze
  /// While it is down a teleport is aimed along the head; when it goes up the head goes there.
  case teleport
  /// While they are down the scene grows or shrinks about the user.
  case larger, smaller
  /// What happens once.
  case command(WindowCommand)
}

/// What a user asks of a window once.
package enum WindowCommand: Hashable, Sendable {
  case close, nextView, fullScreen, pause, step, screenshot, overlay, record
  /// The head as it was at first.
  case reset
  /// By one step.
  case turnLeft, turnRight
  case nextCamera, previousCamera, nextAnimation
  /// A camera of the scene, counted from 0.
  case camera(Int)
}
