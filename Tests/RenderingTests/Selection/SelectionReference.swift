import Foundation
import Numerics
import SceneModel
import SceneStore

@testable import Rendering

/// The rule of what is drawn, computed plainly for every cluster of every instance, in double
/// precision. What lies too near to a limit to tell is neither true nor false.
struct SelectionReference {
  enum Truth {
    case yes, no, unknown

    init(_ excess: Double, within slack: Double) {
      self = abs(excess) < slack ? .unknown : excess > 0 ? .yes : .no
    }

    static prefix func ! (a: Truth) -> Truth {
      switch a {
      case .yes: .no
      case .no: .yes
      case .unknown: .unknown
      }
    }

    static func && (a: Truth, b: Truth) -> Truth {
      if case .no = a { return .no }
      if case .no = b { return .no }
      if case .yes = a, case .yes = b { return .yes }
      return .unknown
    }
  }

  struct Choice: Hashable {
    var instance: Int
    var unit: Int
    /// In the unit's page.
    var cluster: Int
  }

  let scene: RandomScene
  let available: [Bool]
  let constants: SelectConstants

  struct Sphere {
    var center: Double3
    var radius: Double
    var scale: Double
    /// From all places around the eye to the box of a group, at least; else negative.
    var reach = -Double.infinity
  }

  func sphere(
    _ instance: Int, center: (Float, Float, Float), radius: Float
  ) -> Sphere {
    let transform = scene.directory.instances[instance].transform
    let scale = Double(
      InstanceRecord(transform: transform, material: Material(), index: 0, rootNode: 0).scale)
    let c = transform.columns
    let (x, y, z, w) = (
      Double3(c.0.xyz), Double3(c.1.xyz), Double3(c.2.xyz), Double3(c.3.xyz)
    )
    return Sphere(
      center: x * Double(center.0) + y * Double(center.1) + z * Double(center.2) + w,
      radius: Double(radius) * scale, scale: scale)
  }

  /// A group with its box, whose distance counts as the least stretch lets it seem.
  private func bounds(_ instance: Int, of group: ClusterGroup) -> Sphere {
    var sphere = sphere(instance, center: group.center, radius: group.radius)
    let c = scene.directory.instances[instance].transform.columns
    let columns = [c.0, c.1, c.2].map { Double3($0.xyz) }
    let eye = Double3(constants.eye.xyz) - Double3(c.3.xyz)
    // Turned and stretched along right angles: the axes tell.
    let lengths = columns.map { length($0) }
    let box = group.bounds
    var away = Double3.zero
    for axis in 0..<3 {
      let own = dot(eye, columns[axis]) / (lengths[axis] * lengths[axis])
      away[axis] = max(Double(box.minimum[axis]) - own, own - Double(box.maximum[axis]), 0)
    }
    let stretch = lengths.reduce(1, *) / (sphere.scale * sphere.scale)
    sphere.reach = length(away) * stretch - Double(constants.eye.w)
    return sphere
  }

  /// Pixels of an error in a sphere, with the angle from the gaze a little off.
  private func pixels(_ sphere: Sphere, error: Double, angleOffset: Double) -> Double {
    let c = constants
    let pixels = error * Double(c.pixelsPerTangent)
    if c.flags.contains(.orthographic) { return pixels }
    let d = sphere.center - Double3(c.eye.xyz)
    let reach = max(length(d) - sphere.radius - Double(c.eye.w), sphere.reach)
    var density = 1.0
    if c.flags.contains(.foveated) {
      var angle = 0.0
      if reach > 0 {
        let gaze = Double3(c.gaze.xyz)
        angle = atan2(length(cross(d, gaze)), dot(d, gaze))
        angle -= asin(min(sphere.radius / length(d), 1)) + asin(min(Double(c.eye.w) / reach, 1))
      }
      let step = Int(max(angle + angleOffset, 0) / Double(SelectConstants.densityStep))
      density = Double(c.density[min(step, SelectConstants.densitySteps - 1)])
    }
    return pixels / max(reach, Double(c.near)) * density
  }

  func isNeeded(_ sphere: Sphere, error: Float) -> Truth {
    let error = Double(error) * sphere.scale
    let threshold = Double(constants.threshold)
    guard threshold > 0 else { return .yes }
    let both = [-1e-4, 1e-4].map { offset in
      let pixels = pixels(sphere, error: error, angleOffset: offset)
      return pixels == .infinity ? Truth.yes : Truth(pixels / threshold - 1, within: 1e-4)
    }
    return both[0] == both[1] ? both[0] : .unknown
  }

  func isSeen(_ sphere: Sphere) -> Truth {
    var seen = Truth.yes
    for index in constants.planes.indices {
      let p = constants.planes[index]
      let distance = dot(Double3(p.xyz), sphere.center) + Double(p.w)
      seen = seen && Truth(distance + sphere.radius, within: 1e-4)
    }
    return seen
  }

  func isEntered(instance: Int) -> Truth {
    let part = scene.directory.parts[scene.directory.instances[instance].part]
    if constants.flags.contains(.solidOnly), part.material == 1 { return .no }
    let root = scene.directory.nodes[Int(part.rootNode)]
    let sphere = sphere(instance, center: root.center, radius: root.radius)
    var unscaled = sphere
    unscaled.scale = 1
    return isSeen(sphere) && isNeeded(unscaled, error: Float(sphere.radius * 2))
  }

  func isNeeded(instance: Int, group: Int) -> Truth {
    let g = scene.directory.groups[group]
    return isNeeded(bounds(instance, of: g), error: g.error)
  }

  /// Every cluster of every instance that may be entered, and whether it is drawn.
  func forEach(_ body: (Choice, Truth) -> Void) {
    for (index, instance) in scene.directory.instances.enumerated() {
      let entered = isEntered(instance: index)
      let groups = scene.partStarts[instance.part]..<scene.partStarts[instance.part + 1]
      let needed = groups.map { isNeeded(instance: index, group: $0) }
      for group in groups {
        let g = scene.directory.groups[group]
        let sphere = sphere(index, center: g.center, radius: g.radius)
        let isThere: Truth = available[Int(g.unit)] ? .yes : .no
        let isListed = entered && isSeen(sphere) && needed[group - groups.lowerBound] && isThere
        for offset in 0..<Int(g.clusterCount) {
          let cluster = Int(g.firstCluster) + offset
          let refined = scene.pages[Int(g.unit)][cluster].refined
          var isReplaced = Truth.no
          if refined != ClusterGroup.none {
            let finer = scene.directory.groups[Int(refined)]
            isReplaced =
              needed[Int(refined) - groups.lowerBound] && (available[Int(finer.unit)] ? .yes : .no)
          }
          body(
            Choice(instance: index, unit: Int(g.unit), cluster: cluster), isListed && !isReplaced)
        }
      }
    }
  }
}
