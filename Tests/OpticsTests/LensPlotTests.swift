import Optics
import Testing

@Suite struct LensPlots {
  /// The small headset's axis lies in the middle of its panel, where the grid's wide lines cross;
  /// the corners of the picture are background.
  @Test func showsTheAxisInTheMiddle() throws {
    let picture = LensPlot.render(try Profiles.load("ci-mini"), width: 480, height: 320)
    #expect(picture.width == 480 && picture.height == 320)
    #expect(picture.rgba.count == 480 * 320 * 4)
    func pixel(_ x: Int, _ y: Int) -> [UInt8] {
      Array(picture.rgba[((y * 480 + x) * 4)..<((y * 480 + x) * 4 + 4)])
    }
    #expect(pixel(82, 108).allSatisfy { $0 > 200 })
    #expect(pixel(479, 319).prefix(3).allSatisfy { $0 < 40 })
    // Half a cell away from the axis there is no line.
    #expect(pixel(87, 113).prefix(3).allSatisfy { $0 < 60 })
  }
}
