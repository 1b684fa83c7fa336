public import GRDB

extension DatabaseError {
    /// Whether the disk had no room or could not be written; the transaction left no trace.
    public var isLackOfRoom: Bool {
        switch resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY: true
        default: false
        }
    }
}
