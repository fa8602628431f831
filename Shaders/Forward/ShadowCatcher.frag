#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"

layout(constant_id = 0) const bool IS_COARSE = false;
layout(constant_id = 1) const bool HAS_ENVIRONMENT = true;

#include "Forward/Irradiance.glsl"
#include "Forward/Sun.glsl"

layout(push_constant, scalar) uniform Push {
  vec4 plane;
  FrameBuffer frame;
} push;

layout(location = 0) in vec3 inPosition;
layout(location = 0) out vec4 outColor;

// What a white floor would lack of its light: black with the share of the sun that is kept from it
// as alpha.
void main() {
  FrameBuffer f = push.frame;
  if (f.frame.views[gl_ViewIndex].position.y < push.plane.y) discard;
  const vec3 up = vec3(0.0, 1.0, 0.0);
  float kept = 1.0 - sunVisibility(f, inPosition, up);
  if (kept <= 0.0) discard;
  const vec3 luminance = vec3(0.2126, 0.7152, 0.0722);
  float sun = dot(f.frame.sunIlluminance.rgb, luminance) * f.frame.sunDirection.y / 3.14159265359;
  vec3 around = HAS_ENVIRONMENT ? environmentIrradiance(f, up) : f.frame.ambient.rgb;
  outColor = vec4(0.0, 0.0, 0.0, kept * sun / max(sun + dot(around, luminance), 1e-9));
}
