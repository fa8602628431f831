import Optics
import Reporting

extension RunInProgress {
  /// Writes pictures of the last frame, and adds their names to the run. A foveated run has its
  /// density map over the eye images, with the layers' borders.
  func writePictures(folder: String, number: Int, to run: inout Run) throws(FoveaError) {
    let slug = plan.name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    let base = "\(number)-" + String(slug).split(separator: "-").joined(separator: "-").prefix(60)
    func write(_ picture: Picture, _ kind: String) throws(FoveaError) -> String {
      let name = "\(base)-\(kind).png"
      try picture.write(to: folder + "/" + name)
      run.pictures.append(name)
      return name
    }
    var eyes = try renderer.eyeImage(0)
    if renderer.setup.viewCount == 2 { eyes = eyes.beside(try renderer.eyeImage(1)) }
    _ = try write(eyes, "eyes")
    if renderer.setup.panel != nil { _ = try write(try renderer.panel(), "panel") }
    guard renderer.setup.foveation != nil else { return }
    let panes = try renderer.heatPanes(
      .density, of: viewsOfHead(last.head), gaze: last.gaze.foveation, panel: nil)
    let density = eyes.heated(
      by: .density, range: 1, isGazeKnown: plan.foveation.mode == .gaze, panes: panes)
    run.densityMap = try write(density.picture, "density")
  }
}
