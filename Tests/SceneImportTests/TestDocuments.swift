import SceneModel

@testable import SceneImport

/// A GLB with this JSON and binary chunk.
func makeGLB(_ json: String, _ binary: [UInt8] = []) -> [UInt8] {
  func word(_ n: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: n >> (8 * $0)) } }
  var text = Array(json.utf8)
  while text.count % 4 != 0 { text.append(0x20) }
  var data = binary
  while data.count % 4 != 0 { data.append(0) }
  var chunks = word(text.count) + Array("JSON".utf8) + text
  if !data.isEmpty { chunks += word(data.count) + Array("BIN\0".utf8) + data }
  return Array("glTF".utf8) + word(2) + word(chunks.count + 12) + chunks
}

func load(_ json: String, _ binary: [UInt8] = [], limits: ImportLimits = .standard)
  throws(ImportError) -> Scene
{
  try SceneImporter.load(bytes: makeGLB(json, binary), name: "test.glb", limits: limits)
}

/// The error that a document is refused with; nil when it loads.
func refusal(_ json: String, _ binary: [UInt8] = [], limits: ImportLimits = .standard)
  -> ImportError?
{
  do throws(ImportError) {
    _ = try load(json, binary, limits: limits)
    return nil
  } catch {
    return error
  }
}

/// An importer that has checked the document's accessors.
func makeImporter(_ json: String, _ binary: [UInt8]) throws -> Importer {
  let bytes = Array(json.utf8)
  var importer = Importer(
    root: JSONCursor(value: try JSONValue.parse(bytes[...]), path: .root), limits: .standard,
    finder: nil, binaryChunk: ByteSlice(binary), sourceBytes: bytes.count + binary.count,
    isDeferred: false)
  try importer.readBuffers()
  try importer.readBufferViews()
  try importer.readAccessors()
  return importer
}

func littleEndian<T>(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }

/// A document with one triangle, (0,0,0) (1,0,0) (0,1,0), whose primitive and rest can be added to.
func triangleDocument(primitive: String = "", rest: String = "") -> (json: String, binary: [UInt8])
{
  let binary = littleEndian([0, 0, 0, 1, 0, 0, 0, 1, 0] as [Float])
  let json = """
    {"asset": {"version": "2.0"}, "buffers": [{"byteLength": 36}],
     "bufferViews": [{"buffer": 0, "byteLength": 36}],
     "accessors": [{"bufferView": 0, "componentType": 5126, "type": "VEC3", "count": 3,
       "min": [0, 0, 0], "max": [1, 1, 0]}],
     "meshes": [{"primitives": [{"attributes": {"POSITION": 0}\(primitive)}]}]\(rest)}
    """
  return (json, binary)
}
