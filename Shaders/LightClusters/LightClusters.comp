#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Frame.glsl"

layout(local_size_x = 64) in;

layout(push_constant, scalar) uniform Push { FrameBuffer frame; } push;

vec3 headSpace(FrameBuffer f, vec3 d) {
  return vec3(dot(f.frame.headAxes[0].xyz, d), dot(f.frame.headAxes[1].xyz, d),
              dot(f.frame.headAxes[2].xyz, d));
}

// False only when no point of the sphere lies in the cone (half angle below a right angle).
bool coneReaches(vec3 apex, vec3 axis, float cosine, vec3 center, float radius) {
  vec3 d = center - apex;
  float along = dot(d, axis);
  float across = sqrt(max(dot(d, d) - along * along, 0.0));
  float sine = sqrt(max(1.0 - cosine * cosine, 0.0));
  return cosine * across - sine * along <= radius && along >= -radius;
}

// Which lights reach a cluster: a cell of the head's field of view, cut by depth. One grid serves
// all eyes: the outermost cells reach outwards without end and the first slice starts at the head,
// so that what an eye sees past the head's field still falls into a cell that knows its lights.
void main() {
  FrameBuffer f = push.frame;
  uint words = (f.frame.lightCount + 31) / 32;
  uint cluster = gl_GlobalInvocationID.x / words;
  uint word = gl_GlobalInvocationID.x % words;
  if (cluster >= CLUSTER_COUNT.x * CLUSTER_COUNT.y * CLUSTER_COUNT.z) return;
  uvec3 c = uvec3(cluster % CLUSTER_COUNT.x, cluster / CLUSTER_COUNT.x % CLUSTER_COUNT.y,
                  cluster / (CLUSTER_COUNT.x * CLUSTER_COUNT.y));
  const float FAR = 1e30;
  float ratio = exp(1.0 / f.frame.clusterDepth.y);
  float near = c.z == 0 ? 0.0 : f.frame.clusterDepth.x * pow(ratio, float(c.z));
  float far = c.z == CLUSTER_COUNT.z - 1 ? FAR : f.frame.clusterDepth.x * pow(ratio, float(c.z + 1));
  vec4 t = f.frame.clusterTangents;
  float left = mix(t.x, t.y, float(c.x) / float(CLUSTER_COUNT.x));
  float right = mix(t.x, t.y, float(c.x + 1) / float(CLUSTER_COUNT.x));
  float up = mix(t.z, t.w, float(c.y) / float(CLUSTER_COUNT.y));
  float down = mix(t.z, t.w, float(c.y + 1) / float(CLUSTER_COUNT.y));
  // Inward planes through the head; an outermost cell has none on its outer side.
  vec3 planes[4] = vec3[](normalize(vec3(1.0, 0.0, left)), normalize(vec3(-1.0, 0.0, -right)),
                          normalize(vec3(0.0, -1.0, -up)), normalize(vec3(0.0, 1.0, down)));
  bool open[4] = bool[](c.x == 0, c.x == CLUSTER_COUNT.x - 1, c.y == 0, c.y == CLUSTER_COUNT.y - 1);

  // A sphere around a cell that is closed on all sides, a little wider than it.
  bool closed = !(open[0] || open[1] || open[2] || open[3]) && c.z > 0 && c.z + 1 < CLUSTER_COUNT.z;
  vec3 center = vec3((left + right) * 0.5, (up + down) * 0.5, -1.0) * ((near + far) * 0.5);
  float radius = 0.0;
  for (uint k = 0; k < 8; k++) {
    vec2 corner = vec2((k & 1) != 0 ? right : left, (k & 2) != 0 ? up : down);
    radius = max(radius, distance(vec3(corner, -1.0) * ((k & 4) != 0 ? far : near), center));
  }
  radius *= 1.01;

  LightBuffer lights = f.frame.lights;
  uint bits = 0;
  uint count = min(f.frame.lightCount - word * 32, 32);
  for (uint i = 0; i < count; i++) {
    LightData light = lights.lights[f.frame.directionalCount + word * 32 + i];
    bool reaches = true;
    vec3 p = headSpace(f, light.position.xyz - f.frame.headPosition.xyz);
    if (light.position.w > 0.0) {
      float range = inversesqrt(light.position.w);
      if (c.z == 0) {
        // Behind the head the planes of a wide cell do not bound it: the first slice takes all.
        float corner = length(vec2(max(abs(t.x), abs(t.y)), max(abs(t.z), abs(t.w))));
        reaches = length(p) - range <= far * (1.0 + corner);
      } else {
        reaches = -p.z + range >= near && -p.z - range <= far;
        for (uint k = 0; k < 4; k++) reaches = reaches && (open[k] || dot(planes[k], p) >= -range);
      }
    }
    // A spot of less than a right angle is held to its cone.
    float cosine = -light.spot.y / max(light.spot.x, 1e-6);
    if (reaches && closed && light.intensity.w != 0.0 && cosine > 0.0) {
      reaches = coneReaches(p, headSpace(f, light.direction.xyz), cosine, center, radius);
    }
    if (reaches) bits |= 1u << i;
  }
  f.frame.clusters.words[cluster * words + word] = bits;
}
