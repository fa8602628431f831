#version 460

layout(location = 0) out vec2 outUV;

// One triangle over the whole target; (0, 0) is its top left corner.
void main() {
  vec2 p = vec2(gl_VertexIndex == 1 ? 2.0 : 0.0, gl_VertexIndex == 2 ? 2.0 : 0.0);
  outUV = p;
  gl_Position = vec4(p * 2.0 - 1.0, 0.0, 1.0);
}
