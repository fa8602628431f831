import Foundation
import Headset
import Numerics
import Optics

/// Where the eyes look at a time, as the renderer needs it: what stands between an eye tracker and
/// foveation.
struct GazeSource {
  private enum Kind {
    case fixed
    case held(FoveationGaze)
    case trace(HeadTrace, HeadsetProfile)
  }

  private let kind: Kind

  /// - Parameters:
  ///   - angles: degrees right and up of each eye's optical axis, in place of the trace's.
  ///   - trace: followed when there are no angles. Without it the eyes look along their axes.
  /// - Throws: `.usage` when the trace should be followed and has no gaze.
  init(
    _ mode: Foveation.Mode, angles: RenderRequest.Gaze?, trace: HeadTrace?, traceName: String?,
    profile: HeadsetProfile
  ) throws(FoveaError) {
    guard mode == .gaze else {
      kind = .fixed
      return
    }
    if let angles {
      kind = .held(
        FoveationGaze(left: Self.tangent(angles.left), right: Self.tangent(angles.right)))
    } else if let trace {
      guard trace.samples.allSatisfy({ $0.gaze != nil }) else {
        throw FoveaError(.usage, "trace \(traceName ?? "") has no gaze that detail could follow")
      }
      kind = .trace(trace, profile)
    } else {
      kind = .held(FoveationGaze(left: .zero, right: .zero))
    }
  }

  /// - Parameter times: nanoseconds of the trace, not falling.
  func gazes(at times: [UInt64]) -> [FoveationGaze] { times.map(gaze) }

  private func gaze(at nanoseconds: UInt64) -> FoveationGaze {
    switch kind {
    case .fixed: return .fixed
    case .held(let gaze): return gaze
    case .trace(let trace, let profile):
      guard let sample = trace.gaze(at: nanoseconds), sample.confidence > 0.5 else { return .fixed }
      return FoveationGaze(
        left: Self.tangent(sample.left, of: profile.eyes.left),
        right: Self.tangent(sample.right, of: profile.eyes.right))
    }
  }

  /// Of degrees right and up of an axis.
  private static func tangent(_ degrees: SIMD2<Double>) -> Float2 {
    Float2(Float(tan(degrees.x * .pi / 180)), Float(tan(degrees.y * .pi / 180)))
  }

  /// In the eye's frame, of degrees against the head.
  private static func tangent(_ degrees: Float2, of eye: EyeProfile) -> Float2 {
    let t = tangent(SIMD2(Double(degrees.x), Double(degrees.y)))
    let direction = eye.orientation.inverse.rotate(Float3(t.x, t.y, -1))
    guard direction.z < 0 else { return .zero }
    return Float2(direction.x, direction.y) / -direction.z
  }
}
