internal import Numerics
internal import SceneModel

/// What follows nodes, and how: checked so that whoever poses the scene stays inside.
extension SceneDirectory {
  func validateMotion() throws(StoreDamage) {
    var next = 0
    for (index, part) in parts.enumerated() {
      guard let bending = part.bending else { continue }
      guard bending.isInRange, pages(of: bending, from: next) else {
        throw StoreDamage("part \(index): what bends it is out of range")
      }
      next = Int(bending.firstPage) + bending.pageCount
    }
    var hasMoving = false
    for (index, instance) in instances.enumerated() {
      guard instance.node != nil || !hasMoving else {
        throw StoreDamage("instance \(index): stands still behind what moves")
      }
      hasMoving = instance.node != nil
      try validate(instance, index)
    }
  }

  private func validate(_ instance: PartInstance, _ index: Int) throws(StoreDamage) {
    let bending = parts[instance.part].bending
    guard let node = instance.node else {
      guard bending == nil else {
        throw StoreDamage("instance \(index): is bent, but follows no node")
      }
      return
    }
    guard node < skeleton.scene.nodes.count else {
      throw StoreDamage("instance \(index): follows a node that is out of range")
    }
    guard let bending, bending.jointSetCount > 0 else { return }
    guard let skin = skeleton.scene.nodes[node].skin,
      skeleton.scene.skins[skin].joints.count >= bending.jointCount
    else { throw StoreDamage("instance \(index): its skin lacks joints") }
  }

  /// Whether its pages are pages of its size that nothing before has.
  private func pages(of bending: StoredBending, from next: Int) -> Bool {
    let first = Int(bending.firstPage)
    let images = images.map { Int($0.firstTailPage) + Int($0.tailPageCount) }.max() ?? 0
    let units = units.map { Int($0.firstPage) + Int($0.pageCount) }.max() ?? 0
    return first >= max(next, images, units) && first + bending.pageCount <= pages.count
      && (0..<bending.pageCount).allSatisfy {
        Int(pages[first + $0].rawBytes) == bending.bytes(ofPage: $0)
      }
  }
}

extension StoredBending {
  fileprivate var isInRange: Bool {
    guard Self.sets.contains(jointSetCount), Self.joints.contains(jointCount), jointCount > 0,
      Self.targets.contains(targetCount), (1...Int(UInt32.max)).contains(rowCount), rowWords > 0,
      bounds.reaches.count == targetCount
    else { return false }
    return bounds.reaches.allSatisfy { $0.isFinite && $0 >= 0 }
      && bounds.spheres.allSatisfy {
        (Int($0.joint) < jointCount || $0.joint == BentBounds.JointSphere.unmoved)
          && isSphere(($0.center.x, $0.center.y, $0.center.z), $0.radius)
      }
  }
}

extension SceneSkeleton {
  /// Checks that skins and animations name what there is, and have as many numbers as they say.
  func validateMotion() throws(StoreDamage) {
    for (index, skin) in scene.skins.enumerated() {
      guard skin.joints.allSatisfy({ $0 < scene.nodes.count }),
        skin.inverseBindMatrices.count == skin.joints.count
      else { throw StoreDamage("skin \(index): is out of range") }
    }
    for (index, node) in scene.nodes.enumerated() {
      guard (node.skin ?? -1) < scene.skins.count else {
        throw StoreDamage("node \(index) of the scene: its skin is out of range")
      }
    }
    for (index, animation) in scene.animations.enumerated() {
      guard animation.samplers.allSatisfy(\.isConsistent) else {
        throw StoreDamage("animation \(index): has keys that do not fit")
      }
      for channel in animation.channels {
        guard channel.node < scene.nodes.count, channel.sampler < animation.samplers.count,
          channel.path.suits(animation.samplers[channel.sampler].components)
        else { throw StoreDamage("animation \(index): has a channel out of range") }
      }
    }
  }
}

extension Animation.Sampler {
  fileprivate var isConsistent: Bool {
    let numbers = times.count.multipliedReportingOverflow(
      by: interpolation == .cubicSpline ? 3 : 1)
    let all = numbers.partialValue.multipliedReportingOverflow(by: components)
    return components > 0 && !numbers.overflow && !all.overflow
      && all.partialValue == outputs.count && times.allSatisfy(\.isFinite)
      && zip(times, times.dropFirst()).allSatisfy(<)
  }
}

extension Animation.Path {
  fileprivate func suits(_ components: Int) -> Bool {
    switch self {
    case .translation, .scale: components == 3
    case .rotation: components == 4
    case .weights: true
    }
  }
}
