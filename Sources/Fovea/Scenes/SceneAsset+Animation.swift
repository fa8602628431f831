package import SceneModel

extension SceneAsset {
  /// - Throws: `.usage` for an animation that does not exist.
  package func animation(_ wanted: RenderRequest.Animation) throws(FoveaError) -> AnimationChoice {
    guard case .one(let name) = wanted else { return .all }
    let animations = directory.skeleton.scene.animations
    if let index = animations.firstIndex(where: { $0.name == name }) { return .one(index) }
    if let index = Int(name), animations.indices.contains(index) { return .one(index) }
    let list = animations.enumerated().map { index, animation in
      animation.name.isEmpty ? "\(index)" : "\(index) (\(animation.name))"
    }
    throw FoveaError(
      .usage,
      "\(source): has no animation \(name)"
        + (list.isEmpty
          ? ", and no animations at all" : "; there are \(list.joined(separator: ", "))"))
  }
}
