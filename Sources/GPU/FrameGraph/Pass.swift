package import Numerics

/// Shader stages that touch a resource.
package struct Stages: OptionSet, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let vertex = Stages(rawValue: 1 << 0)
  package static let fragment = Stages(rawValue: 1 << 1)
  package static let compute = Stages(rawValue: 1 << 2)
}

/// What a pass does with a resource.
package enum ResourceUse: Sendable {
  case sampled(Stages)
  case storageRead(Stages)
  case storageWrite(Stages)
  case storageReadWrite(Stages)
  case indirect
  case vertexBuffer
  case indexBuffer
  case transferRead
  case transferWrite
}

/// A declared use of an image or buffer by a pass, besides its attachments.
package struct PassUse: Sendable {
  enum Resource {
    case image(ImageHandle)
    case buffer(BufferHandle)
  }
  let resource: Resource
  let use: ResourceUse

  /// The image, when shaders reach it through the bindless arrays.
  var bindlessImage: ImageHandle? {
    guard case .image(let image) = resource else { return nil }
    switch use {
    case .sampled, .storageRead, .storageWrite, .storageReadWrite: return image
    default: return nil
    }
  }

  package static func image(_ image: ImageHandle, _ use: ResourceUse) -> PassUse {
    PassUse(resource: .image(image), use: use)
  }

  package static func buffer(_ buffer: BufferHandle, _ use: ResourceUse) -> PassUse {
    PassUse(resource: .buffer(buffer), use: use)
  }
}

package struct ColorAttachment: Sendable {
  package enum Load: Sendable {
    case clear(Float4)
    case load
    case discard
  }
  package var image: ImageHandle
  /// One layer of the image; nil takes all, as multiview needs it.
  package var layer: Int?
  package var load: Load
  package var store: Bool
  /// Receives the average of the samples.
  package var resolve: ImageHandle?

  package init(
    image: ImageHandle, layer: Int? = nil, load: Load, store: Bool = true,
    resolve: ImageHandle? = nil
  ) {
    self.image = image
    self.layer = layer
    self.load = load
    self.store = store
    self.resolve = resolve
  }
}

package struct DepthAttachment: Sendable {
  package enum DepthLoad: Sendable {
    case clear(Float)
    case load
    case discard
  }
  package var image: ImageHandle
  /// One layer of the image; nil takes all, as multiview needs it.
  package var layer: Int?
  package var load: DepthLoad
  package var store: Bool
  /// The pass tests but never writes, and may sample the image at the same time.
  package var readOnly: Bool
  /// Receives the depth of each pixel's first sample, the one way that every device has.
  package var resolve: ImageHandle?

  package init(
    image: ImageHandle, layer: Int? = nil, load: DepthLoad, store: Bool = true,
    readOnly: Bool = false, resolve: ImageHandle? = nil
  ) {
    self.image = image
    self.layer = layer
    self.load = load
    self.store = store
    self.readOnly = readOnly
    self.resolve = resolve
  }
}

/// A pass of a frame graph. One without attachments is a compute or transfer pass.
package struct PassDescriptor {
  package var name: StaticString
  package var color: [ColorAttachment]
  package var depth: DepthAttachment?
  /// How finely regions are shaded; nil shades every pixel. Pipelines of the pass say the same kind.
  package var rates: RateAttachment?
  package var viewMask: UInt32
  package var uses: [PassUse]
  /// Asked each frame for the part of the attachments that is drawn, in pixels from the upper left
  /// corner; nothing outside is cleared, drawn or resolved. Nil is all.
  package var area: (() -> (width: Int, height: Int))?

  package init(
    name: StaticString, color: [ColorAttachment] = [], depth: DepthAttachment? = nil,
    rates: RateAttachment? = nil, viewMask: UInt32 = 0, uses: [PassUse] = [],
    area: (() -> (width: Int, height: Int))? = nil
  ) {
    self.name = name
    self.color = color
    self.depth = depth
    self.rates = rates
    self.viewMask = viewMask
    self.uses = uses
    self.area = area
  }
}

/// What the device counted while a pass rendered; all zero for other passes and where it cannot count.
package struct PassStatistics: Equatable, Sendable {
  /// Vertex shader invocations.
  package var vertices: UInt64 = 0
  /// Primitives that reached clipping.
  package var primitivesIn: UInt64 = 0
  /// Primitives that left clipping.
  package var primitivesOut: UInt64 = 0
  /// Fragment shader invocations, over all views.
  package var fragments: UInt64 = 0

  package init() {}
}

/// When a pass ran and what it did, for the newest finished frame.
package struct PassTiming: Sendable {
  /// Device clock in nanoseconds; only differences have a meaning.
  package var gpuStart_ns: UInt64 = 0
  package var gpuEnd_ns: UInt64 = 0
  /// Time to record the pass on the frame thread, in nanoseconds.
  package var cpu_ns: UInt64 = 0
  /// False when the pass was disabled in that frame.
  package var ran = false
  package var statistics = PassStatistics()
  /// The statistics were counted.
  var counted = false

  package init() {}
}
