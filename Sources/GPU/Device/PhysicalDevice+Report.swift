internal import CVulkan

extension PhysicalDevice {
  /// The report, with index 0: the sorted list gives each its own.
  func report() -> DeviceReport {
    let budgets = memoryBudgets()
    let heaps = heaps.enumerated().map { index, heap in
      MemoryHeap(
        bytes: Int(clamping: heap.size),
        deviceLocal: heap.flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT.rawValue != 0,
        budget: budgets?[index].budget, usage: budgets?[index].usage)
    }
    var status = FeatureRow.table.map { row in
      FeatureStatus(
        name: row.name, required: row.need == .required,
        present: row.isPresent(features, extensions), cost: row.cost)
    }
    status.insert(
      FeatureStatus(
        name: "Vulkan 1.3", required: true,
        present: properties.apiVersion >= fovea_vk_api_version_1_3(),
        cost: "the device cannot be opened"), at: 0)
    status.insert(
      FeatureStatus(
        name: "graphics and compute queue", required: true, present: queueFamily != nil,
        cost: "nothing is drawn"), at: 1)
    let version = properties.apiVersion
    var report = DeviceReport(
      index: 0, name: text(properties.deviceName), type: type,
      driver: "\(text(driver.driverName)) \(text(driver.driverInfo))",
      apiVersion: "\(fovea_vk_version_major(version)).\(fovea_vk_version_minor(version))"
        + ".\(fovea_vk_version_patch(version))",
      memoryHeaps: heaps, features: status, colorSampleCounts: sampleCounts,
      foveationPaths: foveationPaths, maxViews: maxViews)
    report.shadingRate = shadingRateLimits
    report.densityMap = densityMapLimits
    return report
  }

  private var type: DeviceType {
    switch properties.deviceType {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU: .discrete
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU: .integrated
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU: .virtual
    case VK_PHYSICAL_DEVICE_TYPE_CPU: .cpu
    default: .other
    }
  }

  var sampleCounts: [Int] {
    let limits = properties.limits
    let both = limits.framebufferColorSampleCounts & limits.framebufferDepthSampleCounts
    return [1, 2, 4, 8, 16, 32, 64].filter { both & UInt32($0) != 0 }
  }

  private var foveationPaths: [FoveationPathStatus] {
    [
      FoveationPathStatus(
        name: "inset", available: features.v11.multiview == VK_TRUE,
        reason: features.v11.multiview == VK_TRUE
          ? "layers of falling density, each an image of its own"
          : "the device draws no two views in one pass"),
      status("shading-rate", .shadingRate, "an attachment of fragment sizes"),
      status("density-map", .densityMap, "an attachment of densities"),
    ]
  }

  private func status(_ name: String, _ kind: RateKind, _ how: String) -> FoveationPathStatus {
    let lack = unavailability(of: kind)
    return FoveationPathStatus(name: name, available: lack == nil, reason: lack ?? how)
  }
}
