import SceneModel

extension Importer {
  mutating func readCameras() throws(ImportFault) {
    for json in try root.list("cameras") {
      let type = try json.required("type")
      var camera: Camera
      switch try type.string() {
      case "perspective": camera = Camera(projection: try perspective(json))
      case "orthographic": camera = Camera(projection: try orthographic(json))
      default: throw type.fault("is not a type of cameras")
      }
      camera.name = try json.string("name") ?? ""
      scene.cameras.append(camera)
    }
  }

  private func perspective(_ camera: JSONCursor) throws(ImportFault) -> Camera.Projection {
    let json = try camera.required("perspective")
    let near = try positive(try json.required("znear"))
    let far = try json.member("zfar")
    if let far, try far.float() <= near { throw far.fault("must be greater than znear") }
    let angle = try json.required("yfov")
    let angleValue = try positive(angle)
    guard angleValue < Float.pi else { throw angle.fault("must be less than π") }
    return .perspective(
      verticalAngle: angleValue, aspect: try json.member("aspectRatio").map(positive), near: near,
      far: try far?.float())
  }

  private func orthographic(_ camera: JSONCursor) throws(ImportFault) -> Camera.Projection {
    let json = try camera.required("orthographic")
    let near = try json.required("znear").float(in: 0...Float.greatestFiniteMagnitude)
    let far = try json.required("zfar")
    guard try far.float() > near else { throw far.fault("must be greater than znear") }
    return .orthographic(
      halfWidth: try positive(try json.required("xmag")),
      halfHeight: try positive(try json.required("ymag")), near: near, far: try far.float())
  }

  private func positive(_ json: JSONCursor) throws(ImportFault) -> Float {
    let number = try json.float()
    guard number > 0 else { throw json.fault("must be greater than 0, not \(number)") }
    return number
  }
}
