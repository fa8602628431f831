/// The working memory of hierarchies, which is kept from level to level and from part to part, since
/// small parts would spend their time on getting it. For one part at a time.
///
/// Unchecked: while a level is simplified each thread has a simplifier of its own.
package final class HierarchyWorkspace: @unchecked Sendable {
  private var simplifiers: [GroupSimplifier] = []

  package init() {}

  func begin(_ mesh: WeldedMesh, keepsCoverage: Bool, jobs: Int) {
    while simplifiers.count < jobs { simplifiers.append(GroupSimplifier()) }
    for simplifier in simplifiers { simplifier.begin(mesh, keepsCoverage: keepsCoverage) }
  }

  /// Lets go of the part, so that changing it does not copy it.
  func end() {
    for simplifier in simplifiers { simplifier.end() }
  }

  /// - Parameter thread: below the `jobs` that were begun with.
  func simplifier(_ thread: Int) -> GroupSimplifier { simplifiers[thread] }
}
