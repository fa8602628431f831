package import Numerics

/// A plan in a frame, for one eye: which layers a place of its image shows.
package struct FoveatedEye: Sendable {
  package let plan: FoveationPlan
  /// Where each layer lies, densest first.
  package let windows: [LayerWindow]
  /// What the eye's image sees.
  package let field: FieldOfView
  /// Direction of the gaze as tangents; it may lie outside of the field.
  package let gaze: Float2

  /// - Parameter widening: see `FoveationGaze`.
  package init(_ plan: FoveationPlan, field: FieldOfView, gaze: Float2, widening: Float) {
    self.plan = plan
    self.field = field
    self.gaze = gaze
    let size = Float2(Float(plan.imageWidth), Float(plan.imageHeight))
    let center = field.imagePosition(ofTangent: gaze) * size
    windows = plan.layers.indices.map {
      plan.layerWindow($0, center: center, widening: widening)
    }
  }

  /// An eye image that is drawn in full.
  package init(imageWidth: Int, imageHeight: Int, field: FieldOfView, gaze: Float2 = .zero) {
    let all = Float2(repeating: .infinity)
    self.init(
      FoveationPlan(
        imageWidth: imageWidth, imageHeight: imageHeight,
        layers: [.init(density: 1, radius: all, fixedRadius: all, samples: 1)]),
      field: field, gaze: gaze, widening: 0)
  }

  /// Distance of a place from the middle of a layer's region, 1 at the region's border; 0 in a layer
  /// that is shown everywhere.
  package func distance(of place: Double2, inLayer index: Int) -> Double {
    distance(of: place, from: windows[index], radius: windows[index].radius)
  }

  private func distance(of place: Double2, from window: LayerWindow, radius: Float2) -> Double {
    let q = (place - Double2(window.center)) / Double2(radius)
    return plan.shape == .rectangle ? max(abs(q.x), abs(q.y)) : length(q)
  }

  /// What a place of the eye image shows, as Shaders/Composite/Layers.glsl puts it together: the
  /// densest layer whose region holds it, and how much of the next one is mixed in, 0…1.
  ///
  /// - Parameter place: pixels of the eye image.
  package func layers(at place: Double2) -> (layer: Int, next: Double) {
    for index in windows.indices.dropLast() {
      let distance = distance(of: place, inLayer: index)
      if distance >= 1 { continue }
      let t = max((distance - 1) / Double(plan.blend) + 1, 0)
      return (index, t * t * (3 - 2 * t))
    }
    return (windows.count - 1, 0)
  }

  /// Linear density at a place: pixels that are drawn for each pixel of the eye image, in each
  /// direction; where two layers are mixed, of both by their shares.
  package func density(at place: Double2) -> Double {
    mixed(at: place) { linearDensity(ofLayer: $0) }
  }

  /// Whether a layer is drawn at a place: in its region, and not where finer layers show all.
  private func isDrawn(_ index: Int, at place: Double2) -> Bool {
    guard distance(of: place, inLayer: index) < 1 else { return false }
    guard plan.hasHoles, index > 0 else { return true }
    let finer = windows[index - 1]
    return distance(of: place, from: finer, radius: plan.solidRadius(finer)) >= 1
  }

  /// Pixels that are drawn of all layers, as a part of the eye image's. Where layers are mixed, both
  /// count. What filtering needs beyond the regions is left out.
  package var drawnShare: Double {
    var sum = 0.0
    for index in windows.indices {
      var count = 0
      for y in 0..<plan.imageHeight {
        for x in 0..<plan.imageWidth
        where isDrawn(index, at: Double2(Double(x), Double(y)) + 0.5) { count += 1 }
      }
      sum += Double(count) / (windows[index].pitch.x * windows[index].pitch.y)
    }
    return sum / Double(plan.imageWidth * plan.imageHeight)
  }

  /// A value of the layers at a place, by their shares there.
  func mixed(at place: Double2, _ value: (Int) -> Double) -> Double {
    let (layer, next) = layers(at: place)
    return next > 0 ? value(layer) * (1 - next) + value(layer + 1) * next : value(layer)
  }

  func linearDensity(ofLayer index: Int) -> Double {
    1 / (windows[index].pitch.x * windows[index].pitch.y).squareRoot()
  }
}
