import Foundation
import Testing

@testable import Headset

/// Bindings against the grammar of paths and the lists of components in the OpenXR specification.
@Suite struct InputProfileTests {
  /// Inputs of each profile as the specification lists them: by hand, with their components.
  private static let inputs: [String: [String: Set<String>]] = [
    "khr/simple_controller": ["both": ["select/click", "menu/click"]],
    "oculus/touch_controller": [
      "left": ["x/click", "x/touch", "y/click", "y/touch", "menu/click"],
      "right": ["a/click", "a/touch", "b/click", "b/touch", "system/click"],
      "both": [
        "squeeze/value", "trigger/value", "trigger/touch", "thumbstick", "thumbstick/x",
        "thumbstick/y", "thumbstick/click", "thumbstick/touch", "thumbrest/touch",
      ],
    ],
    "valve/index_controller": [
      "both": [
        "system/click", "system/touch", "a/click", "a/touch", "b/click", "b/touch",
        "squeeze/value", "squeeze/force", "trigger/click", "trigger/value", "trigger/touch",
        "thumbstick", "thumbstick/x", "thumbstick/y", "thumbstick/click", "thumbstick/touch",
        "trackpad", "trackpad/x", "trackpad/y", "trackpad/force", "trackpad/touch",
      ]
    ],
    "htc/vive_controller": [
      "both": [
        "system/click", "squeeze/click", "menu/click", "trigger/click", "trigger/value",
        "trackpad", "trackpad/x", "trackpad/y", "trackpad/click", "trackpad/touch",
      ]
    ],
    "microsoft/motion_controller": [
      "both": [
        "menu/click", "squeeze/click", "trigger/value", "thumbstick", "thumbstick/x",
        "thumbstick/y", "thumbstick/click", "trackpad", "trackpad/x", "trackpad/y",
        "trackpad/click", "trackpad/touch",
      ]
    ],
    "hp/mixed_reality_controller": [
      "left": ["x/click", "y/click"], "right": ["a/click", "b/click"],
      "both": [
        "menu/click", "squeeze/value", "trigger/value", "thumbstick", "thumbstick/x",
        "thumbstick/y", "thumbstick/click",
      ],
    ],
    "bytedance/pico_neo3_controller": [
      "left": ["x/click", "x/touch", "y/click", "y/touch"],
      "right": ["a/click", "a/touch", "b/click", "b/touch"],
      "both": [
        "menu/click", "system/click", "trigger/click", "trigger/value", "trigger/touch",
        "thumbstick", "thumbstick/x", "thumbstick/y", "thumbstick/click", "thumbstick/touch",
        "squeeze/click", "squeeze/value",
      ],
    ],
    "bytedance/pico4_controller": [
      "left": ["x/click", "x/touch", "y/click", "y/touch", "menu/click"],
      "right": ["a/click", "a/touch", "b/click", "b/touch"],
      "both": [
        "system/click", "trigger/click", "trigger/value", "trigger/touch", "thumbstick",
        "thumbstick/x", "thumbstick/y", "thumbstick/click", "thumbstick/touch", "squeeze/click",
        "squeeze/value",
      ],
    ],
    "ext/hand_interaction_ext": [
      "both": [
        "pinch_ext/pose", "poke_ext/pose", "pinch_ext/value", "pinch_ext/ready_ext",
        "aim_activate_ext/value", "aim_activate_ext/ready_ext", "grasp_ext/value",
        "grasp_ext/ready_ext",
      ]
    ],
  ]

  @Test func everyPathIsOneOfTheSpecification() throws {
    let path =
      /\/user\/hand\/(?<hand>left|right)\/input\/(?<input>[a-z][a-z0-9_.-]*(\/[a-z][a-z0-9_.-]*)?)/
    for profile in InputProfile.all {
      let name = String(profile.path.dropFirst("/interaction_profiles/".count))
      #expect(profile.path == "/interaction_profiles/" + name)
      let inputs = try #require(Self.inputs[name], "\(name)")
      for binding in profile.bindings {
        let match = try #require(try path.wholeMatch(in: binding.path), "\(binding.path)")
        let known =
          (inputs["both"] ?? []).union(inputs[String(match.hand)] ?? [])
          .union(["aim/pose", "grip/pose"])
        #expect(known.contains(String(match.input)), "\(name): \(binding.path)")
      }
      #expect(Set(profile.bindings.map(\.path)).count == profile.bindings.count)
    }
    #expect(Set(InputProfile.all.map(\.path)).count == Self.inputs.count)
  }

  @Test func aBindingGivesWhatItsActionTakes() {
    for profile in InputProfile.all {
      for binding in profile.bindings {
        let last = binding.path.split(separator: "/").last ?? ""
        let fits =
          switch binding.action.kind {
          case .pose: last == "pose"
          case .plane: last == "thumbstick" || last == "trackpad"
          case .axis: last == "x"
          // Runtimes make presses of values.
          case .press: last == "click" || last == "value"
          }
        #expect(fits, "\(profile.path): \(binding.path)")
      }
    }
  }

  @Test func everyControllerTeleportsAndTakesHold() {
    for profile in InputProfile.all {
      let actions = Set(profile.bindings.map(\.action))
      #expect(actions.isSuperset(of: [.teleport, .grab, .aim, .grip]), "\(profile.path)")
    }
  }

  @Test func namesOfActionsAreThoseThatTheSpecificationAllows() {
    for action in InputAction.allCases {
      #expect(action.rawValue.wholeMatch(of: /[a-z][a-z0-9_.-]*/) != nil)
      #expect(!action.title.isEmpty && action.title.utf8.count < 128)
    }
    #expect(Set(InputAction.allCases.map(\.title)).count == InputAction.allCases.count)
  }
}
