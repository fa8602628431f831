import CGLFW
import Desktop
import Headset
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    (GLFW_KEY_W, WindowKey.forward), (GLFW_KEY_UP, .forward), (GLFW_KEY_S, .backward),
    (GLFW_KEY_A, .left), (GLFW_KEY_D, .right), (GLFW_KEY_E, .up), (GLFW_KEY_Q, .down),
    (GLFW_KEY_RIGHT_SHIFT, .faster), (GLFW_KEY_LEFT_ALT, .gaze),
    (GLFW_KEY_T, .teleport), (GLFW_KEY_EQUAL, .larger), (GLFW_KEY_KP_SUBTRACT, .smaller),
    (GLFW_KEY_Z, .command(.turnLeft)), (GLFW_KEY_C, .command(.turnRight)),
    (GLFW_KEY_M, .command(.nextAnimation)),
    (GLFW_KEY_N, .command(.nextCamera)), (GLFW_KEY_B, .command(.previousCamera)),
    (GLFW_KEY_1, .command(.camera(0))), (GLFW_KEY_9, .command(.camera(8))),
    (GLFW_KEY_ESCAPE, .command(.close)), (GLFW_KEY_PERIOD, .command(.step)),
    (GLFW_KEY_O, .command(.overlay)), (GLFW_KEY_F9, .command(.record)),
    (GLFW_KEY_F12, .command(.screenshot)),
  ])
  func keysMeanWhatTheHelpSays(_ key: Int32, _ meaning: WindowKey) {
    #expect(WindowKey(glfw: key) == meaning)
  }

  @Test(arguments: [GLFW_KEY_0, GLFW_KEY_X, GLFW_KEY_UNKNOWN, GLFW_KEY_F11])
  func otherKeysMeanNothing(_ key: Int32) {
    #expect(WindowKey(glfw: key) == nil)
  }
}
