import BuiltinScenes
import Foundation
import Numerics
import SceneModel
import Testing

@Suite struct TestSceneTests {
  @Test(arguments: ["spheres", "furnace", "lambert", "markers", "grid", "many", "empty"])
  func scenesAreValidAndRepeatable(name: String) throws {
    let small = name == "many" ? ["count": "50"] : [:]
    let scene = try BuiltinScenes.scene(named: name, parameters: small)
    expectValid(scene)
    #expect(scene.name == name)
    #expect(scene.nodes.first?.camera == 0)
    for mesh in scene.meshes {
      for p in mesh.primitives { #expect(shareOfWrongWinding(p) == 0, "\(mesh.name)") }
    }
    let again = try BuiltinScenes.scene(named: name, parameters: small)
    #expect(hash(scene) == hash(again))
  }

  @Test func spheresAreClosedAndRound() throws {
    let scene = try BuiltinScenes.scene(named: "furnace", parameters: ["segments": "40"])
    let p = scene.meshes[0].primitives[0]
    #expect(openEdges(p) == 0)
    for (position, normal) in zip(p.positions, p.normals) {
      #expect(length(position - normal) < 1e-6)
    }
  }

  @Test func furnaceTakesItsParameters() throws {
    let scene = try BuiltinScenes.scene(
      named: "furnace",
      parameters: ["metallic": "0.25", "roughness": "0.75", "color": "0.1,0.2,0.3"])
    #expect(scene.materials[0].metallic == 0.25 && scene.materials[0].roughness == 0.75)
    #expect(scene.materials[0].baseColor == Float4(0.1, 0.2, 0.3, 1))
  }

  @Test func markersStandWhereTheyAreSaidTo() throws {
    let scene = try BuiltinScenes.scene(
      named: "markers",
      parameters: ["distances": "0.5,2,8", "spread": "10", "size": "1", "height": "5"])
    let world = scene.worldTransforms()
    let places = scene.nodes.indices.filter { scene.nodes[$0].mesh != nil }.map { world[$0] }
    #expect(places.count == 3)
    for (i, distance) in [0.5, 2, 8].enumerated() {
      let p = places[i].columns.3
      let degree = Double.pi / 180
      #expect(abs(Double(p.z) + distance) < 1e-6)
      #expect(abs(Double(p.x) - distance * tan(Double(i - 1) * 10 * degree)) < 1e-5)
      #expect(abs(Double(p.y) - distance * tan(5 * degree)) < 1e-5)
      #expect(abs(Double(places[i].maximumScale) - 2 * distance * tan(0.5 * degree)) < 1e-5)
    }
    #expect(scene.materials.allSatisfy { $0.isUnlit })
  }

  @Test func gridSpansItsAngle() throws {
    let scene = try BuiltinScenes.scene(
      named: "grid", parameters: ["angle": "45", "distance": "3", "lines": "5"])
    #expect(abs(scene.meshes[0].primitives[0].bounds.maximum.x - 3) < 0.02)
    #expect(scene.meshes[0].primitives[0].triangleCount == 20)
  }

  @Test func manyHasThatManyNodes() throws {
    let scene = try BuiltinScenes.scene(named: "many", parameters: ["count": "777"])
    var drawn = 0
    scene.forEachMeshInstance { _, _, _ in drawn += 1 }
    #expect(drawn == 777)
    #expect(scene.meshes.count == 48)
    for mesh in scene.meshes { #expect(openEdges(mesh.primitives[0]) == 0, "\(mesh.name)") }
    let none = try BuiltinScenes.scene(named: "many", parameters: ["count": "0"])
    #expect(none.nodes.allSatisfy { $0.mesh == nil })
    let other = try BuiltinScenes.scene(named: "many", parameters: ["count": "777"], seed: 2)
    #expect(hash(other) != hash(scene))
  }
}
