import SwiftProtobuf

/// The name and kind under which linked chapters know a chapter.
public struct ChapterProfile: Hashable, Sendable {
    /// The chapter's name.
    public let name: String
    /// What kind of group it is, such as `tenants-union`; chooses words and presets.
    public let profile: String

    /// A profile of one's own.
    ///
    /// The name is 1 to 200 bytes.
    public init(name: String, profile: String) {
        self.name = name
        self.profile = profile
    }

    /// The payload of a `chapterDescribed` event.
    public var payload: [UInt8] {
        var wire = WireChapterDescribed()
        wire.name = name
        wire.profile = profile
        return wire.encoded
    }

    /// Reads the payload of a `chapterDescribed` event; nil when it is outside the limits.
    public init?(payload: [UInt8]) {
        guard let wire = try? WireChapterDescribed(serializedBytes: payload) else { return nil }
        self.init(received: wire.name, wire.profile)
    }

    /// Takes a received name and profile; nil when they are outside the limits.
    init?(received name: String, _ profile: String) {
        guard Self.isName(name), profile.utf8.count <= 40 else { return nil }
        self.init(name: name, profile: profile)
    }

    /// Whether a text can be a chapter's name: 1 to 200 bytes without control characters.
    public static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= Limits.nameBytes
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
