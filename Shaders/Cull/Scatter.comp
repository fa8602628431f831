#version 460
#extension GL_GOOGLE_include_directive : require
#include "Cull/Cull.glsl"

layout(local_size_x = GROUP) in;

shared uint keys[GROUP];

void main() {
  uint i = gl_GlobalInvocationID.x;
  uint key = i < push.opaqueCount ? push.keys.values[i] : CULLED;
  keys[gl_LocalInvocationIndex] = key;
  barrier();

  if (key != CULLED) {
    uint rank = 0;
    for (uint j = 0; j < gl_LocalInvocationIndex; j++) rank += keys[j] == key ? 1 : 0;
    uint bucket = key / DISTANCE_BINS;
    uint bucketStart = push.blocks.values[bucket * DISTANCE_BINS * push.blockCount];
    uint start = push.blocks.values[key * push.blockCount + gl_WorkGroupID.x];
    push.commands.commands[push.bases[bucket] + start - bucketStart + rank] =
        commandFor(push.items.items[i]);
  } else if (i >= push.opaqueCount && i < push.itemCount) {
    // Blended: back to front by exact distance, ties by index.
    uint own = push.keys.values[i];
    if (own == CULLED) return;
    uint rank = 0;
    for (uint j = push.opaqueCount; j < push.itemCount; j++) {
      uint other = push.keys.values[j];
      if (other != CULLED && (other > own || (other == own && j < i))) rank++;
    }
    push.commands.commands[push.opaqueCount + rank] = commandFor(push.items.items[i]);
  }
}
