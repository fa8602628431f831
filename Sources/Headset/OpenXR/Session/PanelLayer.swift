internal import COpenXR
package import GPU
internal import Numerics

/// A flat picture that hangs before the head, over the scene: a layer with images of its own, which is drawn
/// anew when it changes, not in each frame. Belongs to the frame thread, and ends before its session.
package final class PanelLayer {
  package var width: Int { swapchain.width }
  package var height: Int { swapchain.height }
  /// Whether anything was drawn, so that there is something to show.
  private(set) var isDrawn = false
  let layer = UnsafeMutablePointer<XrCompositionLayerQuad>.allocate(capacity: 1)
  private let swapchain: EyeSwapchain

  /// Metres: of the picture's width, and from the head to its middle (right, up and back).
  private static let metres: Float = 0.55
  private static let place = Float3(-0.28, 0.2, -1)

  /// - Parameters:
  ///   - size: pixels.
  ///   - space: that moves with the head.
  init(
    size: (width: Int, height: Int), _ session: XrSession, before space: XrSpace,
    of instance: OpenXRInstance, on device: Device
  ) throws(OpenXRError) {
    swapchain = try EyeSwapchain(
      .rgba8Srgb, sizes: [SIMD2(size.width, size.height)], session, of: instance, on: device)
    var quad = XrCompositionLayerQuad()
    quad.type = XR_TYPE_COMPOSITION_LAYER_QUAD
    quad.layerFlags =
      XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT
      | XR_COMPOSITION_LAYER_UNPREMULTIPLIED_ALPHA_BIT
    quad.space = space
    quad.eyeVisibility = XR_EYE_VISIBILITY_BOTH
    quad.subImage = swapchain.part(ofEye: 0)
    quad.pose.orientation.w = 1
    quad.pose.position = XrVector3f(x: Self.place.x, y: Self.place.y, z: Self.place.z)
    quad.size = XrExtent2Df(
      width: Self.metres, height: Self.metres * Float(size.height) / Float(max(size.width, 1)))
    layer.initialize(to: quad)
  }

  deinit { layer.deallocate() }

  /// The image to draw into, once the runtime is done with it: straight alpha.
  package func acquire() throws(OpenXRError) -> ImageHandle { try swapchain.acquire() }

  /// The image is drawn: all work on it is submitted.
  package func release() throws(OpenXRError) {
    try swapchain.release()
    isDrawn = true
  }

  /// The device must be done with the images.
  func destroy() { swapchain.destroy() }
}
