import Testing
import Web

@Suite struct `The reach of an address` {
    @Test(arguments: [
        ("tcp://127.0.0.1:7400", Reach.machine), ("http://localhost:8080", .machine),
        ("http://LOCALHOST:8080", .machine), ("http://[::1]:8080/sign-in/abc", .machine),
        ("tcp://0.0.0.0:7400", .machine), ("tcp://[::]:7400", .machine),
        ("tcp://vm:7400", .network), ("tcp://laptop.local:7400", .network),
        ("tcp://192.168.1.4:7400", .network), ("tcp://10.1.2.3:7400", .network),
        ("tcp://172.16.0.1:7400", .network), ("tcp://172.31.0.1:7400", .network),
        ("tcp://100.64.0.1:7400", .network), ("tcp://[fe80::1]:7400", .network),
        ("tcp://[fd12::1]:7400", .network), ("", .network),
        ("tcp://172.32.0.1:7400", .anywhere), ("tcp://192.169.1.4:7400", .anywhere),
        ("tcp://harbour.example:7400", .anywhere), ("https://harbour.example", .anywhere),
        ("tcp://harbour.example.:7400", .anywhere), ("tcp://[2001:db8::1]:7400", .anywhere),
        ("tcp://127.0.0.1.evil.example:1", .anywhere), ("tcp://fd.example:7400", .anywhere),
    ])
    func `is told by its host`(address: String, reach: Reach) {
        #expect(Reach(of: address) == reach)
    }
}
