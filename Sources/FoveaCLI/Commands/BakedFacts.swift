import SceneModel
import SceneStore

/// A baked scene in numbers. Counting triangles reads all geometry pages.
struct BakedFacts {
  /// A level of detail of all parts, 0 the finest.
  struct Level {
    var groups = 0
    var clusters = 0
    var triangles = 0
    /// Metres: what replaces the groups differs by this much; nil where nothing does.
    var errors: ClosedRange<Float>?

    /// Triangles for each that the clusters have room for.
    var fill: Double {
      Double(triangles) / Double(max(clusters * PageLimits.clusterTriangles, 1))
    }
  }

  let directory: SceneDirectory
  let fileBytes: Int
  let geometryBytes: Int
  let imageBytes: Int
  let levels: [Level]

  /// In the order in which they are shown.
  var counts: [(String, Int)] {
    let scene = directory.skeleton.scene
    return [
      ("parts", directory.parts.count), ("instances", directory.instances.count),
      ("triangles", Int(clamping: directory.uniqueTriangles)),
      ("triangles_drawn", Int(clamping: directory.instancedTriangles)),
      ("groups", directory.groups.count),
      ("clusters", levels.reduce(0) { $0 + $1.clusters }),
      ("hierarchy_nodes", directory.nodes.count), ("pages", directory.pages.count),
      ("geometry_pages", directory.geometryUnitCount),
      ("resident_pages", directory.rootUnitCount), ("materials", scene.materials.count),
      ("textures", scene.textures.count), ("images", directory.images.count),
      ("lights", scene.lights.count), ("cameras", scene.cameras.count),
      ("animations", scene.animations.count),
      ("moving_instances", directory.movingInstances.count),
      ("bent_parts", directory.parts.count { $0.bending != nil }),
    ]
  }

  /// Header, directory, what bends parts, and padding.
  var otherBytes: Int { fileBytes - geometryBytes - imageBytes }

  /// Of geometry on disk, all levels.
  var bytesPerTriangle: Double {
    Double(geometryBytes) / Double(max(directory.uniqueTriangles, 1))
  }

  init(_ file: SceneFile, progress: (Double) -> Void) throws(StoreError) {
    let directory = file.directory
    self.directory = directory
    fileBytes = Int(clamping: file.fileBytes)
    let geometry = directory.geometryUnitCount
    geometryBytes = directory.pages[..<geometry].reduce(0) { $0 + Int($1.storedBytes) }
    // What bends parts is behind the images.
    let rows = directory.parts.compactMap(\.bending?.firstPage).min().map(Int.init)
    imageBytes = directory.pages[geometry..<(rows ?? directory.pages.count)].reduce(0) {
      $0 + Int($1.storedBytes)
    }
    var levels: [Level] = []
    for group in directory.groups {
      while levels.count <= Int(group.level) && levels.count < 256 { levels.append(Level()) }
      let level = min(Int(group.level), 255)
      levels[level].groups += 1
      levels[level].clusters += Int(group.clusterCount)
      guard group.error.isFinite else { continue }
      let known = levels[level].errors ?? group.error...group.error
      levels[level].errors =
        min(known.lowerBound, group.error)...max(known.upperBound, group.error)
    }
    try file.forEachGeometryPage { unit, page in
      for cluster in page.clusters {
        let level = min(Int(directory.groups[Int(cluster.group)].level), 255)
        levels[level].triangles += Int(cluster.indexCount) / 3
      }
      progress(Double(unit + 1) / Double(geometry))
      return true
    }
    self.levels = levels
  }
}
