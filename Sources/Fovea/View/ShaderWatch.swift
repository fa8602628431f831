import Rendering
import Synchronization

/// Compiles shaders whose sources change, beside the frame loop. What came lies in a mailbox until the frame
/// loop takes it.
final class ShaderWatch: Sendable {
  /// All that changed at once, or why one of them is none.
  typealias Change = Result<[(shader: StaticString, words: [UInt32])], FoveaError>

  private struct State {
    /// What each was compiled from last, by path.
    var texts: [String: String]
    var change: Change?
    var isCompiling = false
  }

  private let sources: ShaderSources
  private let files: FileWatch
  private let state: Mutex<State>

  /// Nil where there are no sources.
  init?() {
    guard let sources = ShaderSources() else { return nil }
    self.sources = sources
    files = FileWatch { sources.files }
    var texts: [String: String] = [:]
    for shader in EmbeddedShaders.all { texts[shader.path] = sources.text(of: shader.path) }
    state = Mutex(State(texts: texts))
  }

  /// What has changed since this was last asked for; nil: nothing yet.
  func take() -> Change? {
    let isIdle = state.withLock { !$0.isCompiling }
    if isIdle, files.takeChange() {
      state.withLock { $0.isCompiling = true }
      Task.detached(priority: .utility) { [self] in compile() }
    }
    return state.withLock { state in
      defer { state.change = nil }
      return state.change
    }
  }

  private func compile() {
    let known = state.withLock { $0.texts }
    var texts: [String: String] = [:]
    let change: Change = Result { () throws(FoveaError) in
      var compiled: [(shader: StaticString, words: [UInt32])] = []
      for shader in EmbeddedShaders.all {
        let text = sources.text(of: shader.path)
        guard text != known[shader.path] else { continue }
        compiled.append((shader.spirv, try sources.compile(shader.path)))
        texts[shader.path] = text
      }
      return compiled
    }
    state.withLock { state in
      // A source that does not compile is compiled again with the next change.
      if case .success = change { state.texts.merge(texts) { $1 } }
      state.change = change
      state.isCompiling = false
    }
  }
}
