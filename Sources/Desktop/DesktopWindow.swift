import CGLFW
import Foundation
package import Headset
import Numerics

/// A window of the desktop that is drawn to by Vulkan. One at a time, on the main thread alone.
package final class DesktopWindow {
  /// What the user did since it was last asked for.
  private let events = EventQueue()
  private let window: UnsafeMutablePointer<GLFWwindow>
  /// Before it filled the screen.
  private var restored: (x: Int32, y: Int32, width: Int32, height: Int32)?

  /// - Parameters:
  ///   - size: of the inside, in window coordinates, which are pixels unless the desktop scales.
  /// - Throws: what is missing, and how to get it.
  package init(title: String, size: (width: Int, height: Int)) throws(DesktopError) {
    guard fovea_glfw_load() == 1 else {
      throw DesktopError(
        description:
          "a window needs GLFW 3.3 (libglfw.so.3), and it is not installed: apt-get install libglfw3"
      )
    }
    guard glfwInit() == GLFW_TRUE else {
      let hasName = getenv("DISPLAY") != nil || getenv("WAYLAND_DISPLAY") != nil
      let reason = hasName ? " (\(Self.lastError))" : ""
      throw DesktopError(
        description:
          "no display\(reason): set DISPLAY to one, or use fovea render, which needs none")
    }
    guard glfwVulkanSupported() == GLFW_TRUE else {
      glfwTerminate()
      throw DesktopError(
        description:
          "no Vulkan driver shows pictures in windows; fovea doctor lists what there is")
    }
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API)
    let made = glfwCreateWindow(Int32(size.width), Int32(size.height), title, nil, nil)
    guard let made else {
      let reason = Self.lastError
      glfwTerminate()
      throw DesktopError(description: "the desktop opens no window: \(reason)")
    }
    window = made
    events.listen(to: window)
  }

  deinit {
    glfwDestroyWindow(window)
    glfwTerminate()
  }

  private static var lastError: String {
    var text: UnsafePointer<CChar>?
    _ = glfwGetError(&text)
    return text.map { String(cString: $0) } ?? "no reason given"
  }

  /// Of Vulkan's instance, for `makeSurface`.
  package var instanceExtensions: [String] {
    var count: UInt32 = 0
    guard let names = glfwGetRequiredInstanceExtensions(&count) else { return [] }
    return (0..<Int(count)).compactMap { names[$0].map { String(cString: $0) } }
  }

  /// Takes a `VkInstance`; returns a `VkResult` and a `VkSurfaceKHR`, which ends before the window.
  package func makeSurface(_ instance: UnsafeMutableRawPointer) -> (result: Int32, surface: UInt64)
  {
    var surface: UInt64 = 0
    let result = fovea_glfw_create_surface(instance, window, &surface)
    return (result, surface)
  }

  /// Pixels; 0 while it is minimised, on some desktops.
  package var pixels: (width: Int, height: Int) {
    var (width, height): (Int32, Int32) = (0, 0)
    glfwGetFramebufferSize(window, &width, &height)
    return (Int(width), Int(height))
  }

  /// What the desktop enlarges things by, so that they can be read.
  package var scale: Float {
    var (x, y): (Float, Float) = (1, 1)
    glfwGetWindowContentScale(window, &x, &y)
    return x.isFinite ? min(max(x, 1), 8) : 1
  }

  package var isMinimised: Bool { glfwGetWindowAttrib(window, GLFW_ICONIFIED) == GLFW_TRUE }

  package func setTitle(_ title: String) { glfwSetWindowTitle(window, title) }

  /// Hands over what the user did, in order. Allocates nothing.
  ///
  /// - Parameter seconds: how long it waits for something to happen; 0: not at all.
  package func takeEvents(waiting seconds: Double = 0, _ body: (WindowEvent) -> Void) {
    if seconds > 0 { glfwWaitEventsTimeout(seconds) } else { glfwPollEvents() }
    if glfwWindowShouldClose(window) == GLFW_TRUE { events.add(.close) }
    events.drain(body)
  }

  /// Fills the screen, or goes back to where it was.
  package func toggleFullScreen() {
    if glfwGetWindowMonitor(window) != nil {
      let old = restored ?? (0, 0, 1280, 720)
      glfwSetWindowMonitor(window, nil, old.x, old.y, old.width, old.height, GLFW_DONT_CARE)
    } else if let monitor = glfwGetPrimaryMonitor(), let mode = glfwGetVideoMode(monitor) {
      var old: (x: Int32, y: Int32, width: Int32, height: Int32) = (0, 0, 0, 0)
      glfwGetWindowPos(window, &old.x, &old.y)
      glfwGetWindowSize(window, &old.width, &old.height)
      restored = old
      glfwSetWindowMonitor(
        window, monitor, 0, 0, mode.pointee.width, mode.pointee.height, mode.pointee.refreshRate)
    }
  }
}
