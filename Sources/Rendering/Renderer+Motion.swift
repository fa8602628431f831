internal import GPU
internal import Numerics

extension Renderer {
  /// Poses what moves, and writes it for the frame of the state's slot.
  func pose(_ scene: ResidentScene, at time: Double) {
    guard let motion = scene.motion else { return }
    state.constants.bends = motion.write(
      time: time, playing: animation, slot: state.slot, on: device)
    if let direction = motion.sunDirection {
      state.constants.sunDirection = Float4(-direction, 1)
    }
  }
}
