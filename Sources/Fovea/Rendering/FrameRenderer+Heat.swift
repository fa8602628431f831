import Numerics
import Optics
import Rendering

extension FrameRenderer {
  /// What a frame drew of a view.
  func foveatedEye(_ view: View, gaze: Float2, widening: Float) -> FoveatedEye {
    guard let plan = setup.foveation else {
      return FoveatedEye(
        imageWidth: setup.eyeWidth, imageHeight: setup.eyeHeight, field: view.fieldOfView,
        gaze: gaze)
    }
    return FoveatedEye(plan, field: view.fieldOfView, gaze: gaze, widening: widening)
  }

  /// Heat maps of the newest frame's views, side by side as eye images, or as the panel shows them.
  ///
  /// - Parameter panel: the headset whose panel is shown; nil: eye images.
  /// - Precondition: the setup asks for what the quantity is made of.
  func heatPanes(
    _ quantity: HeatMap.Quantity, of views: [View], gaze: FoveationGaze, panel: HeadsetProfile?
  ) throws(FoveaError) -> [HeatPlot.Pane] {
    var panes: [HeatPlot.Pane] = []
    for (index, view) in views.enumerated() {
      let eye = foveatedEye(view, gaze: gaze.tangents[index], widening: gaze.widening)
      let map = HeatMap(
        quantity, of: eye, told: quantity.source == nil ? [] : try heat(ofView: index))
      let lens = panel?.eye(index)
      let rect =
        lens?.viewport
        ?? PixelRect(
          x: index * setup.eyeWidth, width: setup.eyeWidth, height: setup.eyeHeight)
      panes.append(HeatPlot.Pane(rect: rect, map: map, eye: eye, lens: lens))
    }
    return panes
  }
}
