// GLFW for Swift, without its OpenGL headers.
#ifndef FOVEA_CGLFW_SHIM_H
#define FOVEA_CGLFW_SHIM_H
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
// GLFWwindow and GLFWmonitor are incomplete; completing them makes them distinct types in Swift.
struct GLFWwindow { char _; };
struct GLFWmonitor { char _; };
#endif
