import SceneModel

extension Primitive {
  /// Appends a copy of each of these vertices, with everything that belongs to it except the
  /// tangent. `bounds` stays valid.
  mutating func appendCopies(of vertices: [Int]) {
    guard !vertices.isEmpty else { return }
    func extend<Element>(_ array: inout [Element]) {
      guard !array.isEmpty else { return }
      array.reserveCapacity(array.count + vertices.count)
      for vertex in vertices { array.append(array[vertex]) }
    }
    extend(&positions)
    extend(&normals)
    extend(&uv0)
    extend(&uv1)
    extend(&colors)
    for set in influences.indices {
      extend(&influences[set].joints)
      extend(&influences[set].weights)
    }
    for target in targets.indices {
      extend(&targets[target].positions)
      extend(&targets[target].normals)
      extend(&targets[target].tangents)
    }
  }
}
