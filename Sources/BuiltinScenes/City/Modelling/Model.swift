import Numerics
import SceneModel

/// The surfaces of a thing, by material, in a space of its own: y up, standing on y = 0.
struct Model: Sendable {
  /// In the order in which materials first came.
  private(set) var groups: [(material: CityMaterial, sheets: [any Sheet])] = []

  private mutating func append(_ sheet: any Sheet, of material: CityMaterial) {
    if let i = groups.firstIndex(where: { $0.material == material }) {
      groups[i].sheets.append(sheet)
    } else {
      groups.append((material, [sheet]))
    }
  }

  /// A panel with the material's texture and relief, unless it brings its own.
  mutating func add(_ material: CityMaterial, _ panel: Panel) {
    var panel = panel
    panel.fineness *= material.relief.fineness
    if let cell = material.cell {
      panel.mapping = .picture(
        columns: CityMaterial.cells.x, rows: CityMaterial.cells.y, id: 0, choices: cell..<cell + 1)
      append(panel, of: .fittings)
      return
    }
    if case .metres = panel.mapping { panel.mapping = .metres(material.tile) }
    if case .none = panel.relief { panel.relief = material.relief }
    append(panel, of: material)
  }

  mutating func add(_ material: CityMaterial, _ patch: Patch) {
    guard let cell = material.cell else {
      append(patch, of: material)
      return
    }
    var patch = patch
    patch.projection = nil
    let (x, y) = (cell % CityMaterial.cells.x, cell / CityMaterial.cells.x)
    let size = 1 / Float2(Float(CityMaterial.cells.x), Float(CityMaterial.cells.y))
    patch.uvScale = size - 2 * Panel.inset
    patch.uvOffset = Float2(Float(x), Float(y)) * size + Panel.inset
    append(patch, of: .fittings)
  }

  func triangleCount(step: Float) -> Int {
    groups.reduce(0) { $0 + $1.sheets.reduce(0) { $0 + $1.triangleCount(step: step) } }
  }
}

/// A side of something: a plane with right and up seen from outside.
struct Face: Sendable {
  var origin: Float3
  var right: Float3
  var up = Float3(0, 1, 0)
  var out: Float3 { cross(right, up) }

  func at(_ x: Float, _ y: Float, _ d: Float = 0) -> Float3 {
    origin + right * x + up * y + out * d
  }

  /// Panels of a bar from (x, y) that stands out from `low` to `high`.
  func front(_ x: Float, _ y: Float, _ w: Float, _ h: Float, at d: Float = 0) -> Panel {
    Panel(at(x, y, d), right: right, w, up: up, h)
  }
  func top(_ x: Float, _ y: Float, _ w: Float, _ low: Float, _ high: Float) -> Panel {
    Panel(at(x, y, high), right: right, w, up: -out, high - low)
  }
  func bottom(_ x: Float, _ y: Float, _ w: Float, _ low: Float, _ high: Float) -> Panel {
    Panel(at(x, y, low), right: right, w, up: out, high - low)
  }
  func left(_ x: Float, _ y: Float, _ h: Float, _ low: Float, _ high: Float) -> Panel {
    Panel(at(x, y, low), right: out, high - low, up: up, h)
  }
  func right(_ x: Float, _ y: Float, _ h: Float, _ low: Float, _ high: Float) -> Panel {
    Panel(at(x, y, high), right: -out, high - low, up: up, h)
  }

  /// A bar that stands out of the plane.
  func bar(
    _ x: Float, _ y: Float, _ w: Float, _ h: Float, out high: Float, from low: Float = 0,
    hasEnds: Bool = true, hasBottom: Bool = true, hasTop: Bool = true
  ) -> [Panel] {
    var result = [front(x, y, w, h, at: high)]
    if hasTop { result.append(top(x, y + h, w, low, high)) }
    if hasBottom { result.append(bottom(x, y, w, low, high)) }
    if hasEnds { result += [left(x, y, h, low, high), right(x + w, y, h, low, high)] }
    return result
  }
}

extension Model {
  mutating func add(_ material: CityMaterial, _ panels: [Panel]) {
    for panel in panels { add(material, panel) }
  }

  /// A box that stands on `base`; its lower side is left out.
  mutating func box(
    _ material: CityMaterial, base: Float3, _ size: Float3, turn: Float = 0, fineness: Float = 1,
    hasLid: Bool = true
  ) {
    for var panel in Face.sides(of: size, on: base, turn: turn).flatMap({ face, width in
      [face.front(0, 0, width, size.y)]
    }) {
      panel.fineness = fineness
      add(material, panel)
    }
    guard hasLid else { return }
    let face = Face.sides(of: size, on: base, turn: turn)[0].0
    var lid = face.top(0, size.y, size.x, -size.z, 0)
    lid.fineness = fineness
    add(material, lid)
  }
}

extension Face {
  /// Front, right, back and left of a box that stands on `base`, with their widths.
  static func sides(of size: Float3, on base: Float3, turn: Float = 0) -> [(Face, Float)] {
    let q = Quaternion(angle: turn, axis: Float3(0, 1, 0))
    let (x, z) = (size.x / 2, size.z / 2)
    func face(_ px: Float, _ pz: Float, _ right: Float3) -> Face {
      Face(origin: base + q.rotate(Float3(px, 0, pz)), right: q.rotate(right))
    }
    return [
      (face(-x, z, Float3(1, 0, 0)), size.x), (face(x, z, Float3(0, 0, -1)), size.z),
      (face(x, -z, Float3(-1, 0, 0)), size.x), (face(-x, -z, Float3(0, 0, 1)), size.z),
    ]
  }
}
