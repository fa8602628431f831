// Notes calls, and ends a process before one of them.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "OpenXRLayer.h"

void layer_note(const char *text) {
  const char *path = getenv("FOVEA_LAYER_LOG");
  if (path == NULL) { return; }
  char line[128];
  const int length = snprintf(line, sizeof(line), "%s\n", text);
  const int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0 || write(file, line, (size_t)length) != length) { abort(); }
  close(file);
}

static void end(const char *name, int call) {
  const char *wanted = getenv("FOVEA_LAYER_KILL");
  char function[64];
  int process = 0, number = 0;
  if (wanted != NULL && sscanf(wanted, "%d:%63[^:]:%d", &process, function, &number) == 3 &&
      process > 0 && call == number && strcmp(function, name) == 0) {
    kill(process, SIGKILL);
    layer_note("killed");
    // Until its connections are closed.
    usleep(50000);
  }
}

#define TRACED(name, parameters, arguments)                        \
  static XrResult XRAPI_CALL trace_##name parameters {             \
    static atomic_int calls;                                       \
    layer_note(#name);                                                   \
    end(#name, atomic_fetch_add(&calls, 1) + 1);                   \
    return LAYER_NEXT(trace_functions, name) arguments;            \
  }

TRACED(xrDestroyInstance, (XrInstance a), (a))
TRACED(xrPollEvent, (XrInstance a, XrEventDataBuffer *b), (a, b))
TRACED(xrGetSystem, (XrInstance a, const XrSystemGetInfo *b, XrSystemId *c), (a, b, c))
TRACED(xrCreateSession, (XrInstance a, const XrSessionCreateInfo *b, XrSession *c), (a, b, c))
TRACED(xrDestroySession, (XrSession a), (a))
TRACED(xrBeginSession, (XrSession a, const XrSessionBeginInfo *b), (a, b))
TRACED(xrEndSession, (XrSession a), (a))
TRACED(xrRequestExitSession, (XrSession a), (a))
TRACED(xrCreateSwapchain, (XrSession a, const XrSwapchainCreateInfo *b, XrSwapchain *c), (a, b, c))
TRACED(xrDestroySwapchain, (XrSwapchain a), (a))
TRACED(xrAcquireSwapchainImage,
       (XrSwapchain a, const XrSwapchainImageAcquireInfo *b, uint32_t *c), (a, b, c))
TRACED(xrWaitSwapchainImage, (XrSwapchain a, const XrSwapchainImageWaitInfo *b), (a, b))
TRACED(xrReleaseSwapchainImage, (XrSwapchain a, const XrSwapchainImageReleaseInfo *b), (a, b))
TRACED(xrWaitFrame, (XrSession a, const XrFrameWaitInfo *b, XrFrameState *c), (a, b, c))
TRACED(xrBeginFrame, (XrSession a, const XrFrameBeginInfo *b), (a, b))
TRACED(xrLocateViews,
       (XrSession a, const XrViewLocateInfo *b, XrViewState *c, uint32_t d, uint32_t *e, XrView *f),
       (a, b, c, d, e, f))
TRACED(xrEndFrame, (XrSession a, const XrFrameEndInfo *b), (a, b))

const LayerFunction trace_functions[] = {
    LAYER_FUNCTION(trace, xrDestroyInstance),
    LAYER_FUNCTION(trace, xrPollEvent),
    LAYER_FUNCTION(trace, xrGetSystem),
    LAYER_FUNCTION(trace, xrCreateSession),
    LAYER_FUNCTION(trace, xrDestroySession),
    LAYER_FUNCTION(trace, xrBeginSession),
    LAYER_FUNCTION(trace, xrEndSession),
    LAYER_FUNCTION(trace, xrRequestExitSession),
    LAYER_FUNCTION(trace, xrCreateSwapchain),
    LAYER_FUNCTION(trace, xrDestroySwapchain),
    LAYER_FUNCTION(trace, xrAcquireSwapchainImage),
    LAYER_FUNCTION(trace, xrWaitSwapchainImage),
    LAYER_FUNCTION(trace, xrReleaseSwapchainImage),
    LAYER_FUNCTION(trace, xrWaitFrame),
    LAYER_FUNCTION(trace, xrBeginFrame),
    LAYER_FUNCTION(trace, xrLocateViews),
    LAYER_FUNCTION(trace, xrEndFrame),
    {NULL, NULL}};
