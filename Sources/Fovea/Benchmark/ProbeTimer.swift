import FrameTiming
import GPU
import Rendering

/// Times the fixed fill that costs are compared with: processor time of all threads, which on a CPU
/// device is the work itself.
final class ProbeTimer {
  private let probe: CalibrationProbe

  init(device: Device) throws(FoveaError) {
    do {
      probe = try CalibrationProbe(device: device)
      // The first draw compiles.
      try probe.run()
    } catch {
      throw FoveaError(error)
    }
  }

  /// Process CPU time of each of a few fills in milliseconds.
  func measure(count: Int = 3) throws(FoveaError) -> [Double] {
    var times: [Double] = []
    for _ in 0..<count {
      let start = Clock.processCPU_ns
      do {
        try probe.run()
      } catch {
        throw FoveaError(error)
      }
      times.append(Double(Clock.processCPU_ns - start) / 1e6)
    }
    return times
  }

  func destroy() throws(FoveaError) {
    do {
      try probe.destroy()
    } catch {
      throw FoveaError(error)
    }
  }
}
