internal import COpenXR
private import Glibc

/// XR_KHR_convert_timespec_time: the runtime's time on the program's monotonic clock. Without it the two are
/// taken to be the same, as they are on runtimes for Linux.
final class ConvertTimespecTime: OpenXRExtension {
  static var names: [String] { ["XR_KHR_convert_timespec_time"] }

  private var instance: XrInstance?
  private var toTimespec: FoveaXrConvertTimeToTimespec?
  private var toTime: FoveaXrConvertTimespecToTime?

  init(_ ledger: HandleLedger) {}

  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {
    self.instance = instance
    toTimespec = try loader.require(
      "xrConvertTimeToTimespecTimeKHR", of: instance, as: FoveaXrConvertTimeToTimespec.self)
    toTime = try loader.require(
      "xrConvertTimespecTimeToTimeKHR", of: instance, as: FoveaXrConvertTimespecToTime.self)
  }

  /// The runtime's time of a time of CLOCK_MONOTONIC in nanoseconds; the same where the runtime cannot tell.
  func time(ofMonotonic nanoseconds: UInt64) -> XrTime {
    var spec = timespec(
      tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    var time: XrTime = 0
    guard let instance, let toTime, toTime(instance, &spec, &time) == XR_SUCCESS else {
      return XrTime(clamping: nanoseconds)
    }
    return time
  }

  /// Nanoseconds of CLOCK_MONOTONIC; the time itself where the runtime cannot tell.
  func monotonic(_ time: XrTime) -> UInt64 {
    var spec = timespec()
    guard let instance, let toTimespec, toTimespec(instance, time, &spec) == XR_SUCCESS else {
      return UInt64(clamping: time)
    }
    return UInt64(clamping: spec.tv_sec) * 1_000_000_000 + UInt64(clamping: spec.tv_nsec)
  }
}
