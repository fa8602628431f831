extension RunInProgress {
  /// Pictures of the last frame; returns their names.
  func writePictures(folder: String, number: Int) throws(FoveaError) -> [String] {
    let slug = plan.name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let base = "\(number)-" + String(slug).split(separator: "-").joined(separator: "-").prefix(60)
    var eyes = try renderer.eyeImage(0)
    if renderer.setup.viewCount == 2 { eyes = eyes.beside(try renderer.eyeImage(1)) }
    var names = ["\(base)-eyes.png"]
    try eyes.write(to: folder + "/" + names[0])
    if renderer.setup.panel != nil {
      names.append("\(base)-panel.png")
      try renderer.panel().write(to: folder + "/" + names[1])
    }
    return names
  }
}
