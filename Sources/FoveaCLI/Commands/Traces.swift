import Foundation
import Fovea
import Reporting

/// `fovea traces`: the built-in head and gaze traces.
enum Traces: Command {
  static let spec = CommandSpec(
    name: "traces", summary: "lists the head and gaze traces", options: [.json])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    let folder = try AssetFolder.locate().traces
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let names = files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
    if arguments.flag("json") {
      let list: JSON = [
        "traces": JSON(names.map { ["name": JSON($0), "file": JSON("\(folder)/\($0).csv")] })
      ]
      Console.print(list.text)
    } else {
      Console.print(names.isEmpty ? "no traces in \(folder)" : names.joined(separator: "\n"))
    }
    return 0
  }
}
