import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// What becomes of known radiance on its way to display bytes.
@Suite(.serialized) struct OutputTests {
  /// Exact in half floats, as materials keep them.
  static let radiances: [Float3] = [
    Float3(0, 0, 0), Float3(0.001953125, 0.00390625, 0.0078125), Float3(0.015625, 0.03125, 0.0625),
    Float3(0.125, 0.25, 0.5), Float3(0.75, 0.8125, 0.875), Float3(1, 1, 1), Float3(2, 1, 0.5),
    Float3(4, 0.25, 0.125), Float3(0, 0, 6), Float3(8, 8, 8), Float3(0.5, 0.0625, 0.0625),
    Float3(0.9375, 0.5, 0.25), Float3(16, 4, 1), Float3(0.0625, 3, 0.0625),
    Float3(0.6875, 0.6875, 0.6875), Float3(0.0078125, 0.5, 1.5),
  ]

  /// Khronos PBR Neutral, from the published specification: an offset that takes the 4 % reflection
  /// of dielectrics away, a shoulder from 0.8 − 0.04 on, and desaturation of what was compressed.
  static func neutral(_ c: Double3) -> Double3 {
    let f90 = 0.04
    let x = min(c.x, c.y, c.z)
    let offset = x <= 2 * f90 ? x - x * x / (4 * f90) : f90
    let shifted = c - Double3(repeating: offset)
    let peak = max(shifted.x, shifted.y, shifted.z)
    let start = 0.8 - f90
    if peak <= start { return shifted }
    let d = 1 - start
    let newPeak = 1 - d * d / (peak + d - start)
    let scaled = shifted * (newPeak / peak)
    let g = 1 / (0.15 * (peak - newPeak) + 1)
    return scaled * g + Double3(repeating: newPeak) * (1 - g)
  }

  @Test(arguments: [RendererConfiguration.ToneMapping.none, .neutral])
  func bytesAreExact(mode: RendererConfiguration.ToneMapping) throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 64, height: 64) { $0.toneMapping = mode }
    var scene = Scene()
    for (i, radiance) in Self.radiances.enumerated() {
      let material = scene.addUnlit(radiance)
      let (column, row) = (i % 4, i / 4)
      scene.add(
        .square(material: material),
        at: Float3(Float(column) * 0.5 - 0.75, 0.75 - Float(row) * 0.5, -1),
        scale: Float3(repeating: 0.5))
    }
    try renderer.setScene(scene, environment: nil)
    var worst = 0.0
    for exposure in [Float(0), 1, -2.5] {
      let picture = try renderer.picture(
        View(pose: .identity, fieldOfView: FieldOfView(tangent: 1)), exposure: exposure)
      for (i, radiance) in Self.radiances.enumerated() {
        let light = Double3(radiance) * pow(2, Double(exposure))
        let shown = mode == .neutral ? Self.neutral(light) : light
        let found = picture.rgb(i % 4 * 16 + 8, i / 4 * 16 + 8)
        for channel in 0..<3 {
          let expected = (sRGBEncoded(shown[channel]) * 255).rounded()
          worst = max(worst, abs(found[channel] - expected))
          #expect(abs(found[channel] - expected) <= 1, "\(mode) of \(light)")
        }
      }
    }
    print("output transform \(mode): worst error \(worst) of 255")
    try test.finish(renderer)
  }

  @Test func backgroundIsBlackWithoutASky() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 16, height: 16) { $0.toneMapping = .neutral }
    try renderer.setScene(Scene(), environment: nil)
    let picture = try renderer.picture(View(pose: .identity, fieldOfView: FieldOfView(tangent: 1)))
    for y in 0..<16 {
      for x in 0..<16 { #expect(picture[x, y].xyz == .zero) }
    }
    try test.finish(renderer)
  }

  /// The sky behind the scene has the map's radiance in each direction.
  @Test func skyShowsTheEnvironment() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: 96, height: 96, views: 1) {
      $0.showsEnvironment = true
    }
    func radiance(_ d: Double3) -> Double3 {
      Double3(1 + 0.5 * d.x, 1 + 0.5 * d.y, 1 + 0.5 * d.z)
    }
    try renderer.setScene(Scene(), environment: .of(width: 512, radiance))
    var worst = 0.0
    for target in [Float3(0, 0, -1), Float3(1, 0.3, 0), Float3(-0.5, -1, 0.4), Float3(0, 0.9, 1)] {
      let view = View(from: Float3(3, 2, 1), to: Float3(3, 2, 1) + target, tangent: 1)
      let picture = try renderer.picture(view)
      let eye = Eye(view, width: 96, height: 96)
      for y in 0..<96 {
        for x in 0..<96 {
          let error = picture.rgb(x, y) - radiance(eye.ray(pixel: x, y))
          worst = max(worst, abs(error.x), abs(error.y), abs(error.z))
        }
      }
    }
    print("sky: worst error \(worst)")
    #expect(worst < 0.01)
    try test.finish(renderer)
  }
}
