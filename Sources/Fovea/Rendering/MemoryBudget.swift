import Streaming

/// What a scene may take. Detail gives way where it would take more; what is coarsest is always
/// there, and counts extra.
public struct MemoryBudget: Equatable, Sendable {
  /// Bytes of the device for geometry and images.
  public var deviceBytes: Int
  /// Bytes of the program's memory for what is on its way from the file to the device.
  public var hostBytes: Int

  /// 1 GiB of the device and 256 MiB of the program's memory.
  public init() {
    let budget = StreamingBudget()
    deviceBytes = budget.deviceBytes
    hostBytes = budget.hostBytes
  }

  var streaming: StreamingBudget {
    var budget = StreamingBudget()
    budget.deviceBytes = deviceBytes
    budget.hostBytes = hostBytes
    return budget
  }
}
