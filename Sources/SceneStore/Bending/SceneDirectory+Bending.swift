package import Numerics
package import SceneModel

extension SceneDirectory {
  /// Whether animations bend any part, so that vertices have rows.
  package var hasRows: Bool { parts.contains { $0.bending != nil } }

  /// Instances that follow nodes: they stand behind all others.
  package var movingInstances: Range<Int> {
    (instances.firstIndex { $0.node != nil } ?? instances.count)..<instances.count
  }

  /// The skin that bends an instance; nil where it goes with its node as a whole.
  package func skin(of instance: PartInstance) -> Int? {
    guard let node = instance.node, parts[instance.part].bending?.jointSetCount ?? 0 > 0 else {
      return nil
    }
    return skeleton.scene.nodes[node].skin
  }

  /// `T_world_part`; of what a skin bends that of its first joint.
  package func transform(of instance: PartInstance, in pose: ScenePose) -> Matrix4 {
    guard let node = instance.node else { return instance.transform }
    if let skin = skin(of: instance) { return pose.jointMatrix(0, ofSkin: skin) }
    return pose.world[node] * instance.transform
  }

  /// Box around an instance in the world, as a pose moves and bends it.
  package func bounds(of instance: PartInstance, in pose: ScenePose) -> Bounds {
    let part = parts[instance.part]
    guard let node = instance.node, let bending = part.bending else {
      return part.bounds.transformed(by: transform(of: instance, in: pose))
    }
    let skin = skin(of: instance)
    return bending.bounds.box(
      joint: { joint in
        skin.map { pose.jointMatrix(joint, ofSkin: $0) } ?? pose.world[node] * instance.transform
      }, weight: { pose.weight($0, ofNode: node) })
  }
}

extension SceneFile {
  /// The words of the table of a part that animations bend.
  ///
  /// - Returns: none for other parts. Joints are below the table's `jointCount`.
  /// - Throws: `.unreadable` when it cannot be read, `.invalid` when it is damaged.
  package func rows(ofPart part: Int) throws(StoreError) -> [UInt32] {
    guard let bending = directory.parts[part].bending else { return [] }
    let codec = ImagePageCodec()
    let stored = PageBuffer(PageLimits.storedBytes)
    let raw = PageBuffer(max(bending.byteCount, 1))
    var offset = 0
    for index in 0..<bending.pageCount {
      let page = Int(bending.firstPage) + index
      let bytes = try readPage(page, into: stored.bytes)
      let end = offset + bending.bytes(ofPage: index)
      try decodeImage(
        page, bytes, with: codec,
        into: UnsafeMutableRawBufferPointer(rebasing: raw.bytes[offset..<end]))
      offset = end
    }
    let words = Array(
      UnsafeRawBufferPointer(rebasing: raw.bytes[..<offset]).assumingMemoryBound(to: UInt32.self))
    guard bending.hasJointsInRange(words) else {
      throw StoreError(.invalid, "\(path): part \(part): names a joint that there is not")
    }
    return words
  }
}

extension StoredBending {
  fileprivate func hasJointsInRange(_ words: [UInt32]) -> Bool {
    (0..<rowCount).allSatisfy { row in
      (0..<jointSetCount).allSatisfy { set in
        let first = row * rowWords + set * Self.jointSetWords
        return [words[first], words[first + 1]].allSatisfy {
          Int($0 & 0xffff) < jointCount && Int($0 >> 16) < jointCount
        }
      }
    }
  }
}
