// Point and spot lights, found by the cluster that a point lies in, and further directional lights.
#ifndef FOVEA_LOCAL_LIGHTS
#define FOVEA_LOCAL_LIGHTS

#include "Shared/Frame.glsl"
#include "Shared/Brdf.glsl"

uint clusterAt(FrameBuffer f, vec3 position) {
  vec3 d = position - f.frame.headPosition.xyz;
  vec3 p = vec3(dot(f.frame.headAxes[0].xyz, d), dot(f.frame.headAxes[1].xyz, d),
                dot(f.frame.headAxes[2].xyz, d));
  float depth = max(-p.z, f.frame.clusterDepth.x);
  vec2 tangent = p.xy / depth;
  vec4 t = f.frame.clusterTangents;
  vec2 cell = vec2((tangent.x - t.x) / (t.y - t.x), (t.z - tangent.y) / (t.z - t.w));
  float slice = log(depth / f.frame.clusterDepth.x) * f.frame.clusterDepth.y;
  uvec3 c = uvec3(clamp(vec3(cell * vec2(CLUSTER_COUNT.xy), slice), vec3(0.0),
                        vec3(CLUSTER_COUNT) - 1.0));
  return (c.z * CLUSTER_COUNT.y + c.y) * CLUSTER_COUNT.x + c.x;
}

// Falloff of KHR_lights_punctual: inverse square, windowed to the range; spots by cosine.
vec3 localLight(LightData light, Surface s, vec3 position) {
  vec3 d = light.position.xyz - position;
  float distance2 = max(dot(d, d), 1e-4);
  float ratio2 = distance2 * light.position.w;
  float window = clamp(1.0 - ratio2 * ratio2, 0.0, 1.0);
  vec3 l = d * inversesqrt(distance2);
  float attenuation = window / distance2;
  if (light.intensity.w != 0.0) {
    float angular = clamp(dot(-l, light.direction.xyz) * light.spot.x + light.spot.y, 0.0, 1.0);
    attenuation *= angular * angular;
  }
  if (attenuation <= 0.0) return vec3(0.0);
  return shadeDirect(s, l, light.intensity.rgb * attenuation);
}

// The subgroup walks through the lights of all its lanes together, so that each light is read once;
// a light that does not reach a lane adds exactly nothing to it.
vec3 localLights(FrameBuffer f, Surface s, vec3 position) {
  LightBuffer lights = f.frame.lights;
  vec3 sum = vec3(0.0);
  for (uint i = 0; i < f.frame.directionalCount; i++) {
    sum += shadeDirect(s, -lights.lights[i].direction.xyz, lights.lights[i].intensity.rgb);
  }
  uint words = (f.frame.lightCount + 31) / 32;
  if (words == 0) return sum;
  uint cluster = clusterAt(f, position);
  for (uint word = 0; word < words; word++) {
    uint bits = subgroupOr(f.frame.clusters.words[cluster * words + word]);
    uint first = f.frame.directionalCount + word * 32;
    while (bits != 0) {
      sum += localLight(lights.lights[first + findLSB(bits)], s, position);
      bits &= bits - 1;
    }
  }
  return sum;
}

#endif
