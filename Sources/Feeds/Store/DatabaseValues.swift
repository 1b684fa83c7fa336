public import Federation
import Foundation
public import GRDB
public import Sodium

extension Bytes32: DatabaseValueConvertible {
    /// The bytes, as a BLOB.
    public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    /// Reads a BLOB of exactly 32 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Bytes32? {
        Data.fromDatabaseValue(value).flatMap { Bytes32($0) }
    }
}

extension ChapterID: DatabaseValueConvertible {
    /// The hash, as a BLOB.
    public var databaseValue: DatabaseValue { bytes.databaseValue }

    /// Reads a BLOB of exactly 32 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> ChapterID? {
        Bytes32.fromDatabaseValue(value).map { ChapterID($0) }
    }
}

extension EventID: DatabaseValueConvertible {
    /// The hash, as a BLOB.
    public var databaseValue: DatabaseValue { bytes.databaseValue }

    /// Reads a BLOB of exactly 32 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> EventID? {
        Bytes32.fromDatabaseValue(value).map { EventID($0) }
    }
}

extension ObjectID: DatabaseValueConvertible {
    /// The bytes, as a BLOB.
    public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    /// Reads a BLOB of exactly 16 bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> ObjectID? {
        Data.fromDatabaseValue(value).flatMap { ObjectID(bytes: Array($0)) }
    }
}
