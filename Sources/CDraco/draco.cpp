#include "CDraco.h"

#include <draco/compression/decode.h>

#include <cstdio>
#include <memory>

struct fovea_draco_mesh {
  std::unique_ptr<draco::Mesh> mesh;
};

fovea_draco_mesh *fovea_draco_decode(const uint8_t *bytes, size_t count, char *out_error,
                                     size_t error_capacity) {
  draco::DecoderBuffer buffer;
  buffer.Init(reinterpret_cast<const char *>(bytes), count);
  draco::Decoder decoder;
  auto result = decoder.DecodeMeshFromBuffer(&buffer);
  if (!result.ok()) {
    if (error_capacity > 0) {
      std::snprintf(out_error, error_capacity, "%s", result.status().error_msg());
    }
    return nullptr;
  }
  return new fovea_draco_mesh{std::move(result).value()};
}

void fovea_draco_free(fovea_draco_mesh *mesh) { delete mesh; }

uint32_t fovea_draco_vertex_count(const fovea_draco_mesh *mesh) { return mesh->mesh->num_points(); }

uint32_t fovea_draco_triangle_count(const fovea_draco_mesh *mesh) {
  return mesh->mesh->num_faces();
}

int fovea_draco_indices(const fovea_draco_mesh *mesh, uint32_t *out_indices, size_t capacity) {
  const size_t faces = mesh->mesh->num_faces();
  if (capacity / 3 < faces) return 0;
  for (size_t i = 0; i < faces; i++) {
    const auto &face = mesh->mesh->face(draco::FaceIndex(static_cast<uint32_t>(i)));
    for (size_t c = 0; c < 3; c++) out_indices[i * 3 + c] = face[c].value();
  }
  return 1;
}

uint32_t fovea_draco_components(const fovea_draco_mesh *mesh, uint32_t unique_id) {
  const draco::PointAttribute *attribute = mesh->mesh->GetAttributeByUniqueId(unique_id);
  return attribute == nullptr ? 0 : attribute->num_components();
}

template <typename T>
static int copy_values(const fovea_draco_mesh *mesh, uint32_t unique_id, T *out_values,
                       size_t capacity) {
  const draco::PointAttribute *attribute = mesh->mesh->GetAttributeByUniqueId(unique_id);
  if (attribute == nullptr) return 0;
  const uint32_t points = mesh->mesh->num_points();
  const int8_t components = attribute->num_components();
  if (components <= 0 || capacity / components < points) return 0;
  for (uint32_t i = 0; i < points; i++) {
    const draco::AttributeValueIndex index = attribute->mapped_index(draco::PointIndex(i));
    if (index.value() >= attribute->size()) return 0;
    if (!attribute->ConvertValue<T>(index, components, out_values + size_t(i) * components)) {
      return 0;
    }
  }
  return 1;
}

int fovea_draco_floats(const fovea_draco_mesh *mesh, uint32_t unique_id, float *out_values,
                       size_t capacity) {
  return copy_values(mesh, unique_id, out_values, capacity);
}

int fovea_draco_integers(const fovea_draco_mesh *mesh, uint32_t unique_id, uint32_t *out_values,
                         size_t capacity) {
  return copy_values(mesh, unique_id, out_values, capacity);
}
