import SceneModel

extension Importer {
  mutating func readSpecularGlossiness(_ json: JSONCursor, into material: inout Material)
    throws(ImportFault)
  {
  }
}
