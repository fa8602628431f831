#version 460
#extension GL_GOOGLE_include_directive : require
#include "Cull/Cull.glsl"

layout(local_size_x = GROUP) in;

// Whether passes want to know which cluster a command draws.
layout(constant_id = 0) const bool TELLS_CLUSTERS = false;

shared uint keys[GROUP];
shared uint triangles;
shared uint hidden;

void draw(uint place, uint end, uvec2 chosen) {
  // More than there is room for is left out, as is counted.
  if (place >= end) return;
  Cluster cluster = push.tables.tables.clusters.clusters[chosen.y];
  push.commands.commands[place] = commandFor(chosen.x, chosen.y, cluster);
  if (TELLS_CLUSTERS) push.clusters.values[place] = chosen.y;
  atomicAdd(triangles, cluster.indexCount / 3);
}

void main() {
  uint i = gl_GlobalInvocationID.x;
  uint solid = solidCount();
  uint count = clusterCount();
  uint key = i < solid ? push.keys.values[i] : CULLED;
  keys[gl_LocalInvocationIndex] = key;
  if (gl_LocalInvocationIndex == 0) {
    triangles = 0;
    hidden = 0;
  }
  barrier();

  if (key < HIDDEN) {
    uint rank = 0;
    for (uint j = 0; j < gl_LocalInvocationIndex; j++) rank += keys[j] == key ? 1 : 0;
    uint bucket = key / DISTANCE_BINS;
    uint blocks = blockCount();
    uint bucketStart = push.blocks.values[bucket * DISTANCE_BINS * blocks];
    uint start = push.blocks.values[key * blocks + gl_WorkGroupID.x];
    draw(push.bases[bucket] + start - bucketStart + rank, push.bases[bucket + 1], selected(i));
  } else if (key == HIDDEN) {
    atomicAdd(hidden, 1);
  } else if (i >= solid && i < count && push.keys.values[i] < HIDDEN) {
    // Blended: back to front by exact distance, ties by index.
    uint own = push.keys.values[i];
    uint rank = 0;
    for (uint j = solid; j < count; j++) {
      uint other = push.keys.values[j];
      if (other < HIDDEN && (other > own || (other == own && j < i))) rank++;
    }
    draw(push.bases[BUCKETS] + rank, push.bases[BUCKETS + 1], selected(i));
  }
  barrier();
  if (gl_LocalInvocationIndex == 0 && triangles > 0) {
    atomicAdd(push.counts.values[TRIANGLE_COUNT], triangles);
  }
  if (gl_LocalInvocationIndex == 0 && hidden > 0) {
    atomicAdd(push.counts.values[HIDDEN_COUNT], hidden);
  }
}
