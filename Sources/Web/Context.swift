public import Chapter
import Foundation
public import Hummingbird

/// What is known about a request besides its bytes.
public struct Context: RequestContext {
    /// What the router keeps.
    public var coreContext: CoreRequestContextStorage
    /// Who asks: a visitor until the request proves otherwise.
    public var viewer: Viewer
    /// From where they act: another program, unless it is a browser or the command line.
    public var origin = ActOrigin.api
    /// What pages say, in the viewer's language.
    var words: Wording
    /// What every page says of the chapter and of the viewer.
    var facts: ViewerFacts?
    /// What was just done, to be said once.
    var notice: Notice?
    /// The address that the request came from, without its port; nil over the control socket.
    public let address: String?

    /// Makes the context of a request that has just come in.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        viewer = .visitor
        words = Wording(
            language: .english, zone: .gmt, messages: [:], sentences: Sentences())
        address = source.channel.remoteAddress?.ipAddress
    }

    /// How many bytes of JSON a request may carry.
    ///
    /// A post of a group is at most some kilobytes; only lists to import are larger, and those are
    /// not decoded from memory.
    public var maxUploadSize: Int { 64 * 1024 }
}
