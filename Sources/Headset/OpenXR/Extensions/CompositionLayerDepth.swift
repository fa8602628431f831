internal import COpenXR

/// XR_KHR_composition_layer_depth: how far away what a frame shows is, from which runtimes find what a head that
/// moved on sees. Does nothing but be asked for: `FrameLayers` hands the depth over.
final class CompositionLayerDepth: OpenXRExtension {
  static var names: [String] { ["XR_KHR_composition_layer_depth"] }

  init(_ ledger: HandleLedger) {}

  /// Of reverse infinite depth: 0 is at infinity and 1 at the near plane.
  ///
  /// - Parameter near: metres.
  static func info(of swapchain: EyeSwapchain, layer: Int, near: Float)
    -> XrCompositionLayerDepthInfoKHR
  {
    var info = XrCompositionLayerDepthInfoKHR()
    info.type = XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR
    info.subImage = swapchain.part(ofEye: layer)
    (info.minDepth, info.maxDepth) = (0, 1)
    (info.nearZ, info.farZ) = (.infinity, near)
    return info
  }
}
