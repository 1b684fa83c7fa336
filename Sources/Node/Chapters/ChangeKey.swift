import Chapter
import Federation
import Feeds
import GRDB
import Sodium
import Web

extension Chapter {
    /// Hands the chapter's feed over to a new key, without the root key.
    ///
    /// The new key is on the disk before the event that brings it is written, and the old one is
    /// removed after that is committed, so an interrupted attempt leaves one that is in force.
    func changeFeedKey(in directory: DataDirectory, at now: Timestamp) async throws
        -> Result<KeyChangeAnswer, Refusal>
    {
        let changed = try await feeds.database.write { [feeds] db in
            try feeds.changeKey(at: now, in: db) { certificate, key in
                try ChapterKeys.keep(key, certificate, in: directory)
            }
        }
        switch changed {
        case .failure(let refusal): return .failure(Refusal(refusal))
        case .success(let certificate):
            try directory.removeRetiredKeys(of: certificate)
            let changes = certificate.keys.changes.count
            return .success(
                KeyChangeAnswer(
                    chapterID: certificate.chapter.description, epoch: certificate.epoch,
                    seq: certificate.keys.changes.last?.seq ?? 0,
                    left: Limits.keyChanges - changes))
        }
    }
}

extension Refusal {
    /// Why the key was not changed, in words.
    init(_ refusal: KeyChangeRefusal) {
        switch refusal {
        case .mayNotWrite:
            self.init(
                .conflict,
                "This chapter may not write now, so its key was not changed. rhizome status says "
                    + "why.")
        case .nothingWritten:
            self.init(.conflict, "This chapter has written nothing yet, so its key is new.")
        case .tooOften:
            self.init(
                .conflict,
                "The key was changed as often as it can be without the root key. Stop the node, "
                    + "and say: rhizome feed renew --root-key FILE.")
        }
    }
}
