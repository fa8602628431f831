import Numerics
import SceneModel

/// Cameras, lights and materials of the city.
enum CityScene {
  static func make(_ pictures: CityPictures) -> Scene {
    var scene = Scene()
    scene.name = "city"
    scene.addCamera(
      "avenue", from: Float3(-318, 1.7 + Ground.curb, 13.2), to: Float3(-240, 7, 4),
      verticalAngle: 1.0)
    scene.addCamera(
      "roofs", from: Float3(-330, 95, 190), to: Float3(-60, 10, -40), verticalAngle: 0.9)
    scene.addCamera(
      "park", from: Float3(92, 1.7 + Ground.curb, -150), to: Float3(160, 4, -230),
      verticalAngle: 1.0)
    let sun = Sky.sunDirection(elevation: Sky.defaultSunElevation, azimuth: Sky.defaultSunAzimuth)
    scene.addLight(
      "sun", .directional, from: Float3(0, 200, 0), to: Float3(0, 200, 0) - sun,
      color: Float3(1, 0.91, 0.77), intensity: 4.8)
    scene.textures = pictures.textures
    scene.materials = CityMaterial.allCases.map(pictures.material)
    return scene
  }
}
