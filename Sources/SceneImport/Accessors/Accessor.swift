/// Type of one component, with glTF's number for it.
enum ComponentType: Int {
  case int8 = 5120
  case uint8 = 5121
  case int16 = 5122
  case uint16 = 5123
  case uint32 = 5125
  case float32 = 5126

  var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .uint32, .float32: 4
    }
  }
}

enum ElementType: String {
  case scalar = "SCALAR"
  case vec2 = "VEC2"
  case vec3 = "VEC3"
  case vec4 = "VEC4"
  case mat2 = "MAT2"
  case mat3 = "MAT3"
  case mat4 = "MAT4"

  var components: Int {
    switch self {
    case .scalar: 1
    case .vec2: 2
    case .vec3: 3
    case .vec4, .mat2: 4
    case .mat3: 9
    case .mat4: 16
    }
  }

  /// Bytes of an element; columns of matrices begin at multiples of four bytes.
  func size(of component: ComponentType) -> Int {
    func columns(_ n: Int) -> Int { n * ((n * component.size + 3) & ~3) }
    return switch self {
    case .mat2: columns(2)
    case .mat3: columns(3)
    case .mat4: columns(4)
    default: components * component.size
    }
  }
}

/// A bounds-checked typed view of bytes: `data` holds `count` elements `stride` bytes apart.
struct Accessor {
  struct Sparse {
    var count: Int
    var indexType: ComponentType
    var indices: ByteSlice
    var values: ByteSlice
    var path: JSONPath
  }

  var path: JSONPath
  var component: ComponentType
  var type: ElementType
  var isNormalized: Bool
  var count: Int
  var stride: Int
  /// Nil: zeros.
  var data: ByteSlice?
  /// The buffer has no data, so there is nothing to read.
  var isMissing = false
  var sparse: Sparse?
  var minimum: [Double]?
  var maximum: [Double]?

  var elementSize: Int { type.size(of: component) }
}

/// A buffer's length, and its data if there is any.
struct Buffer {
  var length: Int
  /// Nil: a fallback that compressed data replaces, or a buffer that the document leaves undefined.
  var data: ByteSlice?
}

/// A checked part of a buffer.
struct BufferView {
  var path: JSONPath
  var length: Int
  /// `length` bytes; nil when the buffer has none.
  var data: ByteSlice?
  /// Where the data begins in its buffer, for alignment.
  var offset: Int
  /// Nil: elements are tightly packed.
  var stride: Int?
}
