import Numerics

/// How the openings of a wall are laid out.
struct Openings: Sendable {
  var width: Float
  var height: Float
  /// Above the floor; at 0 nothing closes the opening below.
  var sill: Float
  /// How far the window stands behind the wall.
  var reveal: Float = 0.22
  var pictures: Range<Int>
  var hasSill = false
}

extension Model {
  /// A wall of `floors` storeys from (0, `bottom`) of the face, with an opening in each of `bays`
  /// bays of each storey.
  mutating func addWall(
    _ wall: CityMaterial, on face: Face, width: Float, bottom: Float, floors: Int,
    floorHeight: Float, bays: Int, openings o: Openings, trim: CityMaterial,
    pick: ((Int, Int) -> Range<Int>)? = nil, top extra: Float = 0
  ) {
    let bay = width / Float(bays)
    let height = Float(floors) * floorHeight + extra
    var panel = face.front(0, bottom, width, height)
    panel.columns = [0]
    panel.rows = [0]
    for i in 0..<bays {
      let left = bay * (Float(i) + 0.5) - o.width / 2
      panel.columns += [left, left + o.width]
    }
    panel.columns.append(width)
    for j in 0..<floors {
      let low = Float(j) * floorHeight + o.sill
      if low > panel.rows[panel.rows.count - 1] + 0.01 { panel.rows.append(low) }
      panel.rows.append(low + o.height)
    }
    if height > panel.rows[panel.rows.count - 1] + 0.01 { panel.rows.append(height) }
    panel.open = [Bool](
      repeating: false, count: (panel.columns.count - 1) * (panel.rows.count - 1))
    for j in 0..<floors {
      let low = Float(j) * floorHeight + o.sill
      guard let row = panel.rows.firstIndex(where: { abs($0 - low) < 0.02 }) else { continue }
      for i in 0..<bays { panel.open[row * (panel.columns.count - 1) + 2 * i + 1] = true }
      for i in 0..<bays {
        let x = bay * (Float(i) + 0.5) - o.width / 2
        addOpening(
          wall, on: face, x, bottom + low, o, trim: trim,
          pictures: pick?(i, j) ?? o.pictures,
          id: Int32(truncatingIfNeeded: i + j * 64 + groups.count * 8192))
      }
    }
    add(wall, panel)
  }

  /// The sides of an opening, what closes it, and the sill.
  private mutating func addOpening(
    _ wall: CityMaterial, on face: Face, _ x: Float, _ y: Float, _ o: Openings, trim: CityMaterial,
    pictures: Range<Int>, id: Int32
  ) {
    let (w, h) = (o.width, o.height)
    add(
      wall,
      [
        Panel(face.at(x, y, 0), right: -face.out, o.reveal, up: face.up, h),
        Panel(face.at(x + w, y, -o.reveal), right: face.out, o.reveal, up: face.up, h),
        Panel(face.at(x, y + h, -o.reveal), right: face.right, w, up: face.out, o.reveal),
      ])
    if o.sill > 0 && !o.hasSill {
      add(wall, Panel(face.at(x, y, 0), right: face.right, w, up: -face.out, o.reveal))
    }
    var pane = face.front(x, y, w, h, at: -o.reveal)
    pane.mapping = .picture(columns: 4, rows: 4, id: id, choices: pictures)
    add(.windows, pane)
    if o.hasSill {
      add(
        trim,
        face.bar(
          x - 0.08, y - 0.12, w + 0.16, 0.12, out: 0.12, from: -o.reveal, hasEnds: false,
          hasBottom: false))
    }
  }
}
