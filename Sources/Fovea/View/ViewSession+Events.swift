import FrameTiming
import Headset
import Numerics
import Optics

extension ViewSession {
  /// Moves head and eyes, or does what the user asks for.
  func handle(_ event: WindowEvent) {
    if case .drop(let path) = event { return open(path) }
    let command: WindowCommand?
    if let stage {
      command = stage.headset.take(event)
    } else {
      command = event.commandAlone
    }
    guard let command else { return }
    do throws(FoveaError) {
      try obey(command)
    } catch {
      tell(.note(error.message))
    }
  }

  private func obey(_ command: WindowCommand) throws(FoveaError) {
    switch command {
    case .close: isClosing = true
    case .nextView: window.showNextView()
    case .fullScreen: window.desktop.toggleFullScreen()
    case .pause:
      clock.togglePause()
      stage?.headset.pause()
    case .step: clock.step()
    case .record: try toggleRecording()
    case .overlay: try toggleOverlay()
    case .screenshot: try writePicture(to: screenshots.next())
    case .camera(let index): try goToCamera(index)
    case .nextCamera: try goToCamera(after: 1)
    case .previousCamera: try goToCamera(after: -1)
    case .nextAnimation: showNextAnimation()
    case .reset, .turnLeft, .turnRight: break
    }
  }

  private func showNextAnimation() {
    guard let name = stage?.renderer.showNextAnimation(of: stage?.scene) else { return }
    tell(.note(name))
  }

  /// Around the list of the scene's cameras.
  private func goToCamera(after step: Int) throws(FoveaError) {
    guard let stage else { return }
    let count = max(stage.scene.directory.skeleton.scene.cameras.count, 1)
    let next = stage.camera.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    try goToCamera(next)
  }

  private func goToCamera(_ index: Int) throws(FoveaError) {
    guard let stage else { return }
    self.stage?.camera = index
    stage.headset.go(
      to: try stage.scene.head(
        from: .camera(index), fieldOfView: profile.commonField, ipd: stage.headset.ipd,
        at: clock.seconds, playing: stage.renderer.setup.animation))
  }

  /// What the window shows, as a PNG file.
  func writePicture(to path: String) throws(FoveaError) {
    try window.read().write(to: path)
    tell(.screenshot(path))
  }
}

extension WindowEvent {
  /// What is asked for while there is no head yet.
  fileprivate var commandAlone: WindowCommand? {
    switch self {
    case .close: .close
    case .key(.command(let command), isDown: true): command
    default: nil
    }
  }
}
