#version 460

layout(location = 0) in vec2 inPlace;
layout(location = 1) flat in float inHalf;
layout(location = 2) flat in vec4 inColor;
layout(location = 0) out vec4 outColor;

void main() {
  float d = length(vec2(max(abs(inPlace.x) - inHalf, 0.0), inPlace.y));
  float width = fwidth(d);
  float cover = clamp((1.0 - d) / max(width, 1e-4) + 0.5, 0.0, 1.0);
  if (cover <= 0.0) discard;
  outColor = vec4(inColor.rgb, 1.0) * (inColor.a * cover);
}
