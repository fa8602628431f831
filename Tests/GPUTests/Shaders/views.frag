#version 460
#extension GL_EXT_multiview : require
layout(location = 0) out vec4 result;

// Red in view 0, green in view 1.
void main() { result = gl_ViewIndex == 0 ? vec4(1, 0, 0, 1) : vec4(0, 1, 0, 1); }
