/// A value of the document that knows where it stands, with readers that refuse what is not asked
/// for and name the place.
struct JSONCursor {
  let value: JSONValue
  let path: JSONPath

  func fault(_ reason: String) -> ImportFault { path.fault(reason) }

  private func mismatch(_ wanted: String) -> ImportFault {
    fault("must be \(wanted), not \(value.kindName)")
  }

  // MARK: Structure

  func members() throws(ImportFault) -> [String: JSONValue] {
    guard case .object(let members) = value else { throw mismatch("an object") }
    return members
  }

  /// The members in the order of their names.
  func sortedMembers() throws(ImportFault) -> [(name: String, cursor: JSONCursor)] {
    let members = try members()
    return members.keys.sorted().compactMap { key in
      members[key].map { (key, JSONCursor(value: $0, path: path.appending(key))) }
    }
  }

  func member(_ key: String) throws(ImportFault) -> JSONCursor? {
    try members()[key].map { JSONCursor(value: $0, path: path.appending(key)) }
  }

  func required(_ key: String) throws(ImportFault) -> JSONCursor {
    guard let member = try member(key) else { throw fault("must have the property \(key)") }
    return member
  }

  func elements() throws(ImportFault) -> [JSONCursor] {
    guard case .array(let elements) = value else { throw mismatch("an array") }
    return elements.indices.map { JSONCursor(value: elements[$0], path: path.appending($0)) }
  }

  /// Elements of an array member; none when it is absent.
  func list(_ key: String) throws(ImportFault) -> [JSONCursor] {
    guard let member = try member(key) else { return [] }
    return try member.elements()
  }

  func `extension`(_ name: String) throws(ImportFault) -> JSONCursor? {
    try member("extensions")?.member(name)
  }

  // MARK: Values

  func double() throws(ImportFault) -> Double {
    guard case .number(let number) = value else { throw mismatch("a number") }
    guard number.isFinite else { throw fault("must be a finite number") }
    return number
  }

  func float() throws(ImportFault) -> Float {
    let number = Float(try double())
    guard number.isFinite else { throw fault("is too large a number") }
    return number
  }

  func float(in range: ClosedRange<Float>) throws(ImportFault) -> Float {
    let number = try float()
    guard range.contains(number) else {
      throw fault("must be from \(range.lowerBound) to \(range.upperBound), not \(number)")
    }
    return number
  }

  func integer(in range: ClosedRange<Int>) throws(ImportFault) -> Int {
    let number = try double()
    guard let integer = Int(exactly: number) else {
      throw fault("must be an integer, not \(number)")
    }
    guard range.contains(integer) else {
      let limit =
        range.upperBound == Int.max
        ? "\(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
      throw fault("must be \(limit), not \(integer)")
    }
    return integer
  }

  /// An index into an array of `count` things.
  func index(below count: Int, of thing: String) throws(ImportFault) -> Int {
    let index = try integer(in: 0...Int.max)
    guard index < count else {
      throw fault("names \(thing) \(index), and there are \(count)")
    }
    return index
  }

  func string() throws(ImportFault) -> String {
    guard case .string(let string) = value else { throw mismatch("a string") }
    return string
  }

  func bool() throws(ImportFault) -> Bool {
    guard case .bool(let bool) = value else { throw mismatch("a boolean") }
    return bool
  }

  func floats(count: Int) throws(ImportFault) -> [Float] {
    let elements = try elements()
    guard elements.count == count else {
      throw fault("must have \(count) numbers, not \(elements.count)")
    }
    var numbers: [Float] = []
    for element in elements { numbers.append(try element.float()) }
    return numbers
  }

  // MARK: Members with a default

  func float(_ key: String, default fallback: Float) throws(ImportFault) -> Float {
    guard let member = try member(key) else { return fallback }
    return try member.float()
  }

  func float(_ key: String, in range: ClosedRange<Float>, default fallback: Float)
    throws(ImportFault) -> Float
  {
    guard let member = try member(key) else { return fallback }
    return try member.float(in: range)
  }

  func bool(_ key: String, default fallback: Bool) throws(ImportFault) -> Bool {
    guard let member = try member(key) else { return fallback }
    return try member.bool()
  }

  func string(_ key: String) throws(ImportFault) -> String? {
    guard let member = try member(key) else { return nil }
    return try member.string()
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(ImportFault) -> Int? {
    guard let member = try member(key) else { return nil }
    return try member.integer(in: range)
  }

  func index(_ key: String, below count: Int, of thing: String) throws(ImportFault) -> Int? {
    guard let member = try member(key) else { return nil }
    return try member.index(below: count, of: thing)
  }

  func floats(_ key: String, count: Int) throws(ImportFault) -> [Float]? {
    guard let member = try member(key) else { return nil }
    return try member.floats(count: count)
  }
}
