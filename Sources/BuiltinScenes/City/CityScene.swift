import Numerics
import SceneModel

/// Cameras, lights and materials of the city.
enum CityScene {
  static func make(_ pictures: CityPictures) -> Scene {
    var scene = Scene()
    scene.name = "city"
    let eye = 1.7 + Ground.curb
    scene.addCamera(
      "avenue", from: Float3(-263, eye, -13.1), to: Float3(-200, 6.5, -10.6), verticalAngle: 1.0)
    scene.addCamera(
      "roofs", from: Float3(-352, 74, 212), to: Float3(-60, 4, 10), verticalAngle: 0.85)
    scene.addCamera(
      "park", from: Float3(224, eye, -226.6), to: Float3(165, 5, -230), verticalAngle: 1.0)
    scene.addCamera(
      "square", from: Float3(-146, eye, 92), to: Float3(-105, 8, 52), verticalAngle: 1.0)
    scene.addCamera(
      "river", from: Float3(-315, eye, 234.5), to: Float3(-230, 1, 262), verticalAngle: 1.0)
    let sun = Sky.sunDirection(elevation: Sky.defaultSunElevation, azimuth: Sky.defaultSunAzimuth)
    scene.addLight(
      "sun", .directional, from: Float3(0, 200, 0), to: Float3(0, 200, 0) - sun,
      color: Float3(1, 0.91, 0.77), intensity: 4.8)
    scene.textures = pictures.textures
    scene.materials = CityMaterial.real.map(pictures.material)
    return scene
  }
}
