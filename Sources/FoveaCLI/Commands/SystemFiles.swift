import Foundation

/// Where Vulkan and OpenXR register what is installed.
enum SystemFiles {
  struct Runtime {
    let name: String
    let manifest: String
    let library: String?
  }

  /// The active OpenXR runtime, found as the OpenXR loader finds it: the environment variable
  /// `XR_RUNTIME_JSON`, else `openxr/1/active_runtime.json` in the configuration folders.
  static func openXRRuntime() -> Runtime? {
    let environment = ProcessInfo.processInfo.environment
    var candidates: [String] = []
    if let named = environment["XR_RUNTIME_JSON"], !named.isEmpty {
      candidates = [named]
    } else {
      let home = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "") + "/.config"
      let system = environment["XDG_CONFIG_DIRS"] ?? "/etc/xdg"
      let folders =
        [home] + system.split(separator: ":").map(String.init) + ["/usr/local/etc", "/etc"]
      candidates = folders.map { $0 + "/openxr/1/active_runtime.json" }
    }
    for manifest in candidates {
      guard let data = FileManager.default.contents(atPath: manifest) else { continue }
      let description = try? JSONDecoder().decode(RuntimeManifest.self, from: data)
      return Runtime(
        name: description?.runtime.name ?? "unnamed", manifest: manifest,
        library: description?.runtime.library_path)
    }
    return nil
  }

  /// The manifest of the Khronos validation layer; nil when it is in none of the loader's folders.
  static func validationLayer() -> String? {
    let environment = ProcessInfo.processInfo.environment
    var folders = (environment["VK_LAYER_PATH"] ?? "").split(separator: ":").map(String.init)
    if folders.isEmpty {
      let home = environment["XDG_DATA_HOME"] ?? (environment["HOME"] ?? "") + "/.local/share"
      let system = environment["XDG_DATA_DIRS"] ?? "/usr/local/share:/usr/share"
      folders = ([home] + system.split(separator: ":").map(String.init) + ["/etc", "/usr/share"])
        .map { $0 + "/vulkan/explicit_layer.d" }
    }
    return folders.map { $0 + "/VkLayer_khronos_validation.json" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  private struct RuntimeManifest: Decodable {
    struct Runtime: Decodable {
      let name: String?
      let library_path: String?
    }

    let runtime: Runtime
  }
}
