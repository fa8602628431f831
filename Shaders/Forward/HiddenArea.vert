#version 460
#extension GL_EXT_multiview : require

// Clip-space position and the view that the triangle hides in.
layout(location = 0) in vec3 inVertex;

// At the near plane, so that nothing behind it is ever shaded.
void main() {
  gl_Position = int(inVertex.z) == gl_ViewIndex ? vec4(inVertex.xy, 1.0, 1.0) : vec4(2.0, 2.0, 1.0, 1.0);
}
