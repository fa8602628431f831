// GLFW for Swift, without its OpenGL and Vulkan headers, and without being linked: it is looked for
// when a window is opened, so that everything else runs where there is none.
#ifndef FOVEA_CGLFW_H
#define FOVEA_CGLFW_H

#include <stdint.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

// GLFWwindow and GLFWmonitor are incomplete; completing them makes them distinct types in Swift.
struct GLFWwindow { char _; };
struct GLFWmonitor { char _; };

/// Finds GLFW's library. To be called once, before any other function here. Returns 0 when it is not
/// there or lacks a function; then none may be called.
int fovea_glfw_load(void);

/// As GLFW's header has it where Vulkan's comes before it: takes a VkInstance, writes a VkSurfaceKHR
/// and returns a VkResult.
int32_t fovea_glfw_create_surface(void *instance, GLFWwindow *window, uint64_t *out_surface);

#endif
