internal import COpenXR

/// A headset that a runtime has, with what it wants to be shown.
package struct OpenXRSystem {
  /// As the runtime calls it.
  package let name: String
  /// What the runtime recommends for each eye, in pixels.
  package let eyeWidth: Int
  package let eyeHeight: Int
  /// Makes the Vulkan device that the headset is served from.
  package let vulkan: VulkanEnable2

  let id: XrSystemId

  static var views: XrViewConfigurationType { XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO }

  /// - Throws: `noHeadset`, or `unsupported` when it does not show two views.
  package init(of instance: OpenXRInstance) throws(OpenXRError) {
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

    var blank = XrViewConfigurationView()
    blank.type = XR_TYPE_VIEW_CONFIGURATION_VIEW
    let views = try list("xrEnumerateViewConfigurationViews", of: blank) {
      functions.viewConfigurationViews(instance.handle, id, Self.views, $0, $1, $2)
    }
    guard views.count == 2 else {
      throw OpenXRError(
        .unsupported, call: "xrEnumerateViewConfigurationViews",
        reason: "\(views.count) views in place of two")
    }
    // One image array holds both.
    let limits = (
      views.map(\.maxImageRectWidth).min() ?? 0, views.map(\.maxImageRectHeight).min() ?? 0
    )
    eyeWidth = Int(min(views.map(\.recommendedImageRectWidth).max() ?? 0, limits.0))
    eyeHeight = Int(min(views.map(\.recommendedImageRectHeight).max() ?? 0, limits.1))
    guard (1...1 << 14).contains(eyeWidth), (1...1 << 14).contains(eyeHeight) else {
      throw OpenXRError(
        .unsupported, call: "xrEnumerateViewConfigurationViews",
        reason: "eye images of \(eyeWidth)×\(eyeHeight) pixels")
    }
    vulkan = try VulkanEnable2(instance.handle, system: id, instance.loader)
  }
}
