import Numerics
import Optics
import Testing

/// A headset of which no more is known than what its eyes see.
@Suite struct FlatHeadsetTests {
  static let fields = [
    FieldOfView(left: -1.4, right: 0.9, up: 1.1, down: -1.2),
    FieldOfView(left: -0.9, right: 1.4, up: 1.1, down: -1.2),
  ]

  static func make(width: Int, height: Int) -> HeadsetProfile {
    let canted = Quaternion(angle: 0.1, axis: Float3(0, 1, 0))
    return HeadsetProfile(
      flat: "test",
      left: View(pose: Pose(position: Float3(-0.03, 0, 0)), fieldOfView: fields[0]),
      right: View(
        pose: Pose(position: Float3(0.03, 0, 0), orientation: canted), fieldOfView: fields[1]),
      head: .identity,
      imageWidth: width, imageHeight: height, refreshHz: 90)
  }

  @Test func itsDisplayShowsTheEyeImagesAsTheyAre() {
    let profile = Self.make(width: 1000, height: 900)
    #expect(abs(profile.ipdMetres - 0.06) < 1e-6)
    #expect(profile.eyes.left.orientation == .identity)
    #expect(profile.eyes.right.orientation != .identity)
    for index in 0..<2 {
      let eye = profile.eye(index)
      for y in 0...8 {
        for x in 0...8 {
          let place = Double2(Double(x), Double(y)) / 8
          let expected = Self.fields[index].tangent(atImagePosition: Float2(place))
          for channel in 0..<3 {
            let shown = eye.lens.tangent(at: place, channel: channel)
            #expect(length(shown - Double2(expected)) < 1e-6)
          }
          // The edges may lie outside by rounding.
          if (1...7).contains(x), (1...7).contains(y) { #expect(eye.visible(place)) }
        }
      }
    }
  }

  /// Sharp displays have something to save, coarse ones nothing.
  @Test func foveationFollowsItsResolution() {
    func plan(_ scale: Int) -> FoveationPlan {
      FoveationPlan(
        for: Self.make(width: 1000 * scale, height: 900 * scale), imageWidth: 1000 * scale,
        imageHeight: 900 * scale, quality: .high, samples: 4)
    }
    #expect(plan(4).layers.count > 1)
    #expect(plan(4).layers[0].density == 1)
  }
}
