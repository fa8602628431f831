internal import COpenXR
internal import Numerics

/// XR_KHR_visibility_mask: what of the views the display never shows, and so need not be drawn.
final class VisibilityMask: OpenXRExtension {
  static var names: [String] { ["XR_KHR_visibility_mask"] }

  private var get: PFN_xrGetVisibilityMaskKHR?
  private var session: XrSession?
  /// For each view, three tangents for each triangle that is hidden.
  private var triangles: [[Float2]] = []
  /// Whether the runtime may have something new to say.
  private var isStale = false

  init(_ ledger: HandleLedger) {}

  func instanceMade(_ instance: XrInstance, _ loader: OpenXRLoader) throws(OpenXRError) {
    get = try loader.require(
      "xrGetVisibilityMaskKHR", of: instance, as: PFN_xrGetVisibilityMaskKHR.self)
  }

  func sessionMade(_ session: XrSession) throws(OpenXRError) {
    self.session = session
    isStale = true
  }

  func take(_ event: UnsafePointer<XrEventDataBuffer>) {
    if event.pointee.type == XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR { isStale = true }
  }

  func sessionEnds() {
    session = nil
    triangles = []
  }

  /// What is hidden, where that may have changed since it was asked for last; nil where it has not.
  /// Empty lists: all is shown.
  ///
  func news(_ views: ViewSet) -> [[Float2]]? {
    guard isStale, let session, let get else { return nil }
    isStale = false
    let news = (0..<views.count).map { Self.hidden(in: UInt32($0), of: views, session, get) }
    guard news != triangles else { return nil }
    triangles = news
    return news
  }

  private static func hidden(
    in view: UInt32, of views: ViewSet, _ session: XrSession, _ get: PFN_xrGetVisibilityMaskKHR
  ) -> [Float2] {
    var mask = XrVisibilityMaskKHR()
    mask.type = XR_TYPE_VISIBILITY_MASK_KHR
    func ask() -> Bool {
      get(
        session, views.type, view,
        XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR, &mask) == XR_SUCCESS
    }
    guard ask(), (3...Self.most).contains(mask.indexCountOutput),
      (1...Self.most).contains(mask.vertexCountOutput)
    else { return [] }
    var vertices = [XrVector2f](repeating: XrVector2f(), count: Int(mask.vertexCountOutput))
    var indices = [UInt32](repeating: 0, count: Int(mask.indexCountOutput))
    (mask.vertexCapacityInput, mask.indexCapacityInput) = (
      mask.vertexCountOutput, mask.indexCountOutput
    )
    let isGiven = vertices.withUnsafeMutableBufferPointer { vertices in
      indices.withUnsafeMutableBufferPointer { indices in
        (mask.vertices, mask.indices) = (vertices.baseAddress, indices.baseAddress)
        return ask()
      }
    }
    guard isGiven else { return [] }
    return triangles(
      vertices.map { Float2($0.x, $0.y) }, indices.prefix(Int(mask.indexCountOutput)))
  }

  /// More than any display needs.
  private static let most: UInt32 = 1 << 16

  /// Of a mesh that a runtime gives: nothing of one that cannot be right, since what is hidden by mistake
  /// is missing from the picture.
  ///
  /// - Parameter vertices: in the plane at distance 1 before the eye, so that they are tangents.
  static func triangles(_ vertices: [Float2], _ indices: some Collection<UInt32>) -> [Float2] {
    guard indices.count % 3 == 0,
      indices.allSatisfy({ $0 < vertices.count }),
      vertices.allSatisfy({ $0.x.isFinite && $0.y.isFinite })
    else { return [] }
    return indices.map { vertices[Int($0)] }
  }
}
