package import SceneModel

/// A scene whose parts were all taken into memory, so that asking for them costs nothing.
package struct HeldScene: SceneSource {
  package let skeleton: SceneSkeleton
  package let parts: [PartSummary]
  package let instances: [PartInstance]
  private let source: any SceneSource
  private let primitives: [Primitive]

  package init(_ source: any SceneSource) throws(BakeError) {
    (skeleton, parts, instances) = (source.skeleton, source.parts, source.instances)
    self.source = source
    var primitives: [Primitive] = []
    do throws(SceneSourceError) {
      for part in parts.indices { primitives.append(try source.part(part)) }
    } catch {
      throw BakeError(error)
    }
    self.primitives = primitives
  }

  package func part(_ index: Int) -> Primitive { primitives[index] }
  package func image(_ index: Int) throws(SceneSourceError) -> Image { try source.image(index) }
}
