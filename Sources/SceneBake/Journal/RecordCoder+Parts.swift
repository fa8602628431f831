import Numerics
import SceneModel
import SceneStore

extension RecordCoder {
  mutating func write(_ entry: PartEntry) {
    let part = entry.part
    write(part.name)
    write(part.material ?? -1)
    write(part.bounds.minimum)
    write(part.bounds.maximum)
    write(part.triangleCount)
    write(part.clusterCount)
    write(part.levelCount)
    write(part.uvDensity)
    write(part.bending)
    write(entry.nodes)
    write(entry.nodeLevels)
    write(entry.groups)
    write(entry.parents)
    write(entry.hasExtras ? UInt8(1) : 0)
  }

  mutating func readPart() throws(RecordDamage) -> PartEntry {
    let name = try readText()
    let material: Int = try read()
    let bounds = Bounds(minimum: try read(), maximum: try read())
    let part = StoredPart(
      name: name, material: material < 0 ? nil : material, rootNode: 0, bounds: bounds,
      triangleCount: try read(), clusterCount: try read(), levelCount: try read(),
      uvDensity: try read(), bending: try readBending())
    return PartEntry(
      part: part, nodes: try readArray(), nodeLevels: try read(), groups: try readArray(),
      parents: try readArray(), hasExtras: try read(UInt8.self) != 0)
  }

  mutating func write(_ content: PageContent) {
    write(content.page.positions)
    write(content.page.frames)
    write(content.page.extras)
    write(content.page.rows)
    write(content.page.indices)
    write(content.page.clusters)
    write(content.formatOfCluster)
    write(content.formats.count)
    for format in content.formats {
      write(format.positions.exponent)
      write(format.uv0?.exponent ?? Int.min)
      write(format.uv1?.exponent ?? Int.min)
      write(format.hasTangents ? UInt8(1) : 0)
      write(format.hasColors ? UInt8(1) : 0)
      write(format.hasRows ? UInt8(1) : 0)
    }
  }

  mutating func readContent() throws(RecordDamage) -> PageContent {
    var page = GeometryPage()
    page.positions = try readArray()
    page.frames = try readArray()
    page.extras = try readArray()
    page.rows = try readArray()
    page.indices = try readArray()
    page.clusters = try readArray()
    let formatOfCluster: [Int] = try readArray()
    var formats: [VertexFormat] = []
    for _ in 0..<(try read(Int.self)) {
      let positions = PositionGrid(exponent: try read())
      let uv0 = try readTextureGrid()
      let uv1 = try readTextureGrid()
      formats.append(
        VertexFormat(
          positions: positions, uv0: uv0, uv1: uv1, hasTangents: try read(UInt8.self) != 0,
          hasColors: try read(UInt8.self) != 0, hasRows: try read(UInt8.self) != 0))
    }
    return PageContent(page, formats: formats, formatOfCluster: formatOfCluster)
  }

  private mutating func readTextureGrid() throws(RecordDamage) -> TextureGrid? {
    let exponent: Int = try read()
    return exponent == .min ? nil : TextureGrid(exponent: exponent)
  }
}
