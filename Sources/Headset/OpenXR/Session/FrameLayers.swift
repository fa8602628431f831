internal import COpenXR
internal import Numerics

/// What a frame hands to the runtime: one projection layer of two views. Its memory lives as long as it, so
/// that a frame allocates nothing.
final class FrameLayers {
  private let views = UnsafeMutablePointer<XrCompositionLayerProjectionView>.allocate(capacity: 2)
  private let projection = UnsafeMutablePointer<XrCompositionLayerProjection>.allocate(capacity: 1)
  private let pointers = UnsafeMutablePointer<UnsafePointer<XrCompositionLayerBaseHeader>?>
    .allocate(capacity: 1)

  init(space: XrSpace, swapchain: EyeSwapchain) {
    for index in 0..<2 {
      var view = XrCompositionLayerProjectionView()
      view.type = XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW
      view.subImage.swapchain = swapchain.handle
      view.subImage.imageRect.extent = XrExtent2Di(
        width: Int32(swapchain.width), height: Int32(swapchain.height))
      view.subImage.imageArrayIndex = UInt32(index)
      (views + index).initialize(to: view)
    }
    var layer = XrCompositionLayerProjection()
    layer.type = XR_TYPE_COMPOSITION_LAYER_PROJECTION
    layer.space = space
    layer.viewCount = 2
    layer.views = UnsafePointer(views)
    projection.initialize(to: layer)
    pointers.initialize(
      to: UnsafeRawPointer(projection).assumingMemoryBound(to: XrCompositionLayerBaseHeader.self))
  }

  deinit {
    views.deallocate()
    projection.deallocate()
    pointers.deallocate()
  }

  /// The poses and fields of view that the images were drawn with.
  func set(_ index: Int, _ view: XrView) {
    views[index].pose = view.pose
    views[index].fov = view.fov
  }

  /// For `xrEndFrame`; valid as long as this lives.
  var list: UnsafePointer<UnsafePointer<XrCompositionLayerBaseHeader>?> { UnsafePointer(pointers) }
}
