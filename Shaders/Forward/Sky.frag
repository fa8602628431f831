#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Frame.glsl"
#include "Shared/OutputTransform.glsl"

layout(push_constant, scalar) uniform Push { FrameBuffer frame; } push;
layout(constant_id = 0) const uint OUTPUT = OUTPUT_NEUTRAL;

layout(location = 0) in vec3 inDirection;
layout(location = 0) out vec4 outColor;

void main() {
  FrameBuffer f = push.frame;
  vec3 radiance = textureLod(samplerCube(texturesCube[f.frame.environmentTexture],
                                         samplers[f.frame.environmentSampler]),
                             inDirection, 0.0).rgb;
  outColor = vec4(outputTransform(radiance * f.frame.sunIlluminance.w, OUTPUT), 1.0);
}
