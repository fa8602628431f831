internal import COpenXR
internal import Numerics

/// What a frame hands to the runtime: one projection layer of all views, with their depth, over what shows the room
/// where something does, and a panel over both, if there is one. Its memory lives as long as it, so that a frame
/// allocates nothing.
final class FrameLayers {
  private let views = UnsafeMutablePointer<XrCompositionLayerProjectionView>
    .allocate(capacity: FrameLayers.mostViews)
  private let depths = UnsafeMutablePointer<XrCompositionLayerDepthInfoKHR>
    .allocate(capacity: FrameLayers.mostViews)
  private let projection = UnsafeMutablePointer<XrCompositionLayerProjection>.allocate(capacity: 1)
  private let pointers = UnsafeMutablePointer<UnsafePointer<XrCompositionLayerBaseHeader>?>
    .allocate(capacity: 3)
  /// In the list, without the panel.
  private let ownCount: Int

  /// Over the scene; nil: nothing.
  var panel: PanelLayer?

  /// Distance of the near plane that depths are of, metres.
  var near: Float = 0.05 {
    didSet {
      guard hasDepth else { return }
      for index in 0..<viewCount { depths[index].farZ = near }
    }
  }
  private let hasDepth: Bool
  private let viewCount: Int

  private static let mostViews = 4

  /// - Parameters:
  ///   - depth: nil where there is none.
  ///   - usesAlpha: whether what is below is seen where alpha is less than 1. Colours are multiplied by it.
  ///   - below: nil where there is nothing; must live as long as this.
  init(
    _ set: ViewSet, space: XrSpace, color: EyeSwapchain, depth: EyeSwapchain?, usesAlpha: Bool,
    below: UnsafePointer<XrCompositionLayerBaseHeader>?
  ) {
    hasDepth = depth != nil
    viewCount = min(set.count, Self.mostViews)
    for index in 0..<viewCount {
      var view = XrCompositionLayerProjectionView()
      view.type = XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW
      view.subImage = color.part(ofEye: index)
      if let depth {
        let info = CompositionLayerDepth.info(of: depth, layer: index, near: near)
        (depths + index).initialize(to: info)
        view.next = UnsafeRawPointer(depths + index)
      }
      (views + index).initialize(to: view)
    }
    var layer = XrCompositionLayerProjection()
    layer.type = XR_TYPE_COMPOSITION_LAYER_PROJECTION
    layer.space = space
    layer.layerFlags = usesAlpha ? XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT : 0
    layer.viewCount = UInt32(viewCount)
    layer.views = UnsafePointer(views)
    projection.initialize(to: layer)
    let own = UnsafeRawPointer(projection).assumingMemoryBound(
      to: XrCompositionLayerBaseHeader.self)
    pointers.initialize(repeating: own, count: 3)
    if let below { pointers[0] = below }
    ownCount = below == nil ? 1 : 2
  }

  deinit {
    views.deallocate()
    depths.deallocate()
    projection.deallocate()
    pointers.deallocate()
  }

  /// The poses and fields of view that the images were drawn with.
  func set(_ index: Int, _ view: XrView) {
    views[index].pose = view.pose
    views[index].fov = view.fov
  }

  /// Layers to be shown: the panel, where there is something on it, comes over the scene.
  func count() -> UInt32 {
    guard let panel, panel.isDrawn else { return UInt32(ownCount) }
    pointers[ownCount] = UnsafeRawPointer(panel.layer)
      .assumingMemoryBound(to: XrCompositionLayerBaseHeader.self)
    return UInt32(ownCount) + 1
  }

  /// For `xrEndFrame`, with `count`; valid as long as this and its panel live.
  var list: UnsafePointer<UnsafePointer<XrCompositionLayerBaseHeader>?> { UnsafePointer(pointers) }
}
