package import Numerics

/// What both eyes see from where, in place of a headset profile and a viewpoint: such as a frame that was
/// shown in a headset.
public struct GivenViews: Equatable, Sendable {
  /// World.
  package var left: View
  package var right: View
  /// `T_world_head`.
  package var head: Pose
  /// Of the scene's animations, seconds.
  package var time: Double
  /// Distance of the near plane, metres.
  package var near: Float
  /// Pixels of each eye image.
  package var width: Int
  package var height: Int
  /// For each eye, three tangents for each triangle that is never shown, and so not drawn.
  package var hidden: [[Float2]]

  package init(
    left: View, right: View, head: Pose, time: Double, near: Float, width: Int, height: Int,
    hidden: [[Float2]]
  ) {
    (self.left, self.right, self.head, self.time) = (left, right, head, time)
    (self.near, self.width, self.height, self.hidden) = (near, width, height, hidden)
  }

  /// A file as `fovea view --xr --screenshot --json` tells of the picture in `screenshot`.
  ///
  /// - Throws: `.file` when it cannot be read, `.badInput` when it says no such thing.
  public init(contentsOf file: String) throws(FoveaError) {
    let document = try JSONDocument(contentsOf: file)
    let members = try document.members(["file", "size", "views", "head", "time_s", "near"])
    func member(_ name: String) throws(FoveaError) -> JSONDocument {
      guard let member = members[name] else { throw document.error("has no \(name)") }
      return member
    }
    let eyes = try member("views").elements()
    guard eyes.count == 2 else { throw try member("views").error("are not two") }
    let size = try member("size").elements()
    guard size.count == 2 else { throw try member("size").error("is not two numbers") }
    let (left, right) = (try eyes[0].eye(), try eyes[1].eye())
    self.init(
      left: left.view, right: right.view, head: try member("head").pose(),
      time: try members["time_s"]?.number(in: 0...1e6) ?? 0,
      near: Float(try member("near").number(in: 1e-6...1e3)),
      width: try size[0].integer(in: 1...1 << 14), height: try size[1].integer(in: 1...1 << 14),
      hidden: [left.hidden, right.hidden])
  }
}

extension JSONDocument {
  fileprivate func eye() throws(FoveaError) -> (view: View, hidden: [Float2]) {
    let members = try members(["pose", "field_of_view", "hidden"])
    guard let pose = members["pose"], let field = members["field_of_view"] else {
      throw error("has not both pose and field_of_view")
    }
    var hidden: [Float2] = []
    if let list = members["hidden"], case .array(let values) = list.value, !values.isEmpty {
      var tangents: [Float] = []
      for value in try list.elements(limit: 1 << 18) {
        tangents.append(Float(try value.number(in: -1e6...1e6)))
      }
      guard tangents.count % 6 == 0 else {
        throw list.error("is not six numbers for each triangle")
      }
      hidden = stride(from: 0, to: tangents.count, by: 2).map {
        Float2(tangents[$0], tangents[$0 + 1])
      }
    }
    return (View(pose: try pose.pose(), fieldOfView: try field.fieldOfView()), hidden)
  }

  fileprivate func fieldOfView() throws(FoveaError) -> FieldOfView {
    let names = ["left", "right", "up", "down"]
    let members = try members(names)
    var tangents: [Float] = []
    for name in names {
      guard let member = members[name] else { throw error("has no \(name)") }
      tangents.append(Float(try member.number(in: -100...100)))
    }
    guard tangents[0] < tangents[1], tangents[3] < tangents[2] else { throw error("sees nothing") }
    return FieldOfView(
      left: tangents[0], right: tangents[1], up: tangents[2], down: tangents[3])
  }

  fileprivate func pose() throws(FoveaError) -> Pose {
    let members = try members(["position", "orientation"])
    guard let position = members["position"], let turn = members["orientation"] else {
      throw error("has not both position and orientation")
    }
    let values = try turn.elements()
    guard values.count == 4 else { throw turn.error("has not four numbers") }
    var q = Float4.zero
    for index in 0..<4 { q[index] = Float(try values[index].number(in: -1.001...1.001)) }
    // As it stands: normalizing it anew would change its last bits.
    guard abs(length(q) - 1) < 1e-3 else { throw turn.error("is not of length 1") }
    return Pose(
      position: try position.vector(), orientation: Quaternion(x: q.x, y: q.y, z: q.z, w: q.w))
  }
}
