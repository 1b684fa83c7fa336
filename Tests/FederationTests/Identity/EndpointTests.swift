import Federation
import Testing

@Suite struct `An endpoint` {
    @Test(arguments: [
        "tcp://example.org:7001", "tcp://192.0.2.1:1", "tcp://[2001:db8::1]:65535",
        "tcp://localhost:80",
    ])
    func `is a host and a port`(text: String) {
        #expect(NodeRecord.isEndpoint(text))
    }

    /// `tcp://80` has its only colon before the host: reading on from there once ended the process.
    @Test(arguments: [
        "", "tcp:", "tcp:/", "tcp://", "tcp://:", "tcp://80", "tcp:80", "tcp://:80",
        "tcp://example.org", "tcp://example.org:", "tcp://example.org:0",
        "tcp://example.org:65536", "tcp://example.org:+80", "tcp://example.org:-1",
        "tcp://example.org:8 0", "tcp://exa mple.org:80", "tcp://example.org/:80",
        "tcp://192.0.2.1:0;192.0.2.2:80", "ipc:///tmp/x:1", "TCP://example.org:80",
        "tcp://example.org:٨٠",
    ])
    func `is refused when it is anything else`(text: String) {
        #expect(!NodeRecord.isEndpoint(text))
    }

    @Test func `has at most 255 bytes`() {
        let host = String(repeating: "h", count: 244)
        #expect(NodeRecord.isEndpoint("tcp://\(host):7001"))
        #expect(!NodeRecord.isEndpoint("tcp://\(host)h:7001"))
    }
}

@Suite struct `A chapter's name` {
    @Test(arguments: [
        "Harbour Tenants", "O'Brien & <b>Sons</b>", "اتحاد المستأجرين", "e\u{301}quipe",
        "Robert\"); DROP TABLE chapter;--",
    ])
    func `is only text`(name: String) throws {
        let payload = ChapterProfile(name: name, profile: "tenants-union").payload
        #expect(ChapterProfile(payload: payload)?.name == name)
    }

    @Test(arguments: ["", "a\nb", "a\u{0}b", "a\u{7F}b", "a\u{9F}b"])
    func `has 1 to 200 bytes and no control characters`(name: String) {
        #expect(!ChapterProfile.isName(name))
        #expect(ChapterProfile(payload: ChapterProfile(name: name, profile: "").payload) == nil)
    }
}
