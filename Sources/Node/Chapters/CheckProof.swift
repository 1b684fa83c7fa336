import Chapter
import Foundation
public import Web

/// Checks a file that proves what a chapter has said, by itself: no chapter is needed.
///
/// Throws in words if the file cannot be read.
public func checkProof(_ path: String) throws -> ProofAnswer {
    guard let file = FileHandle(forReadingAtPath: path) else { throw UnreadableProof(path: path) }
    defer { try? file.close() }
    guard let content = try? file.read(upToCount: ProofFile.mostBytes + 1) else {
        throw UnreadableProof(path: path)
    }
    return ProofAnswer(ProofFile.check(content))
}

/// Checks a file with what a chapter's key has signed of an agreement, by itself.
///
/// Throws in words if the file cannot be read.
public func checkSeal(_ path: String) throws -> SealAnswer {
    SealAnswer(try sealBytes(path, .agreement), .agreement)
}

/// Checks a certificate of membership, by itself.
///
/// Throws in words if the file cannot be read.
public func checkCertificate(_ path: String) throws -> SealAnswer {
    SealAnswer(try sealBytes(path, .membership), .membership)
}

/// A certificate of membership as it is sent to the chapter to which somebody comes.
///
/// Throws in words if the file cannot be read.
public func readCertificate(_ path: String) throws -> String {
    String(decoding: try sealBytes(path, .membership), as: UTF8.self)
}

private func sealBytes(_ path: String, _ kind: ChapterSeal.Kind) throws -> Data {
    guard let file = FileHandle(forReadingAtPath: path) else {
        throw UnreadableSeal(path: path, kind: kind)
    }
    defer { try? file.close() }
    guard let content = try? file.read(upToCount: kind.mostBytes + 1) else {
        throw UnreadableSeal(path: path, kind: kind)
    }
    return content
}

/// A file that is not there, or may not be read.
struct UnreadableSeal: Error, CustomStringConvertible {
    let path: String
    let kind: ChapterSeal.Kind
    var description: String {
        switch kind {
        case .agreement: "\(path) cannot be read. Name a file that agreement sign has written."
        case .membership:
            "\(path) cannot be read. Name a file that membership certificate has written."
        }
    }
}

/// A file that is not there, or may not be read.
struct UnreadableProof: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) cannot be read. Name a file that feed prove has written." }
}
