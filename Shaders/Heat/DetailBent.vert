#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#define BENDS
#include "Heat/Detail.glsl"
