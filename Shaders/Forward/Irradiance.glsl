// Light of the environment on a surface.
#ifndef FOVEA_IRRADIANCE
#define FOVEA_IRRADIANCE

#include "Shared/Frame.glsl"

// Irradiance on a face with a normal, by π: the radiance that a white diffuse surface reflects.
vec3 environmentIrradiance(FrameBuffer f, vec3 n) {
  vec3 e = f.frame.irradiance[0].rgb
      + f.frame.irradiance[1].rgb * n.y + f.frame.irradiance[2].rgb * n.z
      + f.frame.irradiance[3].rgb * n.x + f.frame.irradiance[4].rgb * (n.x * n.y)
      + f.frame.irradiance[5].rgb * (n.y * n.z)
      + f.frame.irradiance[6].rgb * (3.0 * n.z * n.z - 1.0)
      + f.frame.irradiance[7].rgb * (n.x * n.z)
      + f.frame.irradiance[8].rgb * (n.x * n.x - n.y * n.y);
  return max(e, vec3(0.0));
}

#endif
