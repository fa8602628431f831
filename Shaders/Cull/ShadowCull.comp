#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"
#include "Select/Lists.glsl"

layout(local_size_x = 64) in;

const uint BUCKET_MASKED = 3;

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  TablesBuffer tables;
  CommandBuffer commands;
  uint maskedBegin;      // first command of the masked ones
  uint end;              // and of none
  uint cascade;
} push;

// What can throw a shadow into the cascade. The order does not matter to a depth map.
void main() {
  uint i = gl_GlobalInvocationID.x;
  TablesBuffer t = push.tables;
  if (i >= t.tables.state.state.solidCount) return;
  uvec2 chosen = t.tables.selected.values[i];
  InstanceData instance = t.tables.instances.instances[chosen.x];
  Cluster cluster = t.tables.clusters.clusters[chosen.y];
  vec4 sphere = sphereInWorld(instance, cluster.center, cluster.radius);
  vec3 s = (push.frame.frame.shadowFromWorld[push.cascade] * vec4(sphere.xyz, 1.0)).xyz;
  vec4 row = vec4(push.frame.frame.shadowFromWorld[push.cascade][0].x,
                  push.frame.frame.shadowFromWorld[push.cascade][1].x,
                  push.frame.frame.shadowFromWorld[push.cascade][2].x, 0.0);
  float radius = sphere.w * length(row.xyz);
  if (any(lessThan(s.xy, vec2(-radius))) || any(greaterThan(s.xy, vec2(1.0 + radius)))) return;
  uint masked = bucketOf(instance) == BUCKET_MASKED ? 1 : 0;
  uint room = masked == 1 ? push.end - push.maskedBegin : push.maskedBegin;
  uint place = atomicAdd(t.tables.state.state.drawCounts[masked], 1);
  if (place < room) {
    push.commands.commands[masked * push.maskedBegin + place] =
        commandFor(chosen.x, chosen.y, cluster);
  }
}
