import FrameTiming
import Optics
import Rendering

/// Where the scene on the device stands, for those who look at it. Making one does not allocate.
struct SceneFigures {
  /// Bytes of pages of geometry, of images, and what both together may take.
  var geometryBytes = 0
  var imageBytes = 0
  var budgetBytes = 0
  /// Units of both that are on the device, that are on their way, and that the newest frame lacked.
  var resident = 0
  var underWay = 0
  var missing = 0
  /// Error that is let pass, pixels.
  var threshold = 0.0
  var triangles = 0
  var clusters = 0
  var hiddenClusters = 0
  /// Of the eye images' pixels those that are drawn, 0…1; nil where the device alone knows.
  var pixelShare: Double? = 1
}

extension FrameRenderer {
  /// Of the newest frame that the device has finished.
  ///
  /// - Parameter gaze: of that frame.
  func figures(gaze: FoveationGaze) -> SceneFigures {
    let (pools, counters) = (streaming.streamer.policy.pools, streaming.streamer.counters)
    let detail = renderer.detailCounters
    var figures = SceneFigures()
    figures.geometryBytes = pools.geometry.bytes
    figures.imageBytes = renderer.imageMemory.bytes
    figures.budgetBytes = streaming.budget.deviceBytes
    figures.resident = counters.resident
    figures.underWay = counters.underWay
    figures.missing = counters.missing
    figures.threshold = Double(detail.threshold)
    figures.triangles = detail.drawnTriangles
    figures.clusters = detail.drawnClusters
    figures.hiddenClusters = detail.hiddenClusters
    if let plan = setup.foveation {
      figures.pixelShare = plan.share(widening: gaze.widening)
    } else if setup.rates != nil {
      figures.pixelShare = nil
    }
    return figures
  }

  /// Times of the newest frame that the device has finished; 0 for what it does not know.
  var deviceTimes: FrameRecord {
    var record = FrameRecord()
    readPasses(into: &record)
    return record
  }
}

extension FoveationPlan {
  /// Pixels of all layers for each pixel of the eye image.
  func share(widening: Float) -> Double {
    var pixels = 0
    for index in layers.indices {
      let window = layerWindow(index, center: .zero, widening: widening)
      pixels += window.width * window.height
    }
    return Double(pixels) / Double(max(imageWidth * imageHeight, 1))
  }
}
