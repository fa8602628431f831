// Stops and starts sessions, and loses them, as runtimes do of their own accord: on one that goes on below.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "OpenXRLayer.h"

/// What is left to be done, from the environment at first.
struct Plan {
  int count, frames;
};

static struct Plan pauses, losses;
static XrSession session;
/// Frames since the session was begun last.
static int frames;
static bool isStopping;
static XrSessionState states[4];
static int first, last;

static void say(XrSessionState state) { states[last++] = state; }

static void read_plan(const char *variable, struct Plan *plan) {
  const char *text = getenv(variable);
  if (text == NULL || sscanf(text, "%d:%d", &plan->count, &plan->frames) != 2) {
    plan->count = 0;
  }
}

static XrResult XRAPI_CALL life_xrCreateSession(
    XrInstance instance, const XrSessionCreateInfo *info, XrSession *made) {
  static bool isRead;
  if (!isRead) {
    read_plan("FOVEA_LAYER_PAUSES", &pauses);
    read_plan("FOVEA_LAYER_LOSSES", &losses);
    isRead = true;
  }
  const XrResult result = LAYER_NEXT(life_functions, xrCreateSession)(instance, info, made);
  if (result == XR_SUCCESS) { session = *made; }
  frames = first = last = 0;
  isStopping = false;
  return result;
}

static XrResult XRAPI_CALL life_xrPollEvent(XrInstance instance, XrEventDataBuffer *event) {
  if (first == last) {
    first = last = 0;
    return LAYER_NEXT(life_functions, xrPollEvent)(instance, event);
  }
  XrEventDataSessionStateChanged *change = (XrEventDataSessionStateChanged *)event;
  change->type = XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED;
  change->next = NULL;
  change->session = session;
  change->state = states[first++];
  change->time = 0;
  return XR_SUCCESS;
}

static XrResult XRAPI_CALL life_xrEndFrame(XrSession of, const XrFrameEndInfo *info) {
  const XrResult result = LAYER_NEXT(life_functions, xrEndFrame)(of, info);
  ++frames;
  if (losses.count > 0 && frames == losses.frames) {
    --losses.count;
    say(XR_SESSION_STATE_LOSS_PENDING);
  } else if (pauses.count > 0 && frames == pauses.frames) {
    --pauses.count;
    isStopping = true;
    say(XR_SESSION_STATE_VISIBLE);
    say(XR_SESSION_STATE_SYNCHRONIZED);
    say(XR_SESSION_STATE_STOPPING);
  }
  return result;
}

static XrResult XRAPI_CALL life_xrEndSession(XrSession of) {
  if (!isStopping) { return LAYER_NEXT(life_functions, xrEndSession)(of); }
  say(XR_SESSION_STATE_IDLE);
  say(XR_SESSION_STATE_READY);
  return XR_SUCCESS;
}

static void note_memory(void) {
  FILE *file = fopen("/proc/self/statm", "r");
  long size = 0, resident = 0;
  if (file == NULL || fscanf(file, "%ld %ld", &size, &resident) != 2) { abort(); }
  fclose(file);
  char line[64];
  snprintf(line, sizeof(line), "resident %ld", resident * sysconf(_SC_PAGESIZE));
  layer_note(line);
}

static XrResult XRAPI_CALL life_xrBeginSession(XrSession of, const XrSessionBeginInfo *info) {
  note_memory();
  if (!isStopping) { return LAYER_NEXT(life_functions, xrBeginSession)(of, info); }
  isStopping = false;
  frames = 0;
  say(XR_SESSION_STATE_SYNCHRONIZED);
  say(XR_SESSION_STATE_VISIBLE);
  say(XR_SESSION_STATE_FOCUSED);
  return XR_SUCCESS;
}

const LayerFunction life_functions[] = {
    LAYER_FUNCTION(life, xrCreateSession),
    LAYER_FUNCTION(life, xrPollEvent),
    LAYER_FUNCTION(life, xrEndFrame),
    LAYER_FUNCTION(life, xrEndSession),
    LAYER_FUNCTION(life, xrBeginSession),
    {NULL, NULL}};
