extension Importer {
  /// Checks the layout of every accessor, used or not.
  mutating func readAccessors() throws(ImportFault) {
    for json in try root.list("accessors") { accessors.append(try readAccessor(json)) }
  }

  private mutating func readAccessor(_ json: JSONCursor) throws(ImportFault) -> Accessor {
    let component = try componentType(json)
    let typeJSON = try json.required("type")
    guard let type = ElementType(rawValue: try typeJSON.string()) else {
      throw typeJSON.fault("is not a type of accessors")
    }
    // Vertices are numbered with 32 bits.
    let countJSON = try json.required("count")
    let count = try countJSON.integer(in: 1...Int(UInt32.max))
    let size = type.size(of: component)
    var accessor = Accessor(
      path: json.path, component: component, type: type,
      isNormalized: try json.bool("normalized", default: false), count: count, stride: size)
    if accessor.isNormalized && (component == .float32 || component == .uint32) {
      warn(json.path.appending("normalized"), "has no meaning for this component type")
      accessor.isNormalized = false
    }
    if let viewJSON = try json.member("bufferView") {
      let view = bufferViews[
        try viewJSON.index(below: bufferViews.count, of: "buffer view")]
      let offset = try json.integer("byteOffset", in: 0...Int.max) ?? 0
      if let stride = view.stride {
        guard stride >= size else {
          throw json.fault("has elements of \(size) bytes in a stride of \(stride)")
        }
        accessor.stride = stride
      }
      accessor.data = try elements(
        of: view, offset: offset, count: count, stride: accessor.stride, size: size,
        component: component, json: json)
      accessor.isMissing = accessor.data == nil
    } else if try json.member("byteOffset") != nil {
      warn(json.path.appending("byteOffset"), "has no meaning without a buffer view")
    }
    if let sparse = try json.member("sparse") {
      accessor.sparse = try readSparse(sparse, of: accessor)
      accessor.isMissing = accessor.isMissing || accessor.sparse == nil
    }
    accessor.minimum = try limits("min", of: accessor, json: json)
    accessor.maximum = try limits("max", of: accessor, json: json)
    return accessor
  }

  private func componentType(_ json: JSONCursor) throws(ImportFault) -> ComponentType {
    let member = try json.required("componentType")
    guard let type = ComponentType(rawValue: try member.integer(in: 0...Int.max)) else {
      throw member.fault("is not a component type")
    }
    return type
  }

  private mutating func elements(
    of view: BufferView, offset: Int, count: Int, stride: Int, size: Int,
    component: ComponentType, json: JSONCursor
  ) throws(ImportFault) -> ByteSlice? {
    // count <= 2^32 and stride <= 256, so the product fits.
    let length = (count - 1) * stride + size
    guard offset <= view.length, length <= view.length - offset else {
      throw json.fault(
        "needs \(length) bytes at offset \(offset) of a buffer view of \(view.length) bytes")
    }
    if offset % component.size != 0 || (view.offset + offset) % component.size != 0 {
      warn(json.path.appending("byteOffset"), "is not a multiple of the component's size")
    }
    return view.data?.dropFirst(offset).prefix(length)
  }

  private mutating func readSparse(_ json: JSONCursor, of accessor: Accessor) throws(ImportFault)
    -> Accessor.Sparse?
  {
    let count = try json.required("count").integer(in: 1...accessor.count)
    func view(_ json: JSONCursor) throws(ImportFault) -> (BufferView, Int) {
      let index = try json.required("bufferView").index(
        below: bufferViews.count, of: "buffer view")
      return (bufferViews[index], try json.integer("byteOffset", in: 0...Int.max) ?? 0)
    }
    let indices = try json.required("indices")
    let indexType = try componentType(indices)
    guard [.uint8, .uint16, .uint32].contains(indexType) else {
      throw indices.path.appending("componentType").fault("must be unsigned")
    }
    let (indexView, indexOffset) = try view(indices)
    let indexData = try elements(
      of: indexView, offset: indexOffset, count: count, stride: indexType.size,
      size: indexType.size, component: indexType, json: indices)
    let values = try json.required("values")
    let (valueView, valueOffset) = try view(values)
    let size = accessor.elementSize
    let valueData = try elements(
      of: valueView, offset: valueOffset, count: count, stride: size, size: size,
      component: accessor.component, json: values)
    guard let indexData, let valueData else { return nil }
    return Accessor.Sparse(
      count: count, indexType: indexType, indices: indexData, values: valueData, path: json.path)
  }

  private func limits(_ key: String, of accessor: Accessor, json: JSONCursor)
    throws(ImportFault) -> [Double]?
  {
    guard let member = try json.member(key) else { return nil }
    let elements = try member.elements()
    guard elements.count == accessor.type.components else {
      throw member.fault("must have \(accessor.type.components) numbers, not \(elements.count)")
    }
    var numbers: [Double] = []
    for element in elements { numbers.append(try element.double()) }
    return numbers
  }

  /// The accessor that a property names.
  func accessor(_ json: JSONCursor) throws(ImportFault) -> Accessor {
    accessors[try json.index(below: accessors.count, of: "accessor")]
  }
}
