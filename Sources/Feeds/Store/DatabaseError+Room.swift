public import GRDB

extension DatabaseError {
    /// Whether the disk had no room; the transaction left no trace.
    public var isLackOfRoom: Bool { resultCode == .SQLITE_FULL }

    /// Whether the disk could not be written or read for another reason than lack of room.
    public var isDiskFault: Bool {
        resultCode == .SQLITE_IOERR || resultCode == .SQLITE_READONLY
    }
}
