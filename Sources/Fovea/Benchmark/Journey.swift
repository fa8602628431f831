import Headset
import Numerics

/// Where the head is by the clock: at one place after another, and at each along a trace that begins
/// there anew and is repeated.
struct Journey {
  /// `T_world_head` where stays begin; at least one.
  let places: [Pose]
  let trace: HeadTrace?
  /// Of each stay, above 0; nil: the first lasts for ever.
  let stay_ns: UInt64?

  /// The stay at a time, counted from 0 and on when places come again.
  func stay(at time_ns: UInt64) -> Int { stay_ns.map { Int(time_ns / $0) } ?? 0 }

  /// Time of the trace.
  func traceTime(at time_ns: UInt64) -> UInt64 {
    guard let trace, trace.durationNanoseconds > 0 else { return 0 }
    return (stay_ns.map { time_ns % $0 } ?? time_ns) % trace.durationNanoseconds
  }

  /// `T_world_head`. Does not allocate.
  func head(at time_ns: UInt64) -> Pose {
    let start = places[stay(at: time_ns) % places.count]
    guard let trace else { return start }
    return start * trace.pose(at: traceTime(at: time_ns))
  }
}
