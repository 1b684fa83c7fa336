public import Chapter
import Federation
public import Foundation

/// What a file shows that a chapter's key has signed, or why it shows nothing.
public struct SealAnswer: Codable, Hashable, Sendable {
    /// Whether everything holds.
    public var valid: Bool
    /// Why not, in words; empty where it holds.
    public var findings: [String]
    /// The chapter whose key has signed it, 64 hexadecimal digits; null where nothing is shown.
    @Nullable public var chapterID: String?
    /// What was signed, word for word.
    @Nullable public var text: String?

    /// What checking a file of a kind gives.
    public init(_ file: Data, _ kind: ChapterSeal.Kind) {
        findings = []
        switch ChapterSeal.check(file, kind) {
        case .success(let proven):
            if kind == .membership, MembershipCertificate(proven) == nil {
                findings = [MembershipCertificate.unreadable]
            }
            valid = findings.isEmpty
            chapterID = valid ? proven.chapter.description : nil
            text = valid ? proven.text : nil
        case .failure(let fault):
            (valid, findings) = (false, [fault.sentence(of: kind)])
            (chapterID, text) = (nil, nil)
        }
    }
}
