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

vec3 localLights(FrameBuffer f, Surface s, vec3 position) {
  LightBuffer lights = f.frame.lights;
  vec3 sum = vec3(0.0);
  for (uint i = 0; i < f.frame.directionalCount; i++) {
    sum += shadeDirect(s, -lights.lights[i].direction.xyz, lights.lights[i].intensity.rgb);
  }
  if (f.frame.lightCount > 0) {
    ClusterBuffer clusters = f.frame.clusters;
    uint cluster = clusterAt(f, position);
    uint count = clusters.clusters[cluster].count;
    for (uint i = 0; i < count; i++) {
      sum += localLight(lights.lights[clusters.clusters[cluster].lights[i]], s, position);
    }
  }
  return sum;
}

#endif
