import SceneModel
import Testing

@Suite struct AnimationChoiceTests {
  @Test func theListGoesRound() {
    var choice = AnimationChoice.all
    var seen: [AnimationChoice] = []
    for _ in 0..<4 {
      choice = choice.next(of: 2)
      seen.append(choice)
    }
    #expect(seen == [.one(0), .one(1), .all, .one(0)])
    #expect(AnimationChoice.all.next(of: 0) == .all)
    // One that the scene does not have any more.
    #expect(AnimationChoice.one(7).next(of: 3) == .all)
  }
}
