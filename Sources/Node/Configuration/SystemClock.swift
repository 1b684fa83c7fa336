public import Federation
import Foundation

/// What the system's clock says: the one place that asks it.
public func systemClock() -> Timestamp {
    Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
}
