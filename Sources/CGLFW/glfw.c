#include "CGLFW.h"

#include <dlfcn.h>
#include <stddef.h>

// The functions that are used, by result, name, parameters and arguments: each goes on to GLFW's own.
#define FUNCTIONS(DO)                                                                              \
  DO(int, glfwInit, (void), ())                                                                    \
  DO(void, glfwTerminate, (void), ())                                                              \
  DO(void, glfwGetVersion, (int *a, int *b, int *c), (a, b, c))                                    \
  DO(int, glfwGetError, (const char **a), (a))                                                     \
  DO(void, glfwWindowHint, (int a, int b), (a, b))                                                 \
  DO(GLFWwindow *, glfwCreateWindow,                                                               \
     (int a, int b, const char *c, GLFWmonitor *d, GLFWwindow *e), (a, b, c, d, e))                \
  DO(void, glfwDestroyWindow, (GLFWwindow * a), (a))                                               \
  DO(void, glfwPollEvents, (void), ())                                                             \
  DO(void, glfwWaitEventsTimeout, (double a), (a))                                                 \
  DO(int, glfwWindowShouldClose, (GLFWwindow * a), (a))                                            \
  DO(void, glfwSetWindowTitle, (GLFWwindow * a, const char *b), (a, b))                            \
  DO(void, glfwGetWindowPos, (GLFWwindow * a, int *b, int *c), (a, b, c))                          \
  DO(void, glfwGetWindowSize, (GLFWwindow * a, int *b, int *c), (a, b, c))                         \
  DO(void, glfwSetWindowSize, (GLFWwindow * a, int b, int c), (a, b, c))                           \
  DO(void, glfwGetFramebufferSize, (GLFWwindow * a, int *b, int *c), (a, b, c))                    \
  DO(void, glfwGetWindowContentScale, (GLFWwindow * a, float *b, float *c), (a, b, c))             \
  DO(int, glfwGetWindowAttrib, (GLFWwindow * a, int b), (a, b))                                    \
  DO(void, glfwIconifyWindow, (GLFWwindow * a), (a))                                               \
  DO(void, glfwRestoreWindow, (GLFWwindow * a), (a))                                               \
  DO(GLFWmonitor *, glfwGetPrimaryMonitor, (void), ())                                             \
  DO(GLFWmonitor *, glfwGetWindowMonitor, (GLFWwindow * a), (a))                                   \
  DO(const GLFWvidmode *, glfwGetVideoMode, (GLFWmonitor * a), (a))                                \
  DO(void, glfwSetWindowMonitor,                                                                   \
     (GLFWwindow * a, GLFWmonitor * b, int c, int d, int e, int f, int g),                         \
     (a, b, c, d, e, f, g))                                                                        \
  DO(void, glfwSetWindowUserPointer, (GLFWwindow * a, void *b), (a, b))                            \
  DO(void *, glfwGetWindowUserPointer, (GLFWwindow * a), (a))                                      \
  DO(GLFWkeyfun, glfwSetKeyCallback, (GLFWwindow * a, GLFWkeyfun b), (a, b))                       \
  DO(GLFWcursorposfun, glfwSetCursorPosCallback, (GLFWwindow * a, GLFWcursorposfun b), (a, b))     \
  DO(GLFWmousebuttonfun, glfwSetMouseButtonCallback, (GLFWwindow * a, GLFWmousebuttonfun b),       \
     (a, b))                                                                                       \
  DO(GLFWscrollfun, glfwSetScrollCallback, (GLFWwindow * a, GLFWscrollfun b), (a, b))              \
  DO(GLFWdropfun, glfwSetDropCallback, (GLFWwindow * a, GLFWdropfun b), (a, b))                    \
  DO(GLFWwindowfocusfun, glfwSetWindowFocusCallback, (GLFWwindow * a, GLFWwindowfocusfun b),       \
     (a, b))                                                                                       \
  DO(int, glfwVulkanSupported, (void), ())                                                         \
  DO(const char **, glfwGetRequiredInstanceExtensions, (uint32_t * a), (a))                        \
  DO(int32_t, glfwCreateWindowSurface,                                                             \
     (void *a, GLFWwindow *b, const void *c, uint64_t *d), (a, b, c, d))

#define DECLARE(result, name, parameters, arguments) static result(*own_##name) parameters;
FUNCTIONS(DECLARE)

#define FORWARD(result, name, parameters, arguments)                                               \
  result name parameters { return own_##name arguments; }
FUNCTIONS(FORWARD)

int fovea_glfw_load(void) {
  void *library = dlopen("libglfw.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
#define LOAD(result, name, parameters, arguments)                                                  \
  own_##name = (result(*) parameters)dlsym(library, #name);                                        \
  if (!own_##name) return 0;
  FUNCTIONS(LOAD)
  return 1;
}

int32_t fovea_glfw_create_surface(void *instance, GLFWwindow *window, uint64_t *out_surface) {
  return glfwCreateWindowSurface(instance, window, NULL, out_surface);
}
