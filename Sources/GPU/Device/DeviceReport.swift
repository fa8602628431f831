/// Which device to open.
package enum DeviceSelection: Sendable {
  /// The first of `Device.reports()` that is usable.
  case best
  /// The place in `Device.reports()`, counted from 0.
  case index(Int)
  /// The first device whose name contains the text, ignoring case.
  case name(String)
}

package enum DeviceType: String, Sendable {
  case discrete, integrated, virtual, cpu, other
}

/// One row of the feature table as a device answers it.
package struct FeatureStatus: Sendable {
  package let name: String
  package let required: Bool
  package let present: Bool
  /// What is lost where the feature is missing.
  package let cost: String
}

/// Whether a way of foveated rendering can run on a device.
package struct FoveationPathStatus: Sendable {
  /// `inset`, `shading-rate` or `density-map`.
  package let name: String
  package let available: Bool
  /// How it would be drawn, or why it cannot be.
  package let reason: String
}

package struct MemoryHeap: Sendable {
  package let bytes: Int
  package let deviceLocal: Bool
  /// What this process may use without trouble, nil where the driver does not say.
  package let budget: Int?
  /// What this process uses now, nil where the driver does not say.
  package let usage: Int?
}

/// A device as seen before it is opened.
package struct DeviceReport: Sendable {
  /// Place in `Device.reports()`.
  package internal(set) var index: Int
  package let name: String
  package let type: DeviceType
  /// The driver's name and its own words on its version.
  package let driver: String
  /// Such as `1.4.305`.
  package let apiVersion: String
  package let memoryHeaps: [MemoryHeap]
  package let features: [FeatureStatus]
  /// Sample counts that colour and depth attachments both offer, ascending.
  package let colorSampleCounts: [Int]
  package let foveationPaths: [FoveationPathStatus]
  /// Most views of one multiview pass.
  package let maxViews: Int
  /// Nil where the device has no shading rate attachments.
  package internal(set) var shadingRate: ShadingRateLimits?
  /// Nil where the device has no density maps.
  package internal(set) var densityMap: DensityMapLimits?
  /// Place in the loader's own order.
  var loaderIndex = 0

  /// True when every required feature is there.
  package var isUsable: Bool { features.allSatisfy { $0.present || !$0.required } }
}

extension DeviceReport {
  /// Best first: usable before unusable, then discrete, integrated, virtual, CPU, other; the loader's
  /// order settles the rest. Gives each its index.
  static func sorted(_ reports: [DeviceReport]) -> [DeviceReport] {
    let order: [DeviceType] = [.discrete, .integrated, .virtual, .cpu, .other]
    func rank(_ report: DeviceReport) -> Int {
      (report.isUsable ? 0 : order.count) + (order.firstIndex(of: report.type) ?? order.count)
    }
    var sorted = reports.enumerated()
      .sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
      .map(\.element)
    for index in sorted.indices { sorted[index].index = index }
    return sorted
  }
}

extension [DeviceReport] {
  /// The one that a selection means, of a sorted list.
  func selected(by selection: DeviceSelection) throws(GPUError) -> DeviceReport {
    guard let best = first else {
      throw GPUError(.unsupported, call: "device selection", reason: "there is no Vulkan device")
    }
    switch selection {
    case .best:
      return best
    case .index(let index):
      guard indices.contains(index) else {
        throw GPUError(
          .unsupported, call: "device selection",
          reason: "there is no device \(index): there are \(count), counted from 0")
      }
      return self[index]
    case .name(let name):
      let wanted = name.lowercased()
      guard let found = first(where: { $0.name.lowercased().contains(wanted) }) else {
        let names = map(\.name).joined(separator: ", ")
        throw GPUError(
          .unsupported, call: "device selection",
          reason: "no device has “\(name)” in its name; there are: \(names)")
      }
      return found
    }
  }
}
