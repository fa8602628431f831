#version 460
#extension GL_GOOGLE_include_directive : require
#include "Cull/Cull.glsl"

layout(local_size_x = GROUP) in;

shared uint histogram[KEYS];

// Inside the union of the views, and not facing away from all of them.
bool isVisible(FrameBuffer f, DrawItem item, InstanceData instance, vec4 sphere) {
  for (uint i = 0; i < 5; i++) {
    if (dot(f.frame.frustum[i], vec4(sphere.xyz, 1.0)) < -sphere.w) return false;
  }
  if (item.coneCutoff >= 1.0) return true;
  vec4 a = vec4(item.coneAxis, 0.0);
  vec3 axis = vec3(dot(instance.rows[0], a), dot(instance.rows[1], a), dot(instance.rows[2], a));
  float size = length(axis);
  for (uint i = 0; i < f.frame.viewCount; i++) {
    vec3 d = sphere.xyz - f.frame.views[i].position.xyz;
    if (dot(d, axis) < (item.coneCutoff * length(d) + sphere.w) * size) return true;
  }
  return false;
}

void main() {
  uint i = gl_GlobalInvocationID.x;
  histogram[gl_LocalInvocationIndex] = 0;
  barrier();

  if (i < push.itemCount) {
    FrameBuffer f = push.frame;
    DrawItem item = push.items.items[i];
    InstanceData instance = push.instances.instances[item.instance];
    vec4 sphere = worldSphere(item, instance);
    uint key = CULLED;
    if (isVisible(f, item, instance, sphere)) {
      float d = distance(sphere.xyz, f.frame.headPosition.xyz);
      if (i < push.opaqueCount) {
        // Bins grow geometrically from the nearest to the farthest that the scene can be.
        float near = max(log2(max(d - 0.5 * sphere.w, 1e-3)) - f.frame.clusterDepth.z, 0.0);
        uint bin = min(uint(near * f.frame.clusterDepth.w), DISTANCE_BINS - 1);
        key = item.bucket * DISTANCE_BINS + bin;
        atomicAdd(histogram[key], 1);
      } else {
        key = floatBitsToUint(d * d);
      }
    }
    push.keys.values[i] = key;
  }
  barrier();
  if (gl_WorkGroupID.x < push.blockCount) {
    push.blocks.values[gl_LocalInvocationIndex * push.blockCount + gl_WorkGroupID.x] =
        histogram[gl_LocalInvocationIndex];
  }
}
