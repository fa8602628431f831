// A vertex of what its texture cuts out, on its way into a shadow map.
#ifndef FOVEA_SHADOW_MASKED
#define FOVEA_SHADOW_MASKED

#include "Shadow/Place.glsl"

layout(location = 3) in vec2 inUV0;
layout(location = 4) in vec2 inUV1;
layout(location = 5) in vec4 inColor;
layout(location = 9) in uint inMaterial;

layout(location = 0) out vec4 outUV;
layout(location = 1) out float outAlpha;
layout(location = 2) flat out uint outMaterial;

void main() {
  outUV = vec4(inUV0, inUV1);
  outAlpha = inColor.a;
  outMaterial = inMaterial;
  gl_Position = placeInShadow();
}

#endif
