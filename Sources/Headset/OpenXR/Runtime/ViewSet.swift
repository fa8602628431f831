internal import COpenXR

/// The views that a headset wants to be drawn together: one for each eye, or with insets two for each eye: the
/// whole field, left and right, and then the part of it that is looked at, left and right.
package struct ViewSet: Equatable, Sendable {
  /// Pixels of each view, as the runtime recommends them.
  package let sizes: [SIMD2<Int>]
  let type: XrViewConfigurationType

  /// Pixels that every view finds room in: they are layers of one array.
  package var width: Int { sizes.map(\.x).max() ?? 0 }
  package var height: Int { sizes.map(\.y).max() ?? 0 }
  package var count: Int { sizes.count }
  package var hasInsets: Bool { count == 4 }
  /// Whether each view fills its layer.
  package var isEven: Bool { sizes.allSatisfy { $0 == sizes[0] } }

  static var insets: XrViewConfigurationType {
    XrViewConfigurationType(UInt32(fovea_xr_views_with_foveated_inset))
  }

  /// - Parameter wantsInsets: whether there are to be insets, where the runtime has them.
  /// - Throws: `unsupported` when it shows no two views, or views of no sensible size.
  init(
    of instance: OpenXRInstance, system: XrSystemId, wantsInsets: Bool
  ) throws(OpenXRError) {
    let functions = instance.functions
    let types = try list(
      "xrEnumerateViewConfigurations", of: XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO
    ) { functions.viewConfigurations(instance.handle, system, $0, $1, $2) }
    type =
      wantsInsets && types.contains(Self.insets)
      ? Self.insets : XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO
    var blank = XrViewConfigurationView()
    blank.type = XR_TYPE_VIEW_CONFIGURATION_VIEW
    let type = type
    let views = try list("xrEnumerateViewConfigurationViews", of: blank) {
      functions.viewConfigurationViews(instance.handle, system, type, $0, $1, $2)
    }
    let wanted = type == Self.insets ? 4 : 2
    guard views.count == wanted else {
      throw OpenXRError(
        .unsupported, call: "xrEnumerateViewConfigurationViews",
        reason: "\(views.count) views in place of \(wanted)")
    }
    sizes = views.map {
      SIMD2(
        Int(min($0.recommendedImageRectWidth, $0.maxImageRectWidth)),
        Int(min($0.recommendedImageRectHeight, $0.maxImageRectHeight)))
    }
    let range = 1...1 << 14
    for size in sizes where !range.contains(size.x) || !range.contains(size.y) {
      throw OpenXRError(
        .unsupported, call: "xrEnumerateViewConfigurationViews",
        reason: "eye images of \(size.x)×\(size.y) pixels")
    }
  }
}
