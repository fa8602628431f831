internal import CVulkan

/// How a device is told, region by region of a pass, how finely to shade it. One device runs one kind:
/// Vulkan lets nobody switch on both (VUID-VkDeviceCreateInfo-fragmentDensityMap-04483).
package enum RateKind: CaseIterable, Sendable {
  /// An image of fragment sizes: VK_KHR_fragment_shading_rate.
  case shadingRate
  /// An image of densities: VK_EXT_fragment_density_map.
  case densityMap

  /// The format that every device with attachments of the kind takes.
  package var format: Format {
    switch self {
    case .shadingRate: .r8Uint
    case .densityMap: .rg8Unorm
    }
  }

  package var usage: ImageUsage {
    switch self {
    case .shadingRate: .shadingRate
    case .densityMap: .densityMap
    }
  }

  var deviceExtension: String {
    switch self {
    case .shadingRate: VK_KHR_FRAGMENT_SHADING_RATE_EXTENSION_NAME
    case .densityMap: VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME
    }
  }

  /// What is switched on, each with what it means that a device lacks it.
  var features: [(feature: WritableKeyPath<FeatureStructures, VkBool32>, lack: String)] {
    switch self {
    case .shadingRate:
      [
        (
          \.shadingRate.attachmentFragmentShadingRate,
          "the device has shading rates, but no attachment that holds them"
        )
      ]
    case .densityMap:
      [
        (
          \.densityMap.fragmentDensityMap,
          "the driver knows density maps, but the device has none"
        ),
        (
          \.densityMap.fragmentDensityMapDynamic,
          "the device reads a density map when a frame is recorded, before the frame's gaze is in it"
        ),
        (
          \.densityMap.fragmentDensityMapNonSubsampledImages,
          "the device uses density maps with subsampled images alone"
        ),
      ]
    }
  }

  /// Why a device cannot run the kind; nil when it can.
  func unavailability(_ features: FeatureStructures, _ extensions: Set<String>) -> String? {
    guard extensions.contains(deviceExtension) else {
      return "the device has no \(deviceExtension)"
    }
    return self.features.first { features[keyPath: $0.feature] != VK_TRUE }?.lack
  }
}
