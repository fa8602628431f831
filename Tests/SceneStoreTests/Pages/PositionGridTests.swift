import Numerics
import Testing

@testable import SceneStore

@Suite struct PositionGridTests {
  @Test(arguments: [Float](arrayLiteral: 1e-3, 0.07, 1, 3.7, 250, 90_000))
  func stepSuitsSizeAndEdges(side: Float) {
    let bounds = Bounds(minimum: .zero, maximum: Float3(side, side / 3, side / 2))
    for edge in [side * 1e-7, side * 1e-4, side * 1e-3, side * 0.01, side] {
      let step = Double(PositionGrid(bounds: bounds, meanEdge: edge).step)
      #expect(step <= Double(side) * 0x1p-16)
      #expect(step >= Double(side) * 0x1p-21)
      if step > Double(side) * 0x1p-20 { #expect(step <= Double(edge) / 512) }
    }
  }

  @Test func pointsSnapToTheNearestAndStay() {
    var random = RandomSource(seed: 1)
    for offset in [Float(0), 1, 1000, -40_000] {
      let bounds = Bounds(
        minimum: Float3(repeating: offset - 1), maximum: Float3(repeating: offset + 1))
      let grid = PositionGrid(bounds: bounds, meanEdge: 0.001)
      for _ in 0..<2000 {
        let p = Float3(
          random.uniform(offset - 1...offset + 1), random.uniform(offset - 1...offset + 1),
          random.uniform(offset - 1...offset + 1))
        let q = grid.snap(p)
        for axis in 0..<3 {
          #expect(abs(Double(q[axis]) - Double(p[axis])) <= Double(grid.step) / 2)
          // Exact in float: the integer times the step, computed in double.
          let exact = Double(grid.integers(p)[axis]) * Double(grid.step)
          #expect(Double(q[axis]) == exact)
        }
        #expect(grid.snap(q) == q)
        #expect(grid.integers(q) == grid.integers(p))
      }
    }
  }

  @Test func whatIsNoNumberIsTheOrigin() {
    let grid = PositionGrid(exponent: -10)
    #expect(grid.integers(Float3(.nan, 1, -1)) == SIMD3(0, 1024, -1024))
    let limits = SIMD3<Int32>((1 << 23) - 1, -(1 << 23), 0)
    #expect(grid.integers(Float3(.infinity, -.infinity, 0)) == limits)
    #expect(PositionGrid(bounds: .empty, meanEdge: 0).step > 0)
    #expect(TextureGrid(reach: .nan).exponent == -16)
  }

  @Test func textureGridIsFineAndCoversItsReach() {
    for reach in [Float(0), 0.01, 1, 100, 127.9, 128, 5000, 1e9] {
      let grid = TextureGrid(reach: reach)
      let snapped = grid.snap(Float2(reach, -reach))
      #expect(abs(snapped.x - reach) <= max(0x1p-17, reach * 0x1p-23))
      #expect(snapped.y == -snapped.x)
      #expect(grid.snap(snapped) == snapped)
      #expect(abs(Int(grid.integers(Float2(reach, 0)).x)) <= 1 << 23)
    }
  }
}
