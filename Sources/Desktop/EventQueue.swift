import CGLFW
import Headset
import Numerics

/// What a user did at a window, as GLFW tells it, until someone asks.
final class EventQueue {
  private var events: [WindowEvent] = []

  init() { events.reserveCapacity(256) }

  func add(_ event: WindowEvent) { events.append(event) }

  /// Hands over everything, in order, and what comes meanwhile.
  func drain(_ body: (WindowEvent) -> Void) {
    var index = 0
    while index < events.count {
      body(events[index])
      index += 1
    }
    events.removeAll(keepingCapacity: true)
  }

  /// Hears of everything from now on; must live as long as the window.
  func listen(to window: UnsafeMutablePointer<GLFWwindow>) {
    glfwSetWindowUserPointer(window, Unmanaged.passUnretained(self).toOpaque())
    _ = glfwSetKeyCallback(window) { window, key, _, action, _ in
      guard action != GLFW_REPEAT, let meaning = WindowKey(glfw: key) else { return }
      EventQueue.of(window)?.add(.key(meaning, isDown: action == GLFW_PRESS))
    }
    _ = glfwSetCursorPosCallback(window) { window, x, y in
      EventQueue.of(window)?.add(.pointer(Float2(Float(x), Float(y))))
    }
    _ = glfwSetMouseButtonCallback(window) { window, button, action, _ in
      let isDown = action == GLFW_PRESS
      switch button {
      case GLFW_MOUSE_BUTTON_LEFT: EventQueue.of(window)?.add(.drag(isDown: isDown))
      case GLFW_MOUSE_BUTTON_RIGHT: EventQueue.of(window)?.add(.grab(isDown: isDown))
      default: break
      }
    }
    _ = glfwSetScrollCallback(window) { window, _, y in
      EventQueue.of(window)?.add(.wheel(Float(y)))
    }
    _ = glfwSetDropCallback(window) { window, count, paths in
      guard count > 0, let path = paths?[0] else { return }
      EventQueue.of(window)?.add(.drop(String(cString: path)))
    }
    _ = glfwSetWindowFocusCallback(window) { window, isFocused in
      if isFocused == GLFW_FALSE { EventQueue.of(window)?.add(.focusLost) }
    }
  }

  private static func of(_ window: UnsafeMutablePointer<GLFWwindow>?) -> EventQueue? {
    guard let pointer = glfwGetWindowUserPointer(window) else { return nil }
    return Unmanaged<EventQueue>.fromOpaque(pointer).takeUnretainedValue()
  }
}
