import Testing
import Transport

@testable import Gossip

@Suite struct `An endpoint in a node record` {
    @Test(arguments: [
        "tcp://127.0.0.1:7400", "tcp://node.example.org:1", "tcp://[2001:db8::1]:65535",
    ])
    func `can be dialled`(text: String) throws {
        let endpoint = try #require(Endpoint(record: text))
        #expect("tcp://\(endpoint)" == text)
    }

    @Test func `is the machine's name for a node that listens on all addresses`() throws {
        for host in ["0.0.0.0", "::"] {
            let endpoint = try #require(Endpoint(host: host, port: 7400))
            #expect(endpoint.record(onAllAddressesAs: "office") == "tcp://office:7400")
        }
        let one = try #require(Endpoint(host: "192.0.2.1", port: 7400))
        #expect(one.record(onAllAddressesAs: "office") == "tcp://192.0.2.1:7400")
    }

    @Test(arguments: [
        "", "tcp://", "127.0.0.1:7400", "tcp://host", "tcp://host:0", "tcp://host:70000",
        "ipc:///var/run/socket:1", "tcp://a b:1", "tcp://host:1;tcp://other:2", "tcp://höst:1",
        "udp://host:1",
    ])
    func `is passed over when it is anything else`(text: String) {
        #expect(Endpoint(record: text) == nil)
    }
}
