private import Foundation
import Numerics
import SceneModel

extension GalleryBuilder {
  private var middle: Float { (Hall.front + Hall.back) / 2 }

  mutating func addArchitecture() {
    addFloor()
    addColumns()
    addArcade()
    addVault()
    addSides()
    addEnds()
  }

  private mutating func addFloor() {
    let length = Hall.front - Hall.back
    let rows = Int(length / 0.3)
    func strip(_ x0: Float, _ x1: Float) -> Surface {
      Surface.plane(
        origin: Float3(x0, 0, Hall.front), x: Float3(x1 - x0, 0, 0), y: Float3(0, 0, -length),
        columns: max(Int((x1 - x0) / 0.3), 1), rows: rows
      ).lit(by: hall)
    }
    var aisles = strip(-7.9, -4.9)
    aisles.append(strip(4.9, 7.9))
    var dark = strip(-3.75, -3.6)
    for x in [-4.9, 3.6, 4.75] as [Float] { dark.append(strip(x, x + 0.15)) }
    var light = strip(-4.75, -3.75)
    light.append(strip(3.75, 4.75))
    var field = strip(-3.6, 3.6)
    field.append(aisles)
    add("floor", [(field, .floor), (dark, .darkMarble), (light, .marble)])
  }

  private mutating func addColumns() {
    let at = Float3(-Hall.columnX, 0, Hall.columnZ(3))
    let surface = Column.surface(detail: detail).lit(by: hall, at: .translation(at))
    let column = mesh("column", [(surface, .limestone)])
    for i in 0...Hall.bays {
      let z = Hall.columnZ(i)
      scene.place("column left \(i)", column, at: Float3(-Hall.columnX, 0, z))
      scene.place("column right \(i)", column, at: Float3(Hall.columnX, 0, z), turn: .pi)
    }
  }

  private mutating func addArcade() {
    let arch = ArchedWall(
      halfWidth: Hall.bay / 2, bottom: Hall.spring, top: Hall.vaultSpring,
      thickness: Hall.wallThickness, radius: Hall.archRadius, spring: Hall.spring)
    let place = Float3(-Hall.columnX, 0, Hall.bayCenter(3))
    let m = NodeTransform.parts(
      translation: place, rotation: Quaternion(angle: .pi / 2, axis: Float3(0, 1, 0)),
      scale: Float3(1, 1, 1)
    ).matrix
    let bay = mesh(
      "arcade",
      [
        (arch.wall(detail: detail).lit(by: hall, at: m), .plaster),
        (arch.archivolt(detail: detail).lit(by: hall, at: m), .limestone),
      ])
    for i in 0..<Hall.bays {
      let z = Hall.bayCenter(i)
      scene.place("arcade left \(i)", bay, at: Float3(-Hall.columnX, 0, z), turn: .pi / 2)
      scene.place("arcade right \(i)", bay, at: Float3(Hall.columnX, 0, z), turn: -.pi / 2)
    }
  }

  private mutating func addVault() {
    add(
      "vault",
      [
        (Vault.inside().lit(by: hall), .plaster), (Vault.outside(), .limestone),
        (Vault.bars(), .iron),
      ])
    var flower = Coffers.rosette(radius: 0.2, detail: detail)
    for i in flower.occlusion.indices { flower.occlusion[i] = 0.42 }
    let rosette = mesh("rosette", [(flower, .gold)])
    let node = scene.place("rosettes", rosette)
    scene.nodes[node].instances = Vault.rosettes()
  }

  private mutating func addSides() {
    let left = mesh(
      "side",
      [
        (Walls.painted().lit(by: hall), .paintedWall), (Walls.stone().lit(by: hall), .limestone),
        (Walls.cornice().lit(by: hall), .limestone), (Walls.outside(), .limestone),
      ])
    scene.place("left side", left)
    scene.place("right side", left, at: Float3(0, 0, 2 * middle), turn: .pi)

    let place = Float3(0, Hall.aisleCeiling, Hall.bayCenter(3))
    let ceiling = mesh(
      "aisle ceiling", [(Walls.aisleCeiling().lit(by: hall, at: .translation(place)), .plaster)])
    for i in 0..<Hall.bays {
      let at = Float3(0, Hall.aisleCeiling, Hall.bayCenter(i))
      scene.place("ceiling left \(i)", ceiling, at: at)
      scene.place("ceiling right \(i)", ceiling, at: at, turn: .pi)
    }
  }

  private mutating func addEnds() {
    add("front wall", [(Walls.frontWall().lit(by: hall), .plaster)])
    let door = Walls.doorway
    let m = Matrix4.translation(Float3(0, 0, Hall.back - 0.35))
    add(
      "end wall",
      [
        (door.wall(detail: detail).transformed(by: m).lit(by: hall), .plaster),
        (door.archivolt(detail: detail, width: 0.4).transformed(by: m).lit(by: hall), .limestone),
        (Walls.backWall().lit(by: hall), .plaster), (Walls.threshold(), .marble),
      ])
  }
}
