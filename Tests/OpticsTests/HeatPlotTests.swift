import Numerics
import Optics
import Testing

/// Heat maps laid over pictures.
@Suite struct HeatPlotTests {
  private struct Result {
    let width: Int
    let height: Int
    let rgba: [UInt8]

    func color(_ x: Int, _ y: Int) -> [Int] {
      (0..<3).map { Int(rgba[(y * width + x) * 4 + $0]) }
    }
  }

  private func plot(
    _ quantity: HeatMap.Quantity, range: Double, _ panes: [HeatPlot.Pane], width: Int, height: Int,
    light: UInt8 = 255
  ) -> Result {
    let picture = (0..<width * height * 4).map { $0 % 4 == 3 ? 255 : light }
    let plot = HeatPlot(quantity, range: range, isGazeKnown: true)
      .draw(over: picture, width: width, height: height, panes: panes)
    return Result(width: plot.width, height: plot.height, rgba: plot.rgba)
  }

  private func pane(_ eye: FoveatedEye, x: Int = 0) -> HeatPlot.Pane {
    HeatPlot.Pane(
      rect: PixelRect(x: x, width: HeatMapTests.size, height: HeatMapTests.size),
      map: HeatMap(.density, of: eye), eye: eye)
  }

  /// Over a white picture a value has its colour in the legend's bar, and lines lie where the
  /// layers end.
  @Test func colorsAreThoseOfTheLegend() throws {
    let size = HeatMapTests.size
    let result = plot(
      .density, range: 1, [pane(HeatMapTests.eye())], width: size, height: size)
    #expect(result.width == size && result.height > size + 30)
    // The bar runs from 4 to 4 pixels off the right side.
    func legend(_ value: Double) -> [Int] {
      result.color(4 + Int(value * Double(size - 8 - 1)), size + 8)
    }
    func isNear(_ a: [Int], _ b: [Int]) -> Bool {
      zip(a, b).allSatisfy { abs($0 - $1) <= 5 }
    }
    #expect(isNear(result.color(120, 135), legend(1)))
    #expect(isNear(result.color(120, 180), legend(0.5)))
    #expect(isNear(result.color(10, 236), legend(1.0 / 3)))
    #expect(!isNear(legend(1), legend(0.5)) && !isNear(legend(0.5), legend(1.0 / 3)))
    // 40 and 80 pixels from the middle.
    for place in [160, 80, 200, 40] { #expect(result.color(119, place).allSatisfy { $0 > 200 }) }
    // The gaze.
    #expect(result.color(120, 120) == [255, 255, 255])
  }

  @Test func theSecondEyeStandsBesideTheFirst() {
    let size = HeatMapTests.size
    let eyes = [HeatMapTests.eye(), HeatMapTests.eye(gaze: Float2(0.5, 0))]
    let result = plot(
      .density, range: 1, [pane(eyes[0]), pane(eyes[1], x: size)], width: 2 * size, height: size)
    #expect(result.color(120, 120) == [255, 255, 255])
    #expect(result.color(size + 180, 120) == [255, 255, 255])
    #expect(result.color(size + 180, 135) == result.color(120, 135))
  }

  /// Twice the range is half the way along the colours; what exceeds the range has the last colour.
  @Test func theRangeIsTheLastColor() {
    let size = HeatMapTests.size
    func middle(_ range: Double) -> [Int] {
      plot(.density, range: range, [pane(HeatMapTests.eye())], width: size, height: size)
        .color(120, 135)
    }
    func outside(_ range: Double) -> [Int] {
      plot(.density, range: range, [pane(HeatMapTests.eye())], width: size, height: size)
        .color(120, 180)
    }
    #expect(middle(2) == outside(1))
    #expect(middle(0.5) == middle(1) && outside(0.5) == middle(1))
  }

  /// Levels of detail have a piece of the bar each, and clusters shades of it; what is resident is
  /// green, what is missing red; where nothing stands there is no colour.
  @Test func detailHasColorsOfItsOwn() {
    let size = HeatMapTests.size
    let eye = FoveatedEye(
      imageWidth: size, imageHeight: size, field: HeatMapTests.eye().field)
    // From the left: nothing, level 0, level 4 in two shades.
    let told = HeatLayer(
      width: size, height: size,
      values: (0..<size * size).map { index in
        [.zero, Float2(1, 0.5), Float2(5, 0.5), Float2(5, 0.1)][index % size * 4 / size]
      })
    func pane(_ quantity: HeatMap.Quantity) -> HeatPlot.Pane {
      HeatPlot.Pane(
        rect: PixelRect(width: size, height: size),
        map: HeatMap(quantity, of: eye, told: [told]), eye: eye)
    }
    let levels = plot(.lod, range: 4, [pane(.lod)], width: size, height: size)
    func legend(_ level: Int) -> [Int] { levels.color(4 + (level * 2 + 1) * 23, size + 8) }
    #expect(levels.color(70, 200) == legend(0) && levels.color(130, 200) == legend(4))
    #expect(Set((0..<5).map(legend)).count == 5)
    #expect(zip(levels.color(230, 200), legend(4)).allSatisfy { $0 < $1 })
    let nothing = levels.color(10, 200)
    #expect(nothing[0] == nothing[1] && nothing[1] == nothing[2])
    let residency = plot(.residency, range: 0.5, [pane(.residency)], width: size, height: size)
    let red = residency.color(130, 200)
    #expect(red[0] > 2 * red[1] && red[0] > 2 * red[2])
    let resident = plot(.residency, range: 1000, [pane(.residency)], width: size, height: size)
      .color(230, 200)
    #expect(resident[1] > 3 * resident[0])
  }

  /// On a panel the map is seen through the lens: it stands where the lens shows the gaze, and
  /// nothing is laid where the lens shows nothing.
  @Test func aPanelIsSeenThroughItsLens() throws {
    let profile = try Profiles.load("generic")
    let lens = profile.eyes.left
    let eye = FoveatedEye(
      HeatMapTests.eye().plan, field: lens.fieldOfView, gaze: Float2(0.3, -0.2), widening: 0)
    let (width, height) = (lens.viewport.width, lens.viewport.height)
    var pane = pane(eye)
    pane.rect = lens.viewport
    pane.lens = lens
    let result = plot(.density, range: 1, [pane], width: width, height: height, light: 90)
    let place = try #require(
      lens.lens.viewportPosition(
        ofTangent: Double2(0.3, -0.2), channel: 1, viewportPixels: lens.viewportPixels))
    let (x, y) = (Int(place.x * Double(width)), Int(place.y * Double(height)))
    #expect(result.color(x, y) == [255, 255, 255])
    let off = Double2(0.3, -0.2) + Double2(0.05, 0.1)
    let beside = try #require(
      lens.lens.viewportPosition(
        ofTangent: off, channel: 1, viewportPixels: lens.viewportPixels))
    // The last colour is a yellow.
    let color = result.color(
      Int(beside.x * Double(width)), Int(beside.y * Double(height)))
    #expect(color[0] > 2 * color[2] && color[1] > 2 * color[2])
    #expect(!lens.visible(Double2(0.001, 0.001)))
    #expect(result.color(1, 1) == [90, 90, 90])
  }

  /// Narrow pictures break the legend's lines.
  @Test func narrowPicturesHaveLegendsToo() {
    let field = FieldOfView(left: -1, right: 1, up: 1, down: -1)
    let eye = FoveatedEye(imageWidth: 16, imageHeight: 16, field: field)
    let pane = HeatPlot.Pane(
      rect: PixelRect(width: 16, height: 16), map: HeatMap(.density, of: eye), eye: eye)
    let result = plot(.density, range: 1, [pane], width: 16, height: 16)
    #expect(result.width == 16 && result.height > 16)
    #expect(result.rgba.count == result.width * result.height * 4)
  }
}
