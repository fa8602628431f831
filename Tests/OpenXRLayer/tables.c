// The parts of the layer, in the order in which they see a call.
#include <string.h>

#include "OpenXRLayer.h"
#include "chain.h"

static const LayerFunction *const tables[] = {
    trace_functions, life_functions, mask_functions, quad_functions, action_functions, hand_functions,
    room_functions};
enum { count = sizeof(tables) / sizeof(tables[0]) };

PFN_xrVoidFunction layer_function_after(const LayerFunction *table, const char *name) {
  int first = 0;
  while (table != NULL && tables[first++] != table) {
  }
  for (int index = first; index < count; ++index) {
    for (const LayerFunction *row = tables[index]; row->name != NULL; ++row) {
      if (strcmp(row->name, name) == 0) { return row->function; }
    }
  }
  return chain_function(name);
}
