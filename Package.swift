// swift-tools-version: 6.2
// The package as data: one line per room, what it imports, nothing else.
// Imports go one way; the order below is the order of the house.
import PackageDescription

let swiftSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A C library of the system: a module map and a shim header, nothing else.
func system(_ name: String, pkgConfig: String? = nil, apt package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

func room(_ name: String, imports: [String] = [], shaders: Bool = false) -> Target {
  .target(
    name: name,
    dependencies: imports.map { .target(name: $0) },
    swiftSettings: swiftSettings,
    plugins: shaders ? [.plugin(name: "ShaderPlugin")] : []
  )
}

func tests(
  of name: String, imports: [String], resources: [Resource] = [], shaders: Bool = false,
  links: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: imports.map { .target(name: $0) },
    exclude: shaders ? ["Shaders"] : [],
    resources: resources,
    swiftSettings: swiftSettings,
    linkerSettings: links.map { .linkedLibrary($0) },
    plugins: shaders ? [.plugin(name: "ShaderPlugin")] : []
  )
}

let package = Package(
  name: "Fovea",
  products: [
    .library(name: "Fovea", targets: ["Fovea"]),
    .executable(name: "fovea", targets: ["FoveaCLI"]),
    // Loaded by the OpenXR loader, in tests
    .library(name: "FoveaOpenXRLayer", type: .dynamic, targets: ["OpenXRLayer"]),
  ],
  targets: [
    // C libraries
    system("CVulkan", pkgConfig: "vulkan", apt: "libvulkan-dev"),
    // Headers alone: the loader is opened by name, since a machine may have none.
    system("COpenXR", apt: "libopenxr-dev"),
    system("CMeshOptimizer", apt: "libmeshoptimizer-dev"),
    system("CSpng", pkgConfig: "spng", apt: "libspng-dev"),
    system("CTurboJPEG", pkgConfig: "libturbojpeg", apt: "libturbojpeg0-dev"),
    system("CWebP", pkgConfig: "libwebp", apt: "libwebp-dev"),
    system("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
    system("CXXHash", pkgConfig: "libxxhash", apt: "libxxhash-dev"),
    system("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev"),
    .target(name: "CURing", linkerSettings: [.linkedLibrary("uring")]),
    .target(name: "CSquish", linkerSettings: [.linkedLibrary("squish")]),
    .target(name: "CDraco", linkerSettings: [.linkedLibrary("draco")]),
    .target(name: "CGLFW"),
    .target(name: "CAllocationHook"),

    // Shaders: GLSL to SPIR-V to text literals, at build time
    .executableTarget(name: "ShaderEmbed", swiftSettings: swiftSettings),
    .plugin(
      name: "ShaderPlugin", capability: .buildTool(), dependencies: ["ShaderEmbed"],
      path: "Sources/ShaderPlugin"),

    // Rooms
    room("Numerics"),
    room("Optics", imports: ["Numerics"]),
    room("SceneModel", imports: ["Numerics"]),
    room("ImageCodecs", imports: ["CSpng", "CTurboJPEG", "CWebP"]),
    room(
      "SceneImport",
      imports: ["Numerics", "SceneModel", "ImageCodecs", "CDraco", "CMeshOptimizer"]),
    room("BuiltinScenes", imports: ["Numerics", "SceneModel"]),
    room(
      "SceneStore", imports: ["Numerics", "SceneModel", "CMeshOptimizer", "CZstd", "CXXHash"]),
    room(
      "SceneBake",
      imports: ["Numerics", "SceneModel", "SceneStore", "CMeshOptimizer", "CSquish", "CXXHash"]),
    room("Streaming", imports: ["Numerics", "SceneStore", "CURing"]),
    room("GPU", imports: ["Numerics", "CVulkan"]),
    room("Lettering", imports: ["CFreeType"]),
    room(
      "Rendering",
      imports: [
        "Numerics", "Optics", "SceneModel", "SceneStore", "Streaming", "GPU", "Lettering",
        "CSquish",
      ],
      shaders: true),
    room("Headset", imports: ["Numerics", "Optics", "GPU", "COpenXR"]),
    room("Desktop", imports: ["Headset", "Numerics", "CGLFW"]),
    room("FrameTiming", imports: ["Numerics"]),
    room("Reporting", imports: ["FrameTiming"]),
    room(
      "Fovea",
      imports: [
        "Numerics", "Optics", "SceneModel", "SceneImport", "BuiltinScenes", "ImageCodecs",
        "SceneStore", "SceneBake", "Streaming", "CXXHash", "GPU", "Lettering", "Rendering",
        "Headset",
        "Desktop", "FrameTiming", "Reporting",
      ]),
    .executableTarget(
      name: "FoveaCLI",
      dependencies: [
        "Fovea", "Numerics", "Optics", "SceneModel", "SceneStore", "SceneBake", "GPU", "Headset",
        "FrameTiming", "Reporting", "CAllocationHook",
      ],
      swiftSettings: swiftSettings,
      // The released binary runs where there is no Swift. Only the link differs, so that tests and
      // the binary share one build.
      linkerSettings: [
        .unsafeFlags(
          // The linker reads archives once, from the left: users first.
          ["-static-stdlib"]
            + [
              "FoundationInternationalization", "CoreFoundation", "_FoundationCollections",
              "_FoundationICU", "_FoundationCShims", "swiftSynchronization",
            ].map { "-l\($0)" },
          .when(configuration: .release))
      ]),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["Numerics", "ImageCodecs"], path: "Tests/TestSupport",
      swiftSettings: swiftSettings),
    tests(of: "TestSupport", imports: ["TestSupport"]),
    tests(of: "Numerics", imports: ["Numerics"]),
    tests(
      of: "CModules", imports: ["CVulkan", "COpenXR", "CGLFW", "CMeshOptimizer"],
      links: ["openxr_loader"]),
    tests(of: "Optics", imports: ["Numerics", "Optics", "TestSupport"]),
    tests(of: "SceneModel", imports: ["Numerics", "SceneModel"]),
    tests(of: "ImageCodecs", imports: ["Numerics", "ImageCodecs", "TestSupport"]),
    tests(
      of: "SceneImport",
      imports: [
        "Numerics", "SceneModel", "SceneImport", "ImageCodecs", "CMeshOptimizer", "TestSupport",
      ]),
    tests(of: "SceneStore", imports: ["Numerics", "SceneModel", "SceneStore", "TestSupport"]),
    tests(
      of: "SceneBake",
      imports: [
        "Numerics", "SceneModel", "SceneStore", "SceneBake", "SceneImport", "BuiltinScenes",
        "CMeshOptimizer", "CSquish", "TestSupport",
      ]),
    tests(of: "Streaming", imports: ["Numerics", "SceneModel", "SceneStore", "Streaming"]),
    tests(of: "Lettering", imports: ["Lettering", "CFreeType"]),
    tests(of: "BuiltinScenes", imports: ["Numerics", "SceneModel", "BuiltinScenes"]),
    tests(of: "GPU", imports: ["Numerics", "CVulkan", "GPU", "TestSupport"], shaders: true),
    tests(
      of: "Rendering",
      imports: [
        "Numerics", "Optics", "SceneModel", "SceneStore", "SceneBake", "Streaming", "GPU",
        "Lettering", "Rendering", "BuiltinScenes", "SceneImport", "Headset", "ImageCodecs",
        "CMeshOptimizer",
        "TestSupport",
      ], shaders: true),
    tests(of: "Headset", imports: ["Numerics", "Optics", "Headset", "COpenXR", "TestSupport"]),
    tests(of: "Desktop", imports: ["Headset", "Desktop", "CGLFW"]),
    tests(of: "FrameTiming", imports: ["FrameTiming"]),
    tests(of: "Reporting", imports: ["FrameTiming", "Reporting"]),
    tests(
      of: "Fovea",
      imports: [
        "Fovea", "Numerics", "SceneModel", "SceneStore", "SceneBake", "Reporting", "Lettering",
        "FrameTiming", "TestSupport",
      ]),
    // A file that falls onto a window
    .target(name: "XDrop", path: "Tests/XDrop", linkerSettings: [.linkedLibrary("X11")]),
    tests(of: "FoveaCLI", imports: ["ImageCodecs", "XDrop"]),
    // On a real runtime, with the binary; the layer between them is a library of C
    .target(
      name: "OpenXRLayer", path: "Tests/OpenXRLayer",
      cSettings: [.unsafeFlags(["-fvisibility=hidden"])],
      // Runs where there is no Swift.
      linkerSettings: [
        .unsafeFlags(["-nostartfiles", "-static-stdlib"]), .linkedLibrary("m"),
      ]),
    tests(of: "OpenXR", imports: []),
  ],
  cxxLanguageStandard: .cxx17
)
