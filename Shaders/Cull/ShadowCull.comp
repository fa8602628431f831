#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Frame.glsl"
#include "Shared/Scene.glsl"

layout(local_size_x = 64) in;

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  ItemBuffer items;
  InstanceBuffer instances;
  CommandBuffer commands;
  UintBuffer counts;     // opaque, masked
  uint firstCount;
  uint itemCount;        // opaque and masked
  uint maskedBegin;      // masked items stand last
  uint firstCommand;     // of this cascade; the masked ones follow after `maskedBegin` commands
  uint cascade;
} push;

// What can throw a shadow into the cascade. The order does not matter to a depth map.
void main() {
  uint i = gl_GlobalInvocationID.x;
  if (i >= push.itemCount) return;
  DrawItem item = push.items.items[i];
  vec4 sphere = worldSphere(item, push.instances.instances[item.instance]);
  vec3 s = (push.frame.frame.shadowFromWorld[push.cascade] * vec4(sphere.xyz, 1.0)).xyz;
  vec4 row = vec4(push.frame.frame.shadowFromWorld[push.cascade][0].x,
                  push.frame.frame.shadowFromWorld[push.cascade][1].x,
                  push.frame.frame.shadowFromWorld[push.cascade][2].x, 0.0);
  float radius = sphere.w * length(row.xyz);
  if (any(lessThan(s.xy, vec2(-radius))) || any(greaterThan(s.xy, vec2(1.0 + radius)))) return;
  uint masked = i >= push.maskedBegin ? 1 : 0;
  uint slot = atomicAdd(push.counts.values[push.firstCount + masked], 1);
  push.commands.commands[push.firstCommand + masked * push.maskedBegin + slot] = commandFor(item);
}
