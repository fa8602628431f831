internal import Numerics
internal import Optics

extension FrameConstants {
  /// The constants of one layer's passes: like the frame's, with views that see the layer's window.
  /// Lights and shadows stay those of the whole field.
  mutating func setViews(
    ofLayer index: Int, in plan: FoveationPlan, _ input: FrameInput, near: Float
  ) {
    let lightField = clusterTangents
    var seen = input
    for view in 0..<input.viewCount {
      seen.views[view].fieldOfView = plan.window(index, view: view, input).fieldOfView(
        in: input.views[view].fieldOfView, imageWidth: plan.imageWidth,
        imageHeight: plan.imageHeight)
    }
    set(seen, near: near)
    clusterTangents = lightField
    for view in 0..<input.viewCount {
      let window = plan.window(index, view: view, input)
      let extent = window.pitch * Double2(Double(window.width), Double(window.height))
      views[view].window = Float4(
        Float(window.origin.x), Float(window.origin.y), Float(2 / extent.x), Float(2 / extent.y))
      let radius = window.radius.x.isFinite ? window.margin(by: 1.5).radius : .zero
      views[view].region = Float4(window.center.x, window.center.y, radius.x, radius.y)
      guard plan.hasHoles, index > 0 else { continue }
      let finer = plan.window(index - 1, view: view, input)
      // Filters reach over the border: by a pixel and a half of the layer, and of what its samples
      // are spread over.
      let isSpread = index == plan.layers.count - 1 && plan.spreadSize != nil
      let solid = plan.solidRadius(finer) - Float2(window.pitch) * 2 - (isSpread ? 3 : 0)
      views[view].hole = Float4(max(solid.x, 0), max(solid.y, 0), 0, 0)
    }
  }

  /// What the composite needs to know of a layer.
  mutating func setLayer(_ index: Int, in plan: FoveationPlan, _ input: FrameInput) {
    for view in 0..<input.viewCount {
      let window = plan.window(index, view: view, input)
      layers[index].views[view] = LayerViewConstants(
        origin: Float2(window.origin), perPitch: Float2(1 / window.pitch), center: window.center,
        inverseRadius: 1 / window.radius)
      layers[index].drawn = Float2(Float(window.width), Float(window.height))
      guard index == plan.layers.count - 1, let spread = plan.spreadSize else { continue }
      layers[index].drawn = Float2(Float(spread.width), Float(spread.height))
      layers[index].views[view].perPitch = layers[index].drawn / imageSize
    }
  }
}

extension FoveationPlan {
  /// Where a layer lies for a view of a frame.
  func window(_ layer: Int, view: Int, _ input: FrameInput) -> LayerWindow {
    let size = Float2(Float(imageWidth), Float(imageHeight))
    let center =
      input.views[view].fieldOfView.imagePosition(ofTangent: input.gaze.tangents[view]) * size
    return layerWindow(layer, center: center, widening: input.gaze.widening)
  }
}

extension LayerWindow {
  /// The same with a region that is larger by some of the layer's pixels, for filtering.
  fileprivate func margin(by pixels: Float) -> LayerWindow {
    var larger = self
    larger.radius += Float2(pitch) * pixels
    return larger
  }
}
