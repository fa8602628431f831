import Numerics
import Testing

@testable import Headset

/// Meshes of what is hidden, as runtimes give them.
@Suite struct VisibilityMaskTests {
  static let corners = [Float2(0, 0), Float2(1, 0), Float2(0, 1), Float2(1, 1)]

  @Test func indicesBecomeTriangles() {
    let triangles = VisibilityMask.triangles(Self.corners, [0, 1, 2, 1, 3, 2])
    let expected = [0, 1, 2, 1, 3, 2].map { Self.corners[$0] }
    #expect(triangles == expected)
  }

  /// What is hidden by mistake is missing from the picture.
  @Test func aMeshThatCannotBeRightHidesNothing() {
    #expect(VisibilityMask.triangles(Self.corners, [0, 1, 4]).isEmpty)
    #expect(VisibilityMask.triangles(Self.corners, [0, 1]).isEmpty)
    #expect(VisibilityMask.triangles(Self.corners + [Float2(.nan, 0)], [0, 1, 2]).isEmpty)
    #expect(VisibilityMask.triangles([], [0, 1, 2]).isEmpty)
  }
}
