import GPU
import Rendering
import SceneModel
import SceneStore

extension Renderer {
  /// Takes a baked scene with all of its detail.
  func show(_ scene: SceneAsset, environment: EnvironmentMap?) throws(FoveaError) {
    let units = scene.directory.geometryUnitCount
    do {
      try setScene(
        scene.directory, slots: max(units, 1), environment: environment,
        image: { (try? StoredPixels.image($0, of: scene.file)) ?? .missing })
      let codec = GeometryPageCodec()
      for unit in 0..<units {
        let page = try scene.geometryPage(unit, with: codec)
        try place(page, slot: unit)
        try setAvailable(unit: unit, slot: unit)
      }
    } catch let error as FoveaError {
      throw error
    } catch let error as GPUError {
      throw FoveaError(error)
    } catch {
      throw FoveaError(.driver, "\(error)")
    }
  }
}

extension Image {
  fileprivate static var missing: Image {
    Image(name: "", width: 1, height: 1, pixels: [128, 128, 128, 255])
  }
}

extension SceneAsset {
  fileprivate func geometryPage(_ unit: Int, with codec: GeometryPageCodec) throws(FoveaError)
    -> GeometryPage
  {
    let stored = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(file.directory.pages[unit].storedBytes), alignment: 16)
    defer { stored.deallocate() }
    do throws(StoreError) {
      let bytes = try file.readPage(unit, into: stored)
      do throws(StoreDamage) {
        return try codec.decode(bytes, rawBytes: Int(file.directory.pages[unit].rawBytes))
      } catch {
        throw StoreError(.invalid, "\(file.path): page \(unit): \(error)")
      }
    } catch {
      throw FoveaError(error)
    }
  }
}
