import Foundation
import Fovea
import Headset
import Numerics
import Reporting

extension HeadsetFacts {
  func json(of scene: SceneAsset) -> JSON {
    [
      "schema": "fovea-view/1",
      "scene": JSON(scene.source),
      "openxr": [
        "runtime": JSON(runtime), "api_version": JSON(apiVersion), "system": JSON(system),
        "extensions": JSON(extensions.map { JSON($0) }),
        "reference_space": JSON(referenceSpace.rawValue),
        "refresh_hz": JSON(refreshRate),
      ],
      "eye_size": [JSON(eyeWidth), JSON(eyeHeight)],
      "insets": JSON(hasInsets),
      "depth": JSON(hasDepth),
      "blend": JSON(blend.mode.rawValue),
      "passthrough": JSON(blend.showsPassthrough),
      "input": [
        "profiles": JSON(inputProfiles.map { JSON($0) }), "hands": JSON(seesHands),
      ],
      "user": user.map(\.json) ?? nil,
      "visibility_mask": hiddenAreas.isEmpty
        ? nil : ["triangles": JSON(hiddenAreas.map { JSON($0) })],
      "sessions": JSON(sessions),
      "states": JSON(states.map { JSON($0.rawValue) }),
      "frames_submitted": JSON(submitted),
      "frames_drawn": JSON(drawn),
      "frames_disordered": JSON(disordered),
      "frames": [
        "display_ns": JSON(frames.map { JSON($0.display_ns) }),
        "wake_up_ns": JSON(frames.map { JSON($0.wakeUp_ns) }),
        "begin_ns": JSON(frames.map { JSON($0.begin_ns) }),
        "submit_ns": JSON(frames.map { JSON($0.submit_ns) }),
        "drawn": JSON(frames.map { JSON($0.isDrawn) }),
      ],
      "screenshot": screenshot.map(\.json) ?? nil,
      "handles_made": JSON(handlesMade.total),
      "handles_left": JSON(handlesLeft.total),
      "validation_messages": JSON(messages.count),
    ]
  }
}

extension HeadsetFacts.User {
  fileprivate var json: JSON {
    [
      "placement": placement.json,
      "start": start.json,
      "gaze": [
        "state": JSON(gaze.state.rawValue),
        "tangents": JSON(
          (0..<2).map {
            [JSON(gaze.foveation.tangents[$0].x), JSON(gaze.foveation.tangents[$0].y)]
          }),
      ],
    ]
  }
}

extension ScenePlacement {
  fileprivate var json: JSON {
    let (place, ahead) = (T_world_space.position, T_world_space.forward)
    return [
      "position": [JSON(place.x), JSON(place.y), JSON(place.z)],
      "turn_degrees": JSON(atan2(-ahead.x, -ahead.z) * 180 / .pi),
      "scale": JSON(scale),
    ]
  }
}

extension HeadsetFacts.Screenshot {
  /// With all that `render --views` wants to know.
  fileprivate var json: JSON {
    [
      "file": JSON(file),
      "size": [JSON(views.width), JSON(views.height)],
      "views": [
        views.left.json(hiding: views.hidden[0]), views.right.json(hiding: views.hidden[1]),
      ],
      "head": views.head.json,
      "time_s": JSON(views.time),
      "near": JSON(views.near),
    ]
  }
}

extension Numerics.View {
  fileprivate func json(hiding triangles: [Float2]) -> JSON {
    let field = fieldOfView
    return [
      "pose": pose.json,
      "field_of_view": [
        "left": JSON(field.left), "right": JSON(field.right), "up": JSON(field.up),
        "down": JSON(field.down),
      ],
      "hidden": JSON(triangles.flatMap { [JSON($0.x), JSON($0.y)] }),
    ]
  }
}

extension Pose {
  fileprivate var json: JSON {
    let q = orientation.vector
    return [
      "position": [JSON(position.x), JSON(position.y), JSON(position.z)],
      "orientation": [JSON(q.x), JSON(q.y), JSON(q.z), JSON(q.w)],
    ]
  }
}
