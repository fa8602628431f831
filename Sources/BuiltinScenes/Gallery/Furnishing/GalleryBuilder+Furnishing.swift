private import Foundation
import Numerics
import SceneModel

enum Benches {
  static let places: [Float3] = [Float3(-1.35, 0, -1.9), Float3(1.5, 0, -13.4)]
}

extension GalleryBuilder {
  mutating func addFurnishing() {
    addPaintings()
    addBanners()
    addBarrier()
    addBenches()
    addPlants()
    addLanterns()
    addSunburst()
    addEntrance()
  }

  /// The pictures hang in bays 1…6 of both aisles.
  static func paintingPlace(_ i: Int) -> (center: Float3, side: Float) {
    let side: Float = i % 2 == 0 ? -1 : 1
    return (
      Float3(side * (Hall.aisleHalf - 0.02), 2.75, Hall.bayCenter(1 + i / 2)), side
    )
  }
  static let paintingCount = 12

  private mutating func addPaintings() {
    let (w, h): (Float, Float) = (0.95, 0.75)
    let frame = pictureFrame(halfWidth: w, halfHeight: h)
    var canvas = Surface.plane(
      origin: Float3(-w, -h, 0.035), x: Float3(2 * w, 0, 0), y: Float3(0, 2 * h, 0), columns: 1,
      rows: 1)
    // The picture fills the canvas: its tile brings these to 0…1.
    for i in canvas.uvs.indices {
      canvas.uvs[i] = Float2(canvas.uvs[i].x / (2 * w), 1 + canvas.uvs[i].y / (2 * h)) * 1.4
    }
    let lamp = pictureLamp(width: 0.9)
    let (brass, glow) = (
      lamp.brass.translated(0, h + 0.27, 0), lamp.glow.translated(0, h + 0.27, 0)
    )
    let (p, _) = Self.paintingPlace(4)
    let m =
      Matrix4.translation(p) * Matrix4(rotation: Quaternion(angle: .pi / 2, axis: Float3(0, 1, 0)))
    let lit = (
      frame.lit(by: hall, at: m), canvas.lit(by: hall, at: m), brass.lit(by: hall, at: m)
    )
    for picture in 0..<Paintings.count {
      let painting = mesh(
        "painting \(picture)",
        [(lit.0, .gold), (lit.1, .painting(picture)), (lit.2, .brass), (glow, .lampGlow)])
      for i in [picture, (picture + 3) % Paintings.count + Paintings.count] {
        let (center, side) = Self.paintingPlace(i)
        scene.place("painting \(i)", painting, at: center, turn: -side * .pi / 2)
      }
    }
  }

  /// A gilded moulding around a picture in the plane z = 0, mitred at the corners.
  private func pictureFrame(halfWidth w: Float, halfHeight h: Float) -> Surface {
    var points: [Float2] = [Float2(0.17, 0), Float2(0.17, 0.05)]
    points += arc(center: Float2(0.14, 0.06), radius: 0.03, from: 0, to: 2.2, steps: segments(6))
    points += [Float2(0.11, 0.055), Float2(0.06, 0.07), Float2(0.045, 0.085), Float2(0.03, 0.085)]
    points += [Float2(0.015, 0.06), Float2(-0.01, 0.055), Float2(-0.01, 0.03)]
    let profile = Profile(points.removingRepeats())
    let corners = [Float3(-w, -h, 0), Float3(w, -h, 0), Float3(w, h, 0), Float3(-w, h, 0)]
    let outwards = [Float3(-1, -1, 0), Float3(1, -1, 0), Float3(1, 1, 0), Float3(-1, 1, 0)]
    var s = Surface()
    for i in 0..<4 {
      let j = (i + 1) % 4
      let frames = [i, j].map {
        SweepFrame(origin: corners[$0], x: outwards[$0], y: Float3(0, 0, 1))
      }
      s.append(.sweep(profile, through: frames, u: [0, length(corners[j] - corners[i])]))
    }
    return s
  }

  /// A brass half shell along x that shines down at the wall, on two arms; the arms start at y = −0.12.
  private func pictureLamp(width: Float) -> (brass: Surface, glow: Surface) {
    let (half, radius, out): (Float, Float, Float) = (width / 2, 0.035, 0.2)
    let shell = arc(
      center: Float2(out, 0), radius: radius, from: -.pi / 2, to: .pi, steps: segments(16))
    let frames = [-half, half].map {
      SweepFrame(origin: Float3($0, 0, 0), x: Float3(0, 0, 1), y: Float3(0, 1, 0))
    }
    var brass = Surface.sweep(Profile(shell), through: frames, u: [0, width])
    brass.append(.sweep(Profile(shell.reversed()), through: frames, u: [0, width]))
    for x in [-half * 0.6, half * 0.6] {
      let path = (0...8).map { i -> Float3 in
        let a = Float(i) / 8 * 0.5 * Float.pi
        return Float3(x, -0.12 + 0.15 * sin(a), out * (1 - cos(a)))
      }
      brass.append(.tube(path, radius: 0.008, sides: 8))
    }
    let glow = Surface.plane(
      origin: Float3(half, -0.8 * radius, out), x: Float3(-width, 0, 0),
      y: Float3(0, 0.8 * radius, -0.8 * radius), columns: 1, rows: 1)
    return (brass, glow)
  }

  private mutating func addBanners() {
    // Cloth that hangs in soft folds, its picture over the whole.
    func cloth(_ width: Float, _ height: Float, _ phase: Float) -> Surface {
      Surface(columns: segments(24), rows: segments(48)) { u, v in
        let hang = 1 - v
        let fold =
          0.035 * hang * sin(u * 13 + phase + 1.5 * hang) + 0.02 * sin(u * 7 - phase) * hang
        return Float3((u - 0.5) * width, v * height - height, fold)
      }
    }
    for side in [-1, 1] as [Float] {
      let p = Float3(side * 2.75, 6.1, Hall.back + 0.16)
      var rod = Surface.tube([Float3(-0.72, 0, 0), Float3(0.72, 0, 0)], radius: 0.022, sides: 12)
      for x in [-0.74, 0.74] as [Float] {
        rod.append(Surface.sphere(radius: 0.045, columns: 20, rows: 10).translated(x, 0, 0))
      }
      rod.append(.tube([Float3(-0.5, 0, 0), Float3(-0.5, 0, -0.16)], radius: 0.012, sides: 8))
      rod.append(.tube([Float3(0.5, 0, 0), Float3(0.5, 0, -0.16)], radius: 0.012, sides: 8))
      stand("banner", [(cloth(1.25, 3.3, side), .banner), (rod, .brass)], at: p, height: -1.2)
    }
  }

  /// Posts with velvet ropes around the hero.
  private mutating func addBarrier() {
    let n = segments(28)
    let post = Surface.lathe(
      Profile([
        (0, 0), (0.15, 0), (0.15, 0.015), (0.13, 0.03), (0.03, 0.05), (0.022, 0.08), (0.022, 0.86),
        (0.035, 0.88), (0.035, 0.93), (0.022, 0.94), (0.022, 0.96), (0.035, 0.975), (0.04, 1.0),
        (0.03, 1.025), (0, 1.04),
      ]), segments: n, reference: 0.05)
    let center = Self.heroPlace
    let lit = post.litAround(center + Float3(0, 0.6, 2), by: hall)
    let stanchion = mesh("post", [(lit, .brass)])
    let radius: Float = 2.15
    let places = (0..<8).map { i -> Float3 in
      let a = (Float(i) + 0.5) / 8 * 2 * Float.pi
      return center + Float3(cos(a), 0, sin(a)) * radius
    }
    var ropes = Surface()
    for i in 0..<8 {
      scene.place("post \(i)", stanchion, at: places[i])
      let (a, b) = (places[i] + Float3(0, 0.9, 0), places[(i + 1) % 8] + Float3(0, 0.9, 0))
      let steps = segments(20)
      let path = (0...steps).map { k -> Float3 in
        let t = Float(k) / Float(steps)
        return mix(a, b, t) - Float3(0, 0.26 * (1 - (2 * t - 1) * (2 * t - 1)), 0)
      }
      ropes.append(.tube(path, radius: 0.02, sides: 10))
    }
    add("ropes", [(ropes.litAround(center + Float3(0, 0.7, 2.4), by: hall), .velvet)])
  }

  private mutating func addBenches() {
    for place in Benches.places {
      var wood = Surface()
      for i in 0..<5 {
        wood.append(
          Surface.block(
            base: Float3((Float(i) - 2) * 0.102, 0.42, 0), width: 0.092, height: 0.04, depth: 1.9,
            bevel: 0.008))
      }
      var legs = Surface()
      for z in [-0.72, 0.72] as [Float] {
        for x in [-0.2, 0.2] as [Float] {
          legs.append(
            .block(base: Float3(x, 0, z), width: 0.03, height: 0.4, depth: 0.05, bevel: 0.004))
        }
        legs.append(.block(base: Float3(0, 0.39, z), width: 0.5, height: 0.03, depth: 0.05))
        legs.append(.block(base: Float3(0, 0, z), width: 0.46, height: 0.02, depth: 0.05))
      }
      stand("bench", [(wood, .walnut), (legs, .brass)], at: place, height: 0.5)
    }
  }

  /// Palms in pots at both sides of the doorway and between the columns.
  private mutating func addPlants() {
    let (pot, soil) = Vases.pot(segments: segments(40))
    for (i, p) in [
      Float3(-2.25, 0, Hall.back + 0.9), Float3(2.25, 0, Hall.back + 0.9),
      Float3(-6.9, 0, 4.9), Float3(6.9, 0, 4.9), Float3(6.9, 0, -9.1), Float3(-6.9, 0, -9.1),
    ].enumerated() {
      let plant = Plants.palm(leaves: max(Int(26 * detail.squareRoot()), 12), random: &random)
      stand(
        "palm \(i)", [(pot, .terracotta), (soil, .soil), (plant.translated(0, 0.46, 0), .leaf)],
        at: p, turn: Float(i), height: 1)
    }
  }

  /// Lanterns of brass and glowing glass that hang from the aisles' ceilings.
  static let lanternPlaces: [Float3] = [0, 2, 4, 6].flatMap { i in
    [-1, 1].map { side in
      Float3(Float(side) * 6.2, 3.9, Hall.columnZ(i + 1))
    }
  }

  private mutating func addLanterns() {
    let n = segments(24)
    let brass = Surface.lathe(
      Profile([
        (0, -0.34), (0.03, -0.32), (0.05, -0.28), (0.12, -0.25), (0.13, -0.22), (0.11, -0.2),
        (0, -0.2),
      ]), segments: n, reference: 0.1)
    var frame = brass
    frame.append(
      .lathe(
        Profile([
          (0, 0.16), (0.14, 0.16), (0.16, 0.18), (0.13, 0.22), (0.06, 0.27), (0.03, 0.33),
          (0.012, 0.36), (0.012, 2.7), (0, 2.7),
        ]), segments: n, reference: 0.1))
    for i in 0..<6 {
      let c = circle(i, of: 6) * 0.118
      frame.append(
        .tube([Float3(c.x, -0.22, c.y), Float3(c.x, 0.18, c.y)], radius: 0.007, sides: 6))
    }
    let glow = Surface.sphere(radius: 0.095, columns: n, rows: max(n / 2, 6)).scaled(1, 1.6, 1)
    let lit = frame.litAround(Self.lanternPlaces[2], by: hall)
    let lantern = mesh("lantern", [(lit, .brass), (glow, .lampGlow)])
    for (i, p) in Self.lanternPlaces.enumerated() { scene.place("lantern \(i)", lantern, at: p) }
  }

  /// A gilded sun over the doorway.
  private mutating func addSunburst() {
    var s = Surface.lathe(
      Profile([
        (0.52, 0), (0.52, 0.04), (0.48, 0.07), (0.44, 0.06), (0.4, 0.06), (0.34, 0.1), (0.2, 0.15),
        (0, 0.17),
      ]), segments: segments(64), reference: 0.5)
    for i in 0..<24 {
      let isLong = i % 2 == 0
      let (r0, r1): (Float, Float) = (0.56, isLong ? 1.12 : 0.86)
      let half: Float = isLong ? 0.05 : 0.04
      let (tip, ridge) = (Float3(r1, 0.01, 0), Float3(r0, 0.07, 0))
      var ray = Surface()
      let (a, b) = (Float3(r0, 0, half), Float3(r0, 0, -half))
      ray.addFlatTriangle(ridge, a, tip)
      ray.addFlatTriangle(b, ridge, tip)
      ray.addFlatTriangle(a, ridge, b)
      s.append(ray.turned(Float(i) / 24 * 2 * .pi))
    }
    let upright = s.turned(.pi / 2, about: Float3(1, 0, 0))
      .translated(0, 8.1, Hall.back + 0.002)
    add("sunburst", [(upright.lit(by: hall), .gold)])
  }
}
