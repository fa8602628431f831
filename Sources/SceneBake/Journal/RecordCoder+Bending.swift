import SceneModel
import SceneStore

extension RecordCoder {
  mutating func write(_ bending: StoredBending?) {
    write(bending == nil ? UInt8(0) : 1)
    guard let bending else { return }
    write([bending.jointSetCount, bending.jointCount, bending.targetCount, bending.rowCount])
    write(bending.hasNormals ? UInt8(1) : 0)
    write(bending.hasTangents ? UInt8(1) : 0)
    write(bending.bounds.spheres)
    write(bending.bounds.reaches)
  }

  mutating func readBending() throws(RecordDamage) -> StoredBending? {
    guard try read(UInt8.self) != 0 else { return nil }
    let numbers: [Int] = try readArray()
    guard numbers.count == 4 else { throw RecordDamage() }
    var bending = StoredBending(
      jointSetCount: numbers[0], jointCount: numbers[1], targetCount: numbers[2],
      hasNormals: try read(UInt8.self) != 0, hasTangents: try read(UInt8.self) != 0,
      rowCount: numbers[3])
    bending.bounds.spheres = try readArray()
    bending.bounds.reaches = try readArray()
    return bending
  }
}
