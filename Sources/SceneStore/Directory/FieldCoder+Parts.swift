internal import Numerics
internal import SceneModel

extension FieldCoder {
  /// What a directory says of the scene as a whole.
  mutating func summary(_ d: inout SceneDirectory) throws(StoreDamage) {
    try optional(&d.rootNode, blank: 0) { (c, v) throws(StoreDamage) in try c.field(&v) }
    try field(&d.instanceLevels)
    try field(&d.partLevels)
    try field(&d.rootUnitCount)
    try field(&d.hasExtras)
    try field(&d.uniqueTriangles)
    try field(&d.instancedTriangles)
    try bounds(&d.bounds)
  }

  mutating func parts(_ parts: inout [StoredPart]) throws(StoreDamage) {
    let blank = StoredPart(
      name: "", material: nil, rootNode: 0, bounds: .empty, triangleCount: 0, clusterCount: 0,
      levelCount: 0, uvDensity: 0)
    try array(&parts, blank: blank) { (c, part) throws(StoreDamage) in
      try c.field(&part.name)
      try c.index(&part.material)
      try c.field(&part.rootNode)
      try c.bounds(&part.bounds)
      try c.field(&part.triangleCount)
      try c.field(&part.clusterCount)
      try c.field(&part.levelCount)
      try c.field(&part.uvDensity)
      try c.optional(&part.bending, blank: StoredBending()) { (c, v) throws(StoreDamage) in
        try c.bending(&v)
      }
    }
  }

  mutating func images(_ images: inout [StoredImage]) throws(StoreDamage) {
    let blank = StoredImage(
      name: "", source: 0, width: 1, height: 1, encoding: .rgba8, isColor: false, levelCount: 1,
      tailLevel: 0,
      firstTailPage: 0, tailPageCount: 0)
    try array(&images, blank: blank) { (c, image) throws(StoreDamage) in
      try c.field(&image.name)
      try c.field(&image.source)
      try c.field(&image.width)
      try c.field(&image.height)
      try c.choice(&image.encoding, of: [.rgba8, .bc1, .bc3, .bc4, .bc5])
      try c.field(&image.isColor)
      try c.field(&image.levelCount)
      try c.field(&image.tailLevel)
      try c.field(&image.firstTailPage)
      try c.field(&image.tailPageCount)
    }
  }

  private mutating func bounds(_ b: inout Bounds) throws(StoreDamage) {
    try field(&b.minimum)
    try field(&b.maximum)
  }
}
