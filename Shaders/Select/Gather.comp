#version 460
#extension GL_GOOGLE_include_directive : require
#include "Select/Select.glsl"
#include "Select/Prefix.glsl"

layout(local_size_x = GROUP) in;

// Lists the clusters that are drawn: solid ones from the front, blended ones from the end.
void main() {
  TablesBuffer t = push.tables;
  StateBuffer state = t.tables.state;
  uint capacity = t.tables.selectedCapacity;
  uint i = gl_GlobalInvocationID.x;
  uint count = state.state.foundCount;

  uint drawn = i < count ? t.tables.masks.values[i].x : 0;
  uvec2 found = uvec2(0);
  bool isBlended = false;
  uint first = 0;
  if (drawn != 0) {
    found = t.tables.found.values[i];
    uint instance = found.x & INSTANCE_MASK;
    isBlended = bucketOf(t.tables.instances.instances[instance]) == BUCKET_BLENDED;
    ClusterGroup g = t.tables.groups.groups[found.y];
    first = t.tables.slots.values[g.unit] * PAGE_CLUSTERS + (g.clusters & 0xffffu)
        + (found.x >> CHUNK_SHIFT & CHUNK_MASK) * CHUNK;
  }
  uint own = bitCount(drawn);
  uvec2 total = sumOfBlocks((count + GROUP - 1) / GROUP);
  uvec2 place = sumOfBlocks(gl_WorkGroupID.x)
      + sumBefore(isBlended ? uvec2(0, own) : uvec2(own, 0));
  uint solid = min(total.x, capacity);
  uint blended = min(total.y, capacity - solid);

  uint at = isBlended ? place.y : place.x;
  uint end = isBlended ? blended : solid;
  for (uint bits = drawn; bits != 0 && at < end; bits &= bits - 1, at++) {
    t.tables.selected.values[isBlended ? capacity - 1 - at : at] =
        uvec2(found.x & INSTANCE_MASK, first + findLSB(bits));
  }

  if (gl_GlobalInvocationID.x != 0) return;
  if (total.x > solid || total.y > blended) state.state.overflow |= OVERFLOW_NODES;
  state.state.solidCount = solid;
  state.state.blendedCount = blended;
  state.state.drawGroups.x = max((solid + blended + GROUP - 1) / GROUP, 1);
}
