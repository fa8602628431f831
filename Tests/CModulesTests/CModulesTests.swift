import CGLFW
import CMeshOptimizer
import COpenXR
import CVulkan
import Testing

/// The C libraries import, link and answer.
@Suite struct CModulesTests {
  @Test func vulkanLoaderAnswers() {
    var version: UInt32 = 0
    #expect(vkEnumerateInstanceVersion(&version) == VK_SUCCESS)
    #expect(fovea_vk_version_major(version) == 1)
    #expect(fovea_vk_version_minor(version) >= 3)
    #expect(fovea_vk_version_minor(fovea_vk_api_version_1_3()) == 3)
  }

  @Test func openXRLoaderAnswers() {
    // Extensions cannot be asked for without a runtime; layers can, and the loader answers itself.
    var count: UInt32 = 0
    #expect(xrEnumerateApiLayerProperties(0, &count, nil) == XR_SUCCESS)
    #expect(fovea_xr_make_version(1, 0, 20) == 1 << 48 | 20)
  }

  @Test func glfwAnswers() {
    // It is looked for when a window is opened, not linked.
    #expect(fovea_glfw_load() == 1)
    var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
    glfwGetVersion(&major, &minor, &revision)
    #expect(major == 3 && minor >= 3)
  }

  @Test func meshOptimizerFindsSharedVertices() {
    // Two triangles of a quad, written out corner by corner: four distinct positions.
    let corners: [SIMD2<Float>] = [[0, 0], [1, 0], [0, 1], [0, 1], [1, 0], [1, 1]]
    var remap = [UInt32](repeating: 0, count: corners.count)
    let distinct = meshopt_generateVertexRemap(
      &remap, nil, corners.count, corners, corners.count, MemoryLayout<SIMD2<Float>>.stride)
    #expect(distinct == 4)
    #expect(remap == [0, 1, 2, 2, 1, 3])
  }

  @Test func handlesOfDifferentKindsAreDifferentTypes() {
    #expect(ObjectIdentifier(VkBuffer.self) != ObjectIdentifier(VkImage.self))
    #expect(ObjectIdentifier(VkDevice.self) != ObjectIdentifier(VkInstance.self))
    #expect(ObjectIdentifier(XrSession.self) != ObjectIdentifier(XrSpace.self))
  }
}
