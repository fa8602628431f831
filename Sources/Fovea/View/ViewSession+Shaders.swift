import Rendering

extension ViewSession {
  /// Draws the scene with shaders whose sources have changed, from where the head is. Where one of them does
  /// not compile, or cannot be drawn with, all stay as they were.
  func takeShaders() throws(FoveaError) {
    guard let stage, let change = shaders?.take() else { return }
    do throws(FoveaError) {
      let compiled = try change.get()
      guard !compiled.isEmpty else { return }
      let before = compiled.map { engine.device.replacement(of: $0.shader) }
      for shader in compiled { engine.device.replace(shader.shader, by: shader.words) }
      try stage.renderer.destroy()
      do throws(FoveaError) {
        self.stage?.renderer = try makeRenderer(stage.scene, start: stage.start, stage.spectator)
      } catch {
        for (shader, old) in zip(compiled, before) { engine.device.replace(shader.shader, by: old) }
        self.stage?.renderer = try makeRenderer(stage.scene, start: stage.start, stage.spectator)
        throw error
      }
      title.notice = nil
      tell(
        .note(
          "\(compiled.count == 1 ? "a shader is" : "\(compiled.count) shaders are") drawn with anew"
        ))
    } catch {
      title.notice = error.message
      tell(.note("\(error.message): shaders stay as they were"))
    }
  }
}
