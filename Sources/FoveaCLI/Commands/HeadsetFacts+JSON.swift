import Fovea
import Headset
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
      "depth": JSON(hasDepth),
      "sessions": JSON(sessions),
      "states": JSON(states.map { JSON($0.rawValue) }),
      "frames_submitted": JSON(submitted),
      "frames_drawn": JSON(drawn),
      "frames_disordered": JSON(disordered),
      "handles_made": JSON(handlesMade.total),
      "handles_left": JSON(handlesLeft.total),
      "validation_messages": JSON(messages.count),
    ]
  }
}
