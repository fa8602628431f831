import SceneModel

extension FrameRenderer {
  /// Around the list of the scene's animations: all, each by itself, all again.
  ///
  /// - Returns: a line about what plays from now on; nil in a scene without animations.
  @discardableResult
  func showNextAnimation(of scene: SceneAsset?) -> String? {
    let animations = scene?.directory.skeleton.scene.animations ?? []
    guard !animations.isEmpty else { return nil }
    renderer.animation = renderer.animation.next(of: animations.count)
    guard case .one(let index) = renderer.animation else { return "all animations play" }
    let name = animations[index].name
    return "animation \(index)\(name.isEmpty ? "" : " (\(name))") plays"
  }
}
