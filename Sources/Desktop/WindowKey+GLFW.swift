import CGLFW
package import Headset

extension WindowKey {
  /// What a key means; nil: nothing. Letters are where they lie on an American keyboard, as GLFW
  /// counts them, so that those that move keep their shape on every keyboard.
  package init?(glfw key: Int32) {
    switch key {
    case GLFW_KEY_W, GLFW_KEY_UP: self = .forward
    case GLFW_KEY_S, GLFW_KEY_DOWN: self = .backward
    case GLFW_KEY_A, GLFW_KEY_LEFT: self = .left
    case GLFW_KEY_D, GLFW_KEY_RIGHT: self = .right
    case GLFW_KEY_E, GLFW_KEY_PAGE_UP: self = .up
    case GLFW_KEY_Q, GLFW_KEY_PAGE_DOWN: self = .down
    case GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT: self = .faster
    case GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT: self = .gaze
    case GLFW_KEY_T: self = .teleport
    case GLFW_KEY_EQUAL, GLFW_KEY_KP_ADD: self = .larger
    case GLFW_KEY_MINUS, GLFW_KEY_KP_SUBTRACT: self = .smaller
    case GLFW_KEY_Z: self = .command(.turnLeft)
    case GLFW_KEY_C: self = .command(.turnRight)
    case GLFW_KEY_N: self = .command(.nextCamera)
    case GLFW_KEY_M: self = .command(.nextAnimation)
    case GLFW_KEY_B: self = .command(.previousCamera)
    case GLFW_KEY_1...GLFW_KEY_9: self = .command(.camera(Int(key - GLFW_KEY_1)))
    case GLFW_KEY_R: self = .command(.reset)
    case GLFW_KEY_V: self = .command(.nextView)
    case GLFW_KEY_F: self = .command(.fullScreen)
    case GLFW_KEY_O: self = .command(.overlay)
    case GLFW_KEY_P: self = .command(.pause)
    case GLFW_KEY_PERIOD: self = .command(.step)
    case GLFW_KEY_F9: self = .command(.record)
    case GLFW_KEY_F12: self = .command(.screenshot)
    case GLFW_KEY_ESCAPE: self = .command(.close)
    default: return nil
    }
  }
}
