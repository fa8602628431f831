#version 460
#extension GL_GOOGLE_include_directive : require
#include "Select/Select.glsl"

layout(local_size_x = GROUP) in;

// Starts from the root, and forgets what the last frame needed.
void main() {
  TablesBuffer t = push.tables;
  uint i = gl_GlobalInvocationID.x;
  if (i < t.tables.unitCount && (push.from.select.flags & REQUESTS) != 0) {
    t.tables.wanted.values[i] = 0;
  }
  StateBuffer s = t.tables.state;
  if (i < BINS) s.state.histogram[i] = 0;
  if (i != 0) return;
  bool isEmpty = t.tables.rootNode == NO_NODE;
  t.tables.items[0].values[0] = uvec2(INSTANCE_MASK, t.tables.rootNode);
  s.state.visitGroups[0] = uvec3(1);
  s.state.visitGroups[1] = uvec3(1);
  s.state.refineGroups = uvec3(1);
  s.state.drawGroups = uvec3(1);
  s.state.drawCounts[0] = 0;
  s.state.drawCounts[1] = 0;
  s.state.itemCount[0] = isEmpty ? 0 : 1;
  s.state.itemCount[1] = 0;
  s.state.foundBase[0] = 0;
  s.state.foundBase[1] = 0;
  s.state.foundCount = 0;
  s.state.solidCount = 0;
  s.state.blendedCount = 0;
  s.state.overflow = 0;
  s.state.threshold = push.from.select.threshold;
  s.state.nodeCount = 0;
  s.state.clusterCount = 0;
  s.state.firstBin = 0;
  s.state.uncoveredCount = 0;
}
