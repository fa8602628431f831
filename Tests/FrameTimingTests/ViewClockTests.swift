import FrameTiming
import Testing

@Suite struct ViewClockTests {
  private let period: UInt64 = 10

  private func clock(after displays: UInt64...) -> ViewClock {
    var clock = ViewClock()
    for display in displays { clock.advance(display_ns: display, period_ns: period) }
    return clock
  }

  @Test func timeIsThatOfTheDisplayFromTheFirstFrameOn() {
    #expect(clock(after: 5_000).time_ns == 0)
    #expect(clock(after: 5_000, 5_010, 5_040).time_ns == 40)
    #expect(clock(after: 0, 2_500_000_000).seconds == 2.5)
  }

  @Test func aDisplayThatGoesBackMovesNothing() {
    #expect(clock(after: 5_000, 4_000).time_ns == 0)
  }

  @Test func whilePausedEachStepIsOnePeriod() {
    var clock = clock(after: 5_000, 5_010)
    clock.step()
    clock.togglePause()
    #expect(clock.isPaused && !clock.wantsFrame)
    clock.step()
    clock.step()
    #expect(clock.wantsFrame)
    clock.advance(display_ns: 9_000, period_ns: period)
    #expect(clock.time_ns == 20 && clock.wantsFrame)
    clock.advance(display_ns: 9_900, period_ns: period)
    #expect(clock.time_ns == 30 && !clock.wantsFrame)
    clock.togglePause()
    clock.advance(display_ns: 20_000, period_ns: period)
    #expect(clock.time_ns == 30)
    clock.advance(display_ns: 20_010, period_ns: period)
    #expect(clock.time_ns == 40)
  }

  @Test func restsDoNotCountAndARestartIsTheBeginning() {
    var clock = clock(after: 5_000, 5_010)
    clock.rest()
    clock.advance(display_ns: 9_000, period_ns: period)
    #expect(clock.time_ns == 10)
    clock.advance(display_ns: 9_005, period_ns: period)
    #expect(clock.time_ns == 15)
    clock.restart()
    clock.advance(display_ns: 9_105, period_ns: period)
    #expect(clock.time_ns == 0)
  }
}
