import Foundation
import Headset
import Numerics
import Optics
import Rendering

/// A headset and what its eyes see, as rods in the scene: its box, the pyramids of both fields of view, and
/// where the layers of foveation end.
struct HeadsetMarks {
  private static let boxColor = Float4(0.9, 0.9, 0.9, 1)
  private static let leftColor = Float4(1, 0.25, 0.12, 0.9)
  private static let rightColor = Float4(0.1, 0.6, 1, 0.9)
  private static let layerColor = Float4(1, 0.85, 0.2, 0.9)
  private static let segments = 16
  /// Of a headset: half its width, height and depth, metres.
  private static let box = Float3(0.09, 0.05, 0.045)

  /// Reused from frame to frame.
  private(set) var all: [Mark] = []
  /// Metres for each of the marks' own.
  private let scale: Float

  /// - Parameter scale: what a headset is drawn larger by.
  init(scale: Float) {
    self.scale = scale
    all.reserveCapacity(Mark.limit)
  }

  /// Allocates nothing.
  ///
  /// - Parameters:
  ///   - plan: of foveation, if there is one.
  ///   - gaze: matters with a plan.
  mutating func place(
    head: Pose, eyes: (left: View, right: View), plan: FoveationPlan?, gaze: FoveationGaze
  ) {
    all.removeAll(keepingCapacity: true)
    addBox(head)
    addPyramid(eyes.left, Self.leftColor)
    addPyramid(eyes.right, Self.rightColor)
    guard let plan else { return }
    for layer in plan.layers.indices {
      addBorder(of: layer, in: plan, eyes.left, gaze.tangents[0], gaze.widening)
      addBorder(of: layer, in: plan, eyes.right, gaze.tangents[1], gaze.widening)
    }
  }

  private mutating func add(_ a: Float3, _ b: Float3, _ color: Float4) {
    guard all.count < Mark.limit else { return }
    all.append(Mark(from: a, to: b, radius: 0.003 * scale, color: color))
  }

  private mutating func addBox(_ head: Pose) {
    func corner(_ bits: Int) -> Float3 {
      let sign = Float3(bits & 1 == 0 ? -1 : 1, bits & 2 == 0 ? -1 : 1, bits & 4 == 0 ? -1 : 1)
      return head.transformPoint(sign * Self.box * scale)
    }
    for bits in 0..<8 {
      for axis in 0..<3 where bits & 1 << axis == 0 {
        add(corner(bits), corner(bits | 1 << axis), Self.boxColor)
      }
    }
  }

  /// Metres from the eye to where its field of view is drawn.
  private var reach: Float { 0.8 * scale }

  private func point(_ eye: View, _ x: Float, _ y: Float) -> Float3 {
    eye.pose.transformPoint(Float3(x, y, -1) * reach)
  }

  private mutating func addPyramid(_ eye: View, _ color: Float4) {
    let f = eye.fieldOfView
    for index in 0..<4 {
      let (x, y) = (index == 1 || index == 2 ? f.right : f.left, index < 2 ? f.up : f.down)
      let (nextX, nextY) = (index < 2 ? f.right : f.left, index == 1 || index == 2 ? f.down : f.up)
      add(eye.pose.position, point(eye, x, y), color)
      add(point(eye, x, y), point(eye, nextX, nextY), color)
    }
  }

  /// Layers over the whole field have no border.
  private mutating func addBorder(
    of layer: Int, in plan: FoveationPlan, _ eye: View, _ gaze: Float2, _ widening: Float
  ) {
    let f = eye.fieldOfView
    let perTangent = Float2(Float(plan.imageWidth) / f.width, Float(plan.imageHeight) / f.height)
    let center = Float2(gaze.x - f.left, f.up - gaze.y) * perTangent
    let window = plan.layerWindow(layer, center: center, widening: widening)
    guard window.radius.x.isFinite else { return }
    let middle = Float2(
      f.left + window.center.x / perTangent.x, f.up - window.center.y / perTangent.y)
    let radius = window.radius / perTangent
    func place(_ index: Int) -> Float3 {
      let angle = Float(index) / Float(Self.segments) * 2 * .pi
      // A disc, or the rectangle around it.
      var way = Float2(cos(angle), sin(angle))
      if plan.shape != .disc { way /= max(abs(way.x), abs(way.y)) }
      let x = min(max(middle.x + radius.x * way.x, f.left), f.right)
      let y = min(max(middle.y + radius.y * way.y, f.down), f.up)
      return point(eye, x, y)
    }
    for index in 0..<Self.segments { add(place(index), place(index + 1), Self.layerColor) }
  }
}
