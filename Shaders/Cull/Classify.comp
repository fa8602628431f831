#version 460
#extension GL_GOOGLE_include_directive : require
#include "Cull/Cull.glsl"

layout(local_size_x = GROUP) in;

// What is looked for: all that may be seen; with occlusion first what the frame before did not hide,
// then of the rest what is not hidden behind that.
const uint PART_ALL = 0;
const uint PART_FIRST = 1;
const uint PART_REST = 2;
layout(constant_id = 0) const uint PART = PART_ALL;

shared uint histogram[KEYS];

// Whether finer layers show all of a sphere to a view. A point of the sphere is seen at most
// radius (1 + |tangent|) / (depth - radius) away from where its centre is, as tangents.
bool isInHole(ViewConstants v, vec4 sphere) {
  vec3 d = sphere.xyz - v.position.xyz;
  float depth = -dot(v.axes[2].xyz, d);
  if (v.hole.x <= 0.0 || depth <= 1.01 * sphere.w) return false;
  vec2 t = vec2(dot(v.axes[0].xyz, d), dot(v.axes[1].xyz, d)) / depth;
  float reach = sphere.w * (1.0 + length(t)) / (depth - sphere.w);
  vec2 extent = vec2(v.tangents.y - v.tangents.x, v.tangents.z - v.tangents.w);
  // Pixels of the eye image per unit of tangent.
  vec2 scale = 2.0 / (v.window.zw * extent);
  vec2 p = vec2(t.x - v.tangents.x, v.tangents.z - t.y) * scale + v.window.xy;
  // The hole is a polygon of 64 sides inside of its ellipse.
  vec2 radius = v.hole.xy * 0.998;
  return length((p - v.region.xy) / radius) + reach * max(scale.x / radius.x, scale.y / radius.y)
      < 1.0;
}

// Inside the union of the views, not facing away from all of them, and not in the hole of all.
bool isVisible(FrameBuffer f, Cluster cluster, InstanceData instance, vec4 sphere) {
  for (uint i = 0; i < 5; i++) {
    if (dot(f.frame.frustum[i], vec4(sphere.xyz, 1.0)) < -sphere.w) return false;
  }
  bool inHoles = true;
  for (uint i = 0; i < f.frame.viewCount && inHoles; i++) {
    inHoles = isInHole(f.frame.views[i], sphere);
  }
  if (inHoles) return false;
  if ((instance.flags & INSTANCE_HAS_CONES) == 0 || cluster.coneCutoff >= 1.0) return true;
  vec4 a = vec4(cluster.coneAxis, 0.0);
  vec3 axis = vec3(dot(instance.rows[0], a), dot(instance.rows[1], a), dot(instance.rows[2], a));
  float size = length(axis);
  for (uint i = 0; i < f.frame.viewCount; i++) {
    vec3 d = sphere.xyz - f.frame.views[i].position.xyz;
    if (dot(d, axis) < (cluster.coneCutoff * length(d) + sphere.w) * size) return true;
  }
  return false;
}

// Left to the next part, or left out by the last. Blended things wait for all solid ones.
bool isDeferred(bool isSolid, vec4 sphere) {
  if (PART == PART_ALL) return false;
  if (PART == PART_FIRST && !isSolid) return true;
  return isHidden(push.pyramid, sphere);
}

void main() {
  uint i = gl_GlobalInvocationID.x;
  uint solid = solidCount();
  histogram[gl_LocalInvocationIndex] = 0;
  barrier();

  if (i < clusterCount()) {
    FrameBuffer f = push.frame;
    uvec2 chosen = selected(i);
    Cluster cluster = push.tables.tables.clusters.clusters[chosen.y];
    InstanceData instance = push.tables.tables.instances.instances[chosen.x];
    vec4 sphere = sphereInWorld(instance, cluster.center, cluster.radius);
    bool isSolid = i < solid;
    uint key = CULLED;
    bool isCandidate = PART == PART_REST ? push.keys.values[i] == HIDDEN
                                         : isVisible(f, cluster, instance, sphere);
    if (isCandidate && isDeferred(isSolid, sphere)) {
      key = HIDDEN;
    } else if (isCandidate) {
      float d = distance(sphere.xyz, f.frame.headPosition.xyz);
      if (isSolid) {
        // Bins grow geometrically from the nearest to the farthest that the scene can be.
        float near = max(log2(max(d - 0.5 * sphere.w, 1e-3)) - f.frame.clusterDepth.z, 0.0);
        uint bin = min(uint(near * f.frame.clusterDepth.w), DISTANCE_BINS - 1);
        key = bucketOf(instance) * DISTANCE_BINS + bin;
        atomicAdd(histogram[key], 1);
      } else {
        key = floatBitsToUint(d * d);
      }
    }
    push.keys.values[i] = key;
  }
  barrier();
  uint blocks = blockCount();
  if (gl_WorkGroupID.x < blocks) {
    push.blocks.values[gl_LocalInvocationIndex * blocks + gl_WorkGroupID.x] =
        histogram[gl_LocalInvocationIndex];
  }
}
