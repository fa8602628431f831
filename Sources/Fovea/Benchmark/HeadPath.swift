import Numerics
import Optics

/// Where the head is over time: still, or along a trace.
struct HeadPath {
  private let still: Pose

  init(
    _ choice: BenchmarkSuite.PoseChoice, of asset: SceneAsset, fieldOfView: FieldOfView, ipd: Float
  ) throws(FoveaError) {
    switch choice {
    case .viewpoint(let viewpoint):
      still = try asset.head(from: viewpoint, fieldOfView: fieldOfView, ipd: ipd)
    case .trace(let name):
      throw FoveaError(.unsupported, "\(name): traces are not supported yet")
    }
  }

  /// `T_world_head` after `seconds`.
  func head(at seconds: Double) -> Pose { still }
}
