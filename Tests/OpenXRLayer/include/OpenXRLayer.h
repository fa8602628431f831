// An OpenXR API layer for tests: stands between a program and a real runtime, and does what a runtime with a
// simulated headset never does by itself. What it does is said by variables of the environment; without any
// it does nothing. Each part of it is a table of functions that it puts in place of the runtime's.
//
//   FOVEA_LAYER_LOG         file that gets the name of each call of trace.c, a line each, "killed", and the
//                           process's memory each time that a session begins: "resident BYTES"
//   FOVEA_LAYER_KILL        PROCESS:FUNCTION:N ends the process before the Nth call of the function
//   FOVEA_LAYER_VERSION     1.0: refuses later versions, as older runtimes do
//   FOVEA_LAYER_EXTENSIONS  names, with a comma between them, that the layer adds to the runtime's; as in its
//                           manifest
//   FOVEA_LAYER_MASK        N: from the Nth frame on other parts of the views are never shown: the left half
//   FOVEA_LAYER_QUAD        the headset takes the part that is looked at by itself, as a second pair of views; the
//                           log tells of each frame whether it has "four views" or "wrong views"
//   FOVEA_LAYER_PAUSES      COUNT:FRAMES: COUNT times, after so many frames, the session is stopped and started
//   FOVEA_LAYER_LOSSES      COUNT:FRAMES: COUNT sessions are lost after so many frames
//   FOVEA_LAYER_INPUT       file with what hands and eyes do; see script.h
//   FOVEA_LAYER_BLEND_MODES numbers of up to three blend modes that the headset has, with a comma between them
//   FOVEA_LAYER_ROOM_LOG    file that gets a line for each frame; see room.c
#ifndef FOVEA_OPENXR_LAYER_H
#define FOVEA_OPENXR_LAYER_H

#include <stdbool.h>

#include <openxr/openxr.h>

/// A function in place of the runtime's.
typedef struct LayerFunction {
  const char *name;
  PFN_xrVoidFunction function;
} LayerFunction;

/// A row of a table, for a function called `PREFIX_NAME`.
#define LAYER_FUNCTION(prefix, name) {#name, (PFN_xrVoidFunction)prefix##_##name}

/// The function of that name that comes after a table: of a later table, or of the runtime. Null where there
/// is none.
PFN_xrVoidFunction layer_function_after(const LayerFunction *table, const char *name);
#define LAYER_NEXT(table, name) ((PFN_##name)layer_function_after(table, #name))

/// Of the program; one at a time.
XrInstance layer_instance(void);
/// Whether the layer adds an extension to those of the runtime.
bool layer_adds(const char *extension);

/// Adds a line to the log.
void layer_note(const char *text);

// Tables end with a row without a name. Those that come first see calls first: see tables.c.
extern const LayerFunction trace_functions[];
extern const LayerFunction life_functions[];
extern const LayerFunction mask_functions[];
extern const LayerFunction action_functions[];
extern const LayerFunction hand_functions[];
extern const LayerFunction room_functions[];
extern const LayerFunction quad_functions[];

#endif
