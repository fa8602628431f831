internal import COpenXR

/// A headset that a runtime has, with what it wants to be shown.
package struct OpenXRSystem {
  /// As the runtime calls it.
  package let name: String
  package let views: ViewSet
  /// Makes the Vulkan device that the headset is served from.
  package let vulkan: VulkanEnable2

  let id: XrSystemId

  /// Pixels of the images that views are drawn into.
  package var eyeWidth: Int { views.width }
  package var eyeHeight: Int { views.height }

  /// - Parameter wantsInsets: see `ViewSet`.
  /// - Throws: `noHeadset`, or `unsupported` when it does not show two views.
  package init(
    of instance: OpenXRInstance, wantsInsets: Bool = false
  ) throws(OpenXRError) {
    let functions = instance.functions
    var request = XrSystemGetInfo()
    request.type = XR_TYPE_SYSTEM_GET_INFO
    request.formFactor = XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY
    var id: XrSystemId = 0
    try check("xrGetSystem", functions.system(instance.handle, &request, &id))
    self.id = id

    var properties = XrSystemProperties()
    properties.type = XR_TYPE_SYSTEM_PROPERTIES
    try check(
      "xrGetSystemProperties", functions.systemProperties(instance.handle, id, &properties))
    name = text(properties.systemName)

    views = try ViewSet(of: instance, system: id, wantsInsets: wantsInsets)
    vulkan = try VulkanEnable2(instance.handle, system: id, instance.loader)
  }
}
