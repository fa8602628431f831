extension JSONDocument {
  /// The elements of an array, each read.
  func list<Element>(_ read: (JSONDocument) throws(FoveaError) -> Element) throws(FoveaError)
    -> [Element]
  {
    var list: [Element] = []
    for element in try elements() { list.append(try read(element)) }
    return list
  }

  func strings() throws(FoveaError) -> [String] {
    try list { (element) throws(FoveaError) in try element.string() }
  }

  /// One of the raw values of an enumeration.
  func choice<Choice: CaseIterable & RawRepresentable<String>>() throws(FoveaError) -> Choice {
    guard let choice = Choice(rawValue: try string()) else {
      throw error("is not one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  func choices<Choice: CaseIterable & RawRepresentable<String>>() throws(FoveaError) -> [Choice] {
    try list { (element) throws(FoveaError) in try element.choice() }
  }
}
