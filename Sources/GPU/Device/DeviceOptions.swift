private import Glibc

/// How to open a device.
package struct DeviceOptions: Sendable {
  /// Runs under the Khronos validation layer with synchronization validation; see
  /// `Device.validationMessages`.
  package var validate = false
  /// Folder of the pipeline cache, made when absent; nil keeps no cache on disk.
  package var pipelineCacheFolder: String?
  /// Frames that may be recorded or running at once.
  package var framesInFlight = 2
  /// Switches on rate attachments of this kind where the device has them; see `Device.rates`.
  /// Nothing is paid for them otherwise.
  package var rates: RateKind?
  /// Upper bound in bytes for the memory of one heap, below what the driver allows.
  package var memoryBudget: Int?

  /// Extensions of the instance for surfaces of windows, as the windowing library wants them; with
  /// none the device shows nothing in windows. See `Presenter`.
  package var surfaceExtensions: [String] = []

  package init() {
    pipelineCacheFolder = Self.defaultCacheFolder
  }

  /// `$XDG_CACHE_HOME/fovea`, else `~/.cache/fovea`.
  private static var defaultCacheFolder: String? {
    if let cache = getenv("XDG_CACHE_HOME"), cache[0] == UInt8(ascii: "/") {
      return String(cString: cache) + "/fovea"
    }
    return getenv("HOME").map { String(cString: $0) + "/.cache/fovea" }
  }
}

/// Device memory of a `Device`, in bytes.
package struct MemoryUsage: Sendable {
  /// Allocated from the driver now.
  package var residentBytes = 0
  package var peakResidentBytes = 0
  /// Of these taken by buffers and images that live, or that the device may still use.
  package var usedBytes = 0
  /// What the driver, or the options, allow in the largest device-local heap.
  package var budgetBytes = 0
  /// Allocations made from the driver that still live.
  package var allocations = 0
  /// Sent to the device in all by the `upload` functions.
  package var uploadedBytes = 0
}
