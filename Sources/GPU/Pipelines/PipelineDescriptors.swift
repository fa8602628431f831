package struct VertexAttribute: Sendable {
  package var location: Int
  package var format: Format
  package var offset: Int

  package init(location: Int, format: Format, offset: Int) {
    self.location = location
    self.format = format
    self.offset = offset
  }
}

/// One vertex buffer binding; its index is its place in the pipeline's list.
package struct VertexBufferLayout: Sendable {
  /// Bytes from one vertex, or instance, to the next.
  package var stride: Int
  package var perInstance: Bool
  package var attributes: [VertexAttribute]

  package init(stride: Int, perInstance: Bool = false, attributes: [VertexAttribute]) {
    self.stride = stride
    self.perInstance = perInstance
    self.attributes = attributes
  }
}

package enum BlendMode: Sendable {
  case none
  /// Straight alpha: `src.rgb * src.a + dst.rgb * (1 - src.a)`.
  case alpha
  /// Premultiplied alpha: `src.rgb + dst.rgb * (1 - src.a)`.
  case premultiplied
  /// A sum: `src + dst`.
  case add
}

package enum Topology: Sendable {
  case triangles, triangleStrip, lines
}

/// A graphics pipeline for dynamic rendering. Viewport, scissor, cull mode and front face are set
/// while recording; everything else is fixed here.
package struct GraphicsPipelineDescriptor: Sendable {
  package var name: String
  /// SPIR-V as hexadecimal text, as `EmbeddedShaders` holds it.
  package var vertex: StaticString
  /// Nil writes depth alone.
  package var fragment: StaticString?
  package var vertexBuffers: [VertexBufferLayout]
  package var colorFormats: [Format]
  package var depthFormat: Format?
  package var samples: Int
  /// The views of multiview rendering, one bit each; 0 is no multiview.
  package var viewMask: UInt32
  /// Nil switches the depth test, and with it depth writes, off.
  package var depthTest: CompareOperation?
  package var depthWrite: Bool
  package var blend: BlendMode
  package var depthBias: (constant: Float, slope: Float)?
  package var depthClamp: Bool
  package var colorWrite: Bool
  package var topology: Topology
  /// Multisample coverage from the fragment's alpha.
  package var alphaToCoverage: Bool
  /// The kind of the pass' rate attachment.
  package var rates: RateKind?
  /// Values of the specialization constants 0, 1, 2…, for all stages.
  package var specialization: [UInt32]

  package init(
    name: String, vertex: StaticString, fragment: StaticString?,
    vertexBuffers: [VertexBufferLayout] = [], colorFormats: [Format] = [],
    depthFormat: Format? = nil, samples: Int = 1, viewMask: UInt32 = 0,
    depthTest: CompareOperation? = nil, depthWrite: Bool = true, blend: BlendMode = .none,
    depthBias: (constant: Float, slope: Float)? = nil, depthClamp: Bool = false,
    colorWrite: Bool = true, topology: Topology = .triangles, alphaToCoverage: Bool = false,
    rates: RateKind? = nil, specialization: [UInt32] = []
  ) {
    self.name = name
    self.vertex = vertex
    self.fragment = fragment
    self.vertexBuffers = vertexBuffers
    self.colorFormats = colorFormats
    self.depthFormat = depthFormat
    self.samples = samples
    self.viewMask = viewMask
    self.depthTest = depthTest
    self.depthWrite = depthWrite
    self.blend = blend
    self.depthBias = depthBias
    self.depthClamp = depthClamp
    self.colorWrite = colorWrite
    self.topology = topology
    self.alphaToCoverage = alphaToCoverage
    self.rates = rates
    self.specialization = specialization
  }
}

/// A compute pipeline; see `GraphicsPipelineDescriptor` for the shader's form.
package struct ComputePipelineDescriptor: Sendable {
  package var name: String
  package var shader: StaticString
  package var specialization: [UInt32]

  package init(name: String, shader: StaticString, specialization: [UInt32] = []) {
    self.name = name
    self.shader = shader
    self.specialization = specialization
  }
}
