import Foundation

/// One TCP connection of libzmq, known by its descriptor and by both of its addresses.
///
/// libzmq cannot end a connection that others made. The system can: the connection is shut down
/// under libzmq, which then takes it for one that the other end closed.
struct TCPConnection: Equatable {
    private let descriptor: CInt
    private let addresses: [UInt8]

    /// Looks a descriptor up; nil if it is no connection now.
    init?(_ descriptor: CInt) {
        guard let near = Self.address(descriptor, getsockname),
            let far = Self.address(descriptor, getpeername)
        else { return nil }
        self.descriptor = descriptor
        addresses = near + far
    }

    /// Ends it, unless the descriptor belongs to another connection by now.
    func end() {
        guard TCPConnection(descriptor) == self else { return }
        shutdown(descriptor, CInt(SHUT_RDWR))
    }

    private static func address(
        _ descriptor: CInt,
        _ name: (CInt, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> CInt
    ) -> [UInt8]? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let found = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                name(descriptor, $0, &length) == 0
            }
        }
        guard found else { return nil }
        return withUnsafeBytes(of: storage) { Array($0.prefix(Int(length))) }
    }
}
