import Fovea
import Headset
import Reporting

/// `fovea traces`: the built-in head and gaze traces.
enum Traces: PlainCommand {
  static let spec = CommandSpec(
    name: "traces", summary: "lists the head and gaze traces", options: [.json])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    let names = HeadTrace.names(in: try AssetFolder.locate().traces)
    var rows: [(name: String, samples: Int, seconds: Double, hasGaze: Bool)] = []
    for name in names {
      let trace = try HeadTrace.find(name)
      rows.append(
        (
          name, trace.samples.count, Double(trace.durationNanoseconds) / 1e9,
          trace.samples[0].gaze != nil
        ))
    }
    if arguments.flag("json") {
      let list: JSON = [
        "traces": JSON(
          rows.map {
            [
              "name": JSON($0.name), "samples": JSON($0.samples), "duration_s": JSON($0.seconds),
              "gaze": JSON($0.hasGaze),
            ]
          })
      ]
      Console.print(list.text)
    } else {
      Console.print(
        CommandSpec.table(
          rows.map {
            (
              $0.name,
              "\($0.samples) samples, \(short($0.seconds)) s\($0.hasGaze ? ", with gaze" : "")"
            )
          }))
    }
    return 0
  }
}
