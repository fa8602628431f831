private import Foundation
import Numerics

/// Sunlight scattered by air and haze around a spherical planet, lengths in kilometres, the sun's
/// illuminance outside the atmosphere being 1.
///
/// Single scattering is integrated along the line of sight (Nishita et al. 1993; coefficients for
/// 680, 550 and 440 nm and the ozone layer after Bruneton 2017). What is scattered more often is
/// taken as isotropic: the mean of the first order's radiance, summed as a geometric series, the
/// idea of Hillaire, "A Scalable and Production Ready Sky and Atmosphere", 2020.
struct Atmosphere: Sendable {
  private static let planet: Float = 6360
  private static let top: Float = 6420
  private static let eye: Float = 6360.2
  private static let rayleigh = Float3(5.802e-3, 13.558e-3, 33.1e-3)
  private static let ozone = Float3(0.650e-3, 1.881e-3, 0.085e-3)
  private static let heights = 24
  private static let cosines = 64

  private let toSun: Float3
  private let haze: Float
  private let groundAlbedo: Float3
  private let groundSun: Float
  /// Transmittance towards the sun by height and cosine of the sun's zenith angle.
  private var transmittance: [Float3] = []
  private var multiple = Float3.zero
  private var ground = Float3.zero
  /// On a surface that faces the sun at the ground.
  private(set) var sunIlluminance = Float3.zero

  /// `groundSun`: how much of the sun's light the visible ground gets.
  init(toSun: Float3, turbidity: Float, groundAlbedo: Float3, groundSun: Float) {
    self.toSun = toSun
    self.groundSun = groundSun
    self.groundAlbedo = groundAlbedo
    haze = 3.996e-3 * (turbidity - 1)
    fillTransmittance()
    sunIlluminance = sunlight(radius: Self.eye, cosine: toSun.y)
    addHigherOrders()
  }

  /// A line of sight from near the ground, as everything sees it that does not depend on the azimuth.
  struct Line {
    fileprivate var steps: [Step] = []
    fileprivate var reachesGround = false
    /// Transmittance of the whole line.
    fileprivate var end = Float3.zero

    fileprivate struct Step {
      /// From the eye and from the planet's centre.
      var distance: Float
      var radius: Float
      /// Of the light that is scattered along the step, per kilometre, what reaches the eye.
      var weight: Float3
      var air: Float3
      var dust: Float
    }
  }

  /// The line of sight with this sine of the elevation.
  func line(sine: Float) -> Line {
    var line = Line()
    let b = Self.eye * sine
    let c = Self.eye * Self.eye
    let hit = b * b - c + Self.planet * Self.planet
    line.reachesGround = b < 0 && hit > 0
    let end =
      line.reachesGround
      ? -b - hit.squareRoot() : -b + (b * b - c + Self.top * Self.top).squareRoot()
    var depth = Float3.zero
    let steps = 20
    var previous: Float = 0
    for i in 0..<steps {
      // Steps grow with distance: the dense air is near.
      let f = Float(i + 1) / Float(steps)
      let step = end * f * f - previous
      let distance = previous + step * 0.5
      previous = end * f * f
      let radius = (c + distance * (2 * b + distance)).squareRoot()
      let (air, dust, extinction) = medium(height: radius - Self.planet)
      let through = exponential(-(depth + extinction * (step * 0.5)))
      depth += extinction * step
      line.steps.append(
        Line.Step(
          distance: distance, radius: radius, weight: through * step, air: air, dust: dust))
    }
    line.end = exponential(-depth)
    return line
  }

  /// Radiance seen from near the ground, the sun's disc excluded.
  func radiance(towards direction: Float3) -> Float3 {
    radiance(towards: direction, along: line(sine: direction.y))
  }

  /// The same with the line of sight of that elevation at hand.
  func radiance(towards direction: Float3, along line: Line) -> Float3 {
    let cosine = dot(direction, toSun)
    let rayleighPhase = 3 / (16 * Float.pi) * (1 + cosine * cosine)
    let g: Float = 0.76
    let denominator = 1 + g * g - 2 * g * cosine
    // Cornette and Shanks 1992.
    let mie = 3 / (8 * Float.pi) * (1 - g * g) * (1 + cosine * cosine)
    let miePhase = mie / ((2 + g * g) * denominator * denominator.squareRoot())

    let base = Self.eye * toSun.y
    var sum = Float3.zero
    for step in line.steps {
      let sun = (base + step.distance * cosine) / step.radius
      let source =
        (step.air * rayleighPhase + Float3(repeating: step.dust * miePhase))
        * sunlight(radius: step.radius, cosine: sun)
        + (step.air + Float3(repeating: step.dust)) * multiple
      sum += step.weight * source
    }
    return line.reachesGround ? sum + line.end * ground : sum
  }

  /// Scattering by air and by haze, and extinction, per kilometre.
  private func medium(height: Float) -> (air: Float3, dust: Float, extinction: Float3) {
    let h = max(height, 0)
    let air = Self.rayleigh * exp(-h / 8)
    let dust = haze * exp(-h / 1.2)
    let layer = max(0, 1 - abs(h - 25) / 15)
    return (air, dust, air + Float3(repeating: dust / 0.9) + Self.ozone * layer)
  }

  /// - Parameter cosine: of the sun's zenith angle there.
  private func sunlight(radius: Float, cosine: Float) -> Float3 {
    let x =
      ((radius - Self.planet) / (Self.top - Self.planet)).squareRoot() * Float(Self.heights - 1)
    let y = (cosine * 0.5 + 0.5) * Float(Self.cosines - 1)
    let (i, j) = (
      min(max(Int(x), 0), Self.heights - 2), min(max(Int(y), 0), Self.cosines - 2)
    )
    let (fx, fy) = (min(max(x - Float(i), 0), 1), y - Float(j))
    let at = i * Self.cosines + j
    return mix(
      mix(transmittance[at], transmittance[at + 1], fy),
      mix(transmittance[at + Self.cosines], transmittance[at + Self.cosines + 1], fy), fx)
  }

  private mutating func fillTransmittance() {
    for i in 0..<Self.heights {
      let f = Float(i) / Float(Self.heights - 1)
      let r = Self.planet + max(f * f * (Self.top - Self.planet), 0.01)
      for j in 0..<Self.cosines {
        let cosine = Float(j) / Float(Self.cosines - 1) * 2 - 1
        let discriminant = r * r * (cosine * cosine - 1)
        if cosine < 0 && discriminant + Self.planet * Self.planet > 0 {
          transmittance.append(.zero)
          continue
        }
        let end = -r * cosine + (discriminant + Self.top * Self.top).squareRoot()
        var depth = Float3.zero
        let steps = 40
        for k in 0..<steps {
          let s = end * (Float(k) + 0.5) / Float(steps)
          let height = (r * r + s * s + 2 * r * s * cosine).squareRoot() - Self.planet
          depth += medium(height: height).extinction * (end / Float(steps))
        }
        transmittance.append(exponential(-depth))
      }
    }
  }

  private mutating func addHigherOrders() {
    func average() -> (mean: Float3, irradiance: Float3) {
      var (mean, irradiance) = (Float3.zero, Float3.zero)
      let (w, h) = (24, 12)
      for row in 0..<h {
        for column in 0..<w {
          let d = equirectangularDirection(column: column, row: row, width: w, height: h)
          let solidAngle = (1 - d.y * d.y).squareRoot() * 2 * Float.pi * Float.pi / Float(w * h)
          let l = radiance(towards: d)
          mean += l * (solidAngle / (4 * .pi))
          irradiance += l * (solidAngle * max(d.y, 0))
        }
      }
      return (mean, irradiance)
    }
    let direct = sunIlluminance * max(toSun.y, 0)
    ground = groundAlbedo / .pi * direct
    let first = average()
    // A tenth or so of what is scattered once near the ground is scattered again on its way.
    let again = (Float3(0.12, 0.2, 0.34) + groundAlbedo * 0.3)
    multiple = first.mean / (Float3(1, 1, 1) - again)
    ground = groundAlbedo / .pi * (groundSun * direct + average().irradiance)
  }
}

private func exponential(_ v: Float3) -> Float3 { Float3(exp(v.x), exp(v.y), exp(v.z)) }
