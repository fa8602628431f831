/// Options that several commands share.
extension OptionSpec {
  static let json = OptionSpec(
    "json", nil, "prints one JSON document and nothing else on standard output")
  static let headset = OptionSpec(
    "headset", "NAME|FILE.json", "headset profile: display, fields of view, lens, refresh rate",
    default: "generic")
  static let samples = OptionSpec(
    "samples", "1|2|4|8", "MSAA samples per pixel", default: "4, or the most below that there is")
  static let device = OptionSpec(
    "device", "INDEX|NAME", "Vulkan device, as doctor lists them", default: "the best one")
  static let validate = OptionSpec(
    "validate", nil,
    "runs under the Khronos validation layer with synchronization validation; any message is an error"
  )
  static let seed = OptionSpec(
    "seed", "N", "seed of the eye tracker and of a generated scene that names none itself",
    default: "1")
  static let deviceMemory = OptionSpec(
    "gpu-memory", "MIB",
    "device memory for geometry and images, MiB; detail gives way where it would take more",
    default: "1024")
  static let hostMemory = OptionSpec(
    "host-memory", "MIB",
    "program memory for what is on its way from the scene's file to the device, MiB",
    default: "256")
  static let lodThreshold = OptionSpec(
    "lod-threshold", "PX",
    "error of geometry that is let pass, in pixels of the eye image; 0 draws full detail",
    default: "1")
  static let noCache = OptionSpec(
    "no-cache", nil,
    "bakes a scene for this run alone, in place of taking it from the cache and keeping it there")
}
