#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Bindless.glsl"
#include "Shared/Brdf.glsl"

const uint SIDE = 8;
const uint GROUP = SIDE * SIDE;
layout(local_size_x = SIDE, local_size_y = SIDE) in;

layout(push_constant, scalar) uniform Push {
  uint source;       // equirectangular, with mip levels
  uint sourceSampler;
  uint target;       // one level of the cube
  uint size;         // of the level
  float roughness;   // 0 copies
  uint samples;      // as many as threads of a group, at most
  float texelAngle;  // solid angle of a texel of the source at the equator
} push;

// Direction of a texel of a cube face, as Vulkan maps them.
vec3 cubeDirection(uint face, vec2 uv) {
  vec2 p = uv * 2.0 - 1.0;
  vec3 directions[6] = vec3[](vec3(1.0, -p.y, -p.x), vec3(-1.0, -p.y, p.x), vec3(p.x, 1.0, p.y),
                              vec3(p.x, -1.0, -p.y), vec3(p.x, -p.y, 1.0), vec3(-p.x, -p.y, -1.0));
  return normalize(directions[face]);
}

vec3 radianceFrom(vec3 d, float lod) {
  vec2 uv = vec2(0.5 + atan(d.x, -d.z) / (2.0 * PI), acos(clamp(d.y, -1.0, 1.0)) / PI);
  return textureLod(sampler2D(textures2D[push.source], samplers[push.sourceSampler]), uv, lod).rgb;
}

vec2 hammersley(uint i, uint n) {
  return vec2(float(i) / float(n), float(bitfieldReverse(i)) * 2.3283064365386963e-10);
}

// What all texels share: directions around the normal, in its tangent space, and the mip level that
// each is read from; w is negative for those below the horizon.
shared vec4 lobe[GROUP];

// The GGX lobe seen along its normal (split sum, Karis 2013), each sample read from the mip level that
// its probability covers (Křivánek and Colbert 2008).
void fillLobe(uint i) {
  float alpha = push.roughness * push.roughness;
  vec2 u = hammersley(i, push.samples);
  float phi = 2.0 * PI * u.y;
  float cosine = sqrt((1.0 - u.x) / (1.0 + (alpha * alpha - 1.0) * u.x));
  float sine = sqrt(max(1.0 - cosine * cosine, 0.0));
  vec3 h = vec3(sine * cos(phi), sine * sin(phi), cosine);
  vec3 l = 2.0 * cosine * h - vec3(0.0, 0.0, 1.0);
  float density = distributionGGX(cosine, alpha) * 0.25;
  float angle = 1.0 / (float(push.samples) * max(density, 1e-6));
  float lod = max(0.5 * log2(angle / push.texelAngle) + 0.5, 0.0);
  lobe[i] = vec4(l, l.z > 0.0 ? lod : -1.0);
}

void main() {
  uint thread = gl_LocalInvocationIndex;
  if (push.roughness > 0.0 && thread < push.samples) fillLobe(thread);
  barrier();
  uvec3 id = gl_GlobalInvocationID;
  if (any(greaterThanEqual(id.xy, uvec2(push.size)))) return;
  vec3 n = cubeDirection(id.z, (vec2(id.xy) + 0.5) / float(push.size));
  vec3 sum = vec3(0.0);
  if (push.roughness <= 0.0) {
    sum = radianceFrom(n, 0.0);
  } else {
    vec3 t = normalize(cross(abs(n.y) < 0.9 ? vec3(0, 1, 0) : vec3(1, 0, 0), n));
    vec3 b = cross(n, t);
    float weight = 0.0;
    for (uint i = 0; i < push.samples; i++) {
      vec4 l = lobe[i];
      if (l.w < 0.0) continue;
      sum += radianceFrom(t * l.x + b * l.y + n * l.z, l.w) * l.z;
      weight += l.z;
    }
    sum /= max(weight, 1e-6);
  }
  imageStore(images2DArray[push.target], ivec3(id), vec4(sum, 1.0));
}
