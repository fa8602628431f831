// Which fragments show nothing: as Forward.frag has it.
#ifndef FOVEA_COVERAGE
#define FOVEA_COVERAGE

#include "Forward/MaterialInputs.glsl"

// Alpha modes: 0 opaque, 1 mask, 2 blend.
bool isLeftOut(MaterialData m, uint alphaMode, bool front, float vertexAlpha, vec4 uv) {
  if (alphaMode != 0 && !front && (m.flags & MATERIAL_DOUBLE_SIDED) == 0) return true;
  if (alphaMode != 1) return false;
  return materialBaseColor(m, uv).a * vertexAlpha < materialAlphaCutoff(m);
}

#endif
