// Vulkan for Swift.
//
// Swift imports a pointer to an incomplete struct as OpaquePointer, so a VkImage would pass where a
// VkBuffer is wanted. Completing the structs makes every handle a type of its own; nothing ever
// looks inside, and the ABI does not change.
#ifndef FOVEA_CVULKAN_SHIM_H
#define FOVEA_CVULKAN_SHIM_H

#include <vulkan/vulkan.h>

struct VkBuffer_T { char _; };
struct VkImage_T { char _; };
struct VkInstance_T { char _; };
struct VkPhysicalDevice_T { char _; };
struct VkDevice_T { char _; };
struct VkQueue_T { char _; };
struct VkSemaphore_T { char _; };
struct VkCommandBuffer_T { char _; };
struct VkFence_T { char _; };
struct VkDeviceMemory_T { char _; };
struct VkEvent_T { char _; };
struct VkQueryPool_T { char _; };
struct VkBufferView_T { char _; };
struct VkImageView_T { char _; };
struct VkShaderModule_T { char _; };
struct VkPipelineCache_T { char _; };
struct VkPipelineLayout_T { char _; };
struct VkPipeline_T { char _; };
struct VkRenderPass_T { char _; };
struct VkDescriptorSetLayout_T { char _; };
struct VkSampler_T { char _; };
struct VkDescriptorSet_T { char _; };
struct VkDescriptorPool_T { char _; };
struct VkFramebuffer_T { char _; };
struct VkCommandPool_T { char _; };
struct VkSamplerYcbcrConversion_T { char _; };
struct VkDescriptorUpdateTemplate_T { char _; };
struct VkPrivateDataSlot_T { char _; };
struct VkSurfaceKHR_T { char _; };
struct VkSwapchainKHR_T { char _; };
struct VkDisplayKHR_T { char _; };
struct VkDisplayModeKHR_T { char _; };
struct VkVideoSessionKHR_T { char _; };
struct VkVideoSessionParametersKHR_T { char _; };
struct VkDeferredOperationKHR_T { char _; };
struct VkDebugReportCallbackEXT_T { char _; };
struct VkCuModuleNVX_T { char _; };
struct VkCuFunctionNVX_T { char _; };
struct VkDebugUtilsMessengerEXT_T { char _; };
struct VkValidationCacheEXT_T { char _; };
struct VkAccelerationStructureNV_T { char _; };
struct VkPerformanceConfigurationINTEL_T { char _; };
struct VkIndirectCommandsLayoutNV_T { char _; };
struct VkAccelerationStructureKHR_T { char _; };
struct VkMicromapEXT_T { char _; };
struct VkOpticalFlowSessionNV_T { char _; };

// Function-like macros do not import.
static inline uint32_t fovea_vk_api_version_1_3(void) { return VK_API_VERSION_1_3; }
static inline uint32_t fovea_vk_version_major(uint32_t v) { return VK_API_VERSION_MAJOR(v); }
static inline uint32_t fovea_vk_version_minor(uint32_t v) { return VK_API_VERSION_MINOR(v); }
static inline uint32_t fovea_vk_version_patch(uint32_t v) { return VK_API_VERSION_PATCH(v); }

#endif
