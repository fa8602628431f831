#include "CDraco.h"

#include <draco/compression/decode.h>
#include <draco/compression/mesh/mesh_edgebreaker_decoder.h>
#include <draco/compression/mesh/mesh_sequential_decoder.h>
#include <draco/core/varint_decoding.h>

#include <cstdio>
#include <exception>
#include <memory>

struct fovea_draco_mesh {
  std::unique_ptr<draco::Mesh> mesh;
};

namespace {

// Separate connectivities that attributes may have; each costs as much as the mesh itself.
constexpr uint8_t attribute_connectivities = 16;

// Reads the counts at the start of the connectivity from a copy of the buffer; for Edgebreaker the
// byte with the kind of traversal is already read.
bool counts_allowed(draco::DecoderBuffer head, bool edgebreaker, const fovea_draco_limits &limits) {
  uint8_t connectivities = 0;
  uint32_t vertices = 0, triangles = 0;
  if (edgebreaker) {
    if (!draco::DecodeVarint(&vertices, &head) || !draco::DecodeVarint(&triangles, &head) ||
        !head.Decode(&connectivities)) {
      return false;
    }
  } else if (!draco::DecodeVarint(&triangles, &head) || !draco::DecodeVarint(&vertices, &head)) {
    return false;
  }
  return vertices <= limits.vertices && triangles <= limits.triangles &&
         connectivities <= attribute_connectivities;
}

// The library allocates what the data claims. Its decoders are open to derivation at the two
// places where the claims are known and not yet believed.
template <typename Base, bool edgebreaker>
class Limited final : public Base {
 public:
  explicit Limited(const fovea_draco_limits &limits) : limits_(limits) {}
  bool limit_reached() const { return limit_reached_; }

 protected:
  bool DecodeGeometryData() override {
    limit_reached_ = !counts_allowed(*this->buffer(), edgebreaker, limits_);
    return !limit_reached_ && Base::DecodeGeometryData();
  }

  bool DecodeAllAttributes() override {
    const draco::PointCloud &cloud = *this->point_cloud();
    uint64_t bytes_per_vertex = 0;
    for (int32_t i = 0; i < cloud.num_attributes(); i++) {
      const draco::PointAttribute &attribute = *cloud.attribute(i);
      bytes_per_vertex += uint64_t(attribute.num_components()) *
                          uint64_t(draco::DataTypeLength(attribute.data_type()));
    }
    limit_reached_ = cloud.num_points() > limits_.vertices ||
                     (bytes_per_vertex > 0 &&
                      cloud.num_points() > limits_.attribute_bytes / bytes_per_vertex);
    return !limit_reached_ && Base::DecodeAllAttributes();
  }

 private:
  const fovea_draco_limits limits_;
  bool limit_reached_ = false;
};

template <typename Decoder>
const char *decode(draco::DecoderBuffer *buffer, const fovea_draco_limits &limits,
                   draco::Mesh *mesh) {
  Decoder decoder(limits);
  const draco::DecoderOptions options;
  const draco::Status status = decoder.Decode(options, buffer, mesh);
  if (status.ok()) return nullptr;
  return decoder.limit_reached() ? "more data than allowed" : "damaged data";
}

const char *decode(const uint8_t *bytes, size_t count, const fovea_draco_limits &limits,
                   draco::Mesh *mesh) {
  draco::DecoderBuffer buffer;
  buffer.Init(reinterpret_cast<const char *>(bytes), count);
  draco::DecoderBuffer head = buffer;
  draco::DracoHeader header;
  if (!draco::PointCloudDecoder::DecodeHeader(&head, &header).ok()) return "no Draco header";
  if (header.version_major != 2 || header.version_minor != 2) return "not bitstream version 2.2";
  if (header.encoder_type != draco::TRIANGULAR_MESH) return "not a triangle mesh";
  switch (header.encoder_method) {
    case draco::MESH_SEQUENTIAL_ENCODING:
      return decode<Limited<draco::MeshSequentialDecoder, false>>(&buffer, limits, mesh);
    case draco::MESH_EDGEBREAKER_ENCODING:
      return decode<Limited<draco::MeshEdgebreakerDecoder, true>>(&buffer, limits, mesh);
    default:
      return "an unknown encoding method";
  }
}

}  // namespace

fovea_draco_mesh *fovea_draco_decode(const uint8_t *bytes, size_t count,
                                     const fovea_draco_limits *limits, char *out_error,
                                     size_t error_capacity) {
  const char *error = "out of memory";
  try {
    auto result = std::make_unique<fovea_draco_mesh>();
    result->mesh = std::make_unique<draco::Mesh>();
    error = decode(bytes, count, *limits, result->mesh.get());
    if (error == nullptr) return result.release();
  } catch (const std::exception &) {
    error = "damaged data (out of memory or range)";
  }
  if (error_capacity > 0) std::snprintf(out_error, error_capacity, "%s", error);
  return nullptr;
}

void fovea_draco_free(fovea_draco_mesh *mesh) { delete mesh; }

uint32_t fovea_draco_vertex_count(const fovea_draco_mesh *mesh) { return mesh->mesh->num_points(); }

uint32_t fovea_draco_triangle_count(const fovea_draco_mesh *mesh) {
  return mesh->mesh->num_faces();
}

int fovea_draco_indices(const fovea_draco_mesh *mesh, uint32_t *out_indices, size_t capacity) {
  const size_t faces = mesh->mesh->num_faces();
  const uint32_t points = mesh->mesh->num_points();
  if (capacity / 3 < faces) return 0;
  for (size_t i = 0; i < faces; i++) {
    const auto &face = mesh->mesh->face(draco::FaceIndex(static_cast<uint32_t>(i)));
    for (size_t c = 0; c < 3; c++) {
      const uint32_t index = face[c].value();
      if (index >= points) return 0;
      out_indices[i * 3 + c] = index;
    }
  }
  return 1;
}

uint32_t fovea_draco_components(const fovea_draco_mesh *mesh, uint32_t unique_id) {
  const draco::PointAttribute *attribute = mesh->mesh->GetAttributeByUniqueId(unique_id);
  return attribute == nullptr ? 0 : attribute->num_components();
}

// Copies through `Via`, a type that holds every value of the attribute's own and that the library
// converts to without scaling.
template <typename Via>
static int copy_values(const draco::PointAttribute &attribute, uint32_t points, float *out_values) {
  const uint8_t components = attribute.num_components();
  Via entry[UINT8_MAX];
  for (uint32_t i = 0; i < points; i++) {
    const draco::PointIndex point(i);
    if (!attribute.is_mapping_identity() && i >= attribute.indices_map_size()) return 0;
    const draco::AttributeValueIndex index = attribute.mapped_index(point);
    if (index.value() >= attribute.size()) return 0;
    if (!attribute.ConvertValue<Via>(index, static_cast<int8_t>(components), entry)) return 0;
    for (uint8_t c = 0; c < components; c++) {
      out_values[size_t(i) * components + c] = static_cast<float>(entry[c]);
    }
  }
  return 1;
}

int fovea_draco_values(const fovea_draco_mesh *mesh, uint32_t unique_id, float *out_values,
                       size_t capacity) {
  const draco::PointAttribute *attribute = mesh->mesh->GetAttributeByUniqueId(unique_id);
  if (attribute == nullptr) return 0;
  const uint32_t points = mesh->mesh->num_points();
  const uint8_t components = attribute->num_components();
  if (components == 0 || components > INT8_MAX || capacity / components < points) return 0;
  return draco::IsDataTypeIntegral(attribute->data_type())
             ? copy_values<int64_t>(*attribute, points, out_values)
             : copy_values<float>(*attribute, points, out_values);
}
