// The one output transform: exposed linear radiance to display light in 0…1. The sRGB transfer
// function is applied by the target's format.
#ifndef FOVEA_OUTPUT_TRANSFORM
#define FOVEA_OUTPUT_TRANSFORM

const uint OUTPUT_RADIANCE = 0;  // as it is, into a float target
const uint OUTPUT_NEUTRAL = 1;
const uint OUTPUT_CLAMP = 2;

// Khronos PBR Neutral tone mapper (specification of 2024): colours below 0.8 keep their hue and
// saturation, highlights are compressed and then desaturated.
vec3 neutralToneMap(vec3 color) {
  const float start = 0.8 - 0.04;
  const float desaturation = 0.15;
  float low = min(color.r, min(color.g, color.b));
  color -= low < 0.08 ? low - 6.25 * low * low : 0.04;
  float peak = max(color.r, max(color.g, color.b));
  if (peak < start) return color;
  const float d = 1.0 - start;
  float compressed = 1.0 - d * d / (peak + d - start);
  color *= compressed / peak;
  float g = 1.0 - 1.0 / (desaturation * (peak - compressed) + 1.0);
  return mix(color, vec3(compressed), g);
}

vec3 outputTransform(vec3 radiance, uint mode) {
  if (mode == OUTPUT_NEUTRAL) return clamp(neutralToneMap(radiance), 0.0, 1.0);
  if (mode == OUTPUT_CLAMP) return clamp(radiance, 0.0, 1.0);
  return radiance;
}

#endif
