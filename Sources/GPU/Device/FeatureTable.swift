internal import CVulkan

/// Vulkan's feature structures side by side, so that one key path names any feature.
struct FeatureStructures: BitwiseCopyable {
  var core = VkPhysicalDeviceFeatures2()
  var v11 = VkPhysicalDeviceVulkan11Features()
  var v12 = VkPhysicalDeviceVulkan12Features()
  var v13 = VkPhysicalDeviceVulkan13Features()
  var shadingRate = VkPhysicalDeviceFragmentShadingRateFeaturesKHR()
  var densityMap = VkPhysicalDeviceFragmentDensityMapFeaturesEXT()
  var meshShader = VkPhysicalDeviceMeshShaderFeaturesEXT()
  var rayQuery = VkPhysicalDeviceRayQueryFeaturesKHR()

  init() {
    core.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2
    v11.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_FEATURES
    v12.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES
    v13.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES
    shadingRate.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_SHADING_RATE_FEATURES_KHR
    densityMap.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FRAGMENT_DENSITY_MAP_FEATURES_EXT
    meshShader.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MESH_SHADER_FEATURES_EXT
    rayQuery.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_RAY_QUERY_FEATURES_KHR
  }

  /// Links the structures that belong to Vulkan 1.3 or to an extension of the list into one chain
  /// that starts at `core`. The pointer is the arena's.
  func chained(_ extensions: Set<String>, in arena: Arena) -> UnsafeMutablePointer<Self> {
    let all = arena.store(self)
    var parts: [PartialKeyPath<Self>] = [\.v11, \.v12, \.v13]
    let optional: [(PartialKeyPath<Self>, String)] = [
      (\.shadingRate, VK_KHR_FRAGMENT_SHADING_RATE_EXTENSION_NAME),
      (\.densityMap, VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME),
      (\.meshShader, VK_EXT_MESH_SHADER_EXTENSION_NAME),
      (\.rayQuery, VK_KHR_RAY_QUERY_EXTENSION_NAME),
    ]
    parts += optional.filter { extensions.contains($0.1) }.map(\.0)
    let offsets = parts.compactMap { MemoryLayout<Self>.offset(of: $0) }
    var next: UnsafeMutableRawPointer?
    for offset in offsets.reversed() {
      let part = UnsafeMutableRawPointer(all) + offset
      part.assumingMemoryBound(to: VkBaseOutStructure.self).pointee.pNext =
        next?.assumingMemoryBound(to: VkBaseOutStructure.self)
      next = part
    }
    all.pointee.core.pNext = next
    return all
  }
}

/// What the room asks of a device, in one table.
struct FeatureRow {
  enum Need {
    /// Without it the device cannot be opened.
    case required
    /// Switched on where present.
    case optional
    /// Only reported: switched on when asked for, as rate attachments are, or not used yet.
    case probed
  }

  let name: String
  let need: Need
  /// What is lost where it is missing.
  let cost: String
  var feature: WritableKeyPath<FeatureStructures, VkBool32>?
  var deviceExtension: String?

  func isPresent(_ features: FeatureStructures, _ extensions: Set<String>) -> Bool {
    if let deviceExtension, !extensions.contains(deviceExtension) { return false }
    if let feature { return features[keyPath: feature] == VK_TRUE }
    return true
  }
}

extension FeatureRow {
  private static func required(
    _ name: String, _ feature: WritableKeyPath<FeatureStructures, VkBool32>, _ cost: String
  ) -> FeatureRow {
    FeatureRow(name: name, need: .required, cost: cost, feature: feature)
  }

  private static func optional(
    _ name: String, _ feature: WritableKeyPath<FeatureStructures, VkBool32>?, _ cost: String,
    _ deviceExtension: String? = nil, need: Need = .optional
  ) -> FeatureRow {
    FeatureRow(
      name: name, need: need, cost: cost, feature: feature, deviceExtension: deviceExtension)
  }

  static var table: [FeatureRow] {
    [
      required("dynamicRendering", \.v13.dynamicRendering, "no passes: nothing is drawn"),
      required(
        "synchronization2", \.v13.synchronization2, "no barriers: the frame graph cannot run"),
      required("maintenance4", \.v13.maintenance4, "compiled shaders do not load"),
      required(
        "shaderDemoteToHelperInvocation", \.v13.shaderDemoteToHelperInvocation,
        "masked materials do not load"),
      required(
        "shaderTerminateInvocation", \.v13.shaderTerminateInvocation,
        "masked materials do not load"),
      required("timelineSemaphore", \.v12.timelineSemaphore, "frames cannot be waited for"),
      required("bufferDeviceAddress", \.v12.bufferDeviceAddress, "shaders reach no buffer"),
      required("scalarBlockLayout", \.v12.scalarBlockLayout, "shaders misread buffers"),
      required(
        "descriptorIndexing", \.v12.descriptorIndexing, "no bindless textures: nothing is textured"),
      required("runtimeDescriptorArray", \.v12.runtimeDescriptorArray, "no bindless textures"),
      required(
        "descriptorBindingPartiallyBound", \.v12.descriptorBindingPartiallyBound,
        "no bindless textures"),
      required(
        "descriptorBindingSampledImageUpdateAfterBind",
        \.v12.descriptorBindingSampledImageUpdateAfterBind, "textures cannot arrive while drawing"),
      required(
        "descriptorBindingStorageImageUpdateAfterBind",
        \.v12.descriptorBindingStorageImageUpdateAfterBind, "images cannot arrive while drawing"),
      required(
        "descriptorBindingUpdateUnusedWhilePending",
        \.v12.descriptorBindingUpdateUnusedWhilePending, "textures cannot arrive while drawing"),
      required(
        "shaderSampledImageArrayNonUniformIndexing",
        \.v12.shaderSampledImageArrayNonUniformIndexing, "one draw cannot mix materials"),
      required(
        "shaderStorageImageArrayNonUniformIndexing",
        \.v12.shaderStorageImageArrayNonUniformIndexing, "compute cannot choose its image"),
      required("drawIndirectCount", \.v12.drawIndirectCount, "culling on the device draws nothing"),
      required(
        "multiDrawIndirect", \.core.features.multiDrawIndirect,
        "draw calls grow with the number of objects"),
      required(
        "drawIndirectFirstInstance", \.core.features.drawIndirectFirstInstance,
        "indirect draws cannot tell objects apart"),
      required("multiview", \.v11.multiview, "every eye needs a pass of its own"),
      required(
        "shaderDrawParameters", \.v11.shaderDrawParameters,
        "indirect draws cannot tell objects apart"
      ),
      required(
        "shaderSampledImageArrayDynamicIndexing",
        \.core.features.shaderSampledImageArrayDynamicIndexing, "no bindless textures"),
      required(
        "shaderStorageImageArrayDynamicIndexing",
        \.core.features.shaderStorageImageArrayDynamicIndexing, "no bindless storage images"),
      required(
        "shaderStorageImageWriteWithoutFormat",
        \.core.features.shaderStorageImageWriteWithoutFormat, "compute cannot write images"),
      required(
        "depthClamp", \.core.features.depthClamp, "casters behind a shadow map's near plane"),
      required(
        "samplerAnisotropy", \.core.features.samplerAnisotropy, "surfaces at grazing angles blur"),
      optional(
        "textureCompressionBC", \.core.features.textureCompressionBC,
        "textures of baked scenes take four to eight times the memory"),
      optional(
        "pipelineStatisticsQuery", \.core.features.pipelineStatisticsQuery,
        "no counts of vertices and fragments per pass"),
      optional(
        "hostQueryReset", \.v12.hostQueryReset, "queries are reset by the device", need: .probed),
      optional("shaderFloat16", \.v12.shaderFloat16, "no half precision arithmetic", need: .probed),
      optional(
        "memory budget", nil, "memory pressure of other programs is not seen",
        VK_EXT_MEMORY_BUDGET_EXTENSION_NAME),
      optional(
        "calibrated timestamps", nil, "device and host times share no axis",
        VK_EXT_CALIBRATED_TIMESTAMPS_EXTENSION_NAME, need: .probed),
      optional(
        "fragment shading rate", \.shadingRate.attachmentFragmentShadingRate,
        "no foveation by shading rate", VK_KHR_FRAGMENT_SHADING_RATE_EXTENSION_NAME, need: .probed),
      optional(
        "fragment density map", \.densityMap.fragmentDensityMap, "no foveation by density map",
        VK_EXT_FRAGMENT_DENSITY_MAP_EXTENSION_NAME, need: .probed),
      optional(
        "mesh shader", \.meshShader.meshShader, "clusters are drawn by indirect draws alone",
        VK_EXT_MESH_SHADER_EXTENSION_NAME, need: .probed),
      optional(
        "ray query", \.rayQuery.rayQuery, "no traced shadows or reflections",
        VK_KHR_RAY_QUERY_EXTENSION_NAME, need: .probed),
    ]
  }
}
