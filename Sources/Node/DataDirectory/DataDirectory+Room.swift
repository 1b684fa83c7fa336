import Chapter
import Federation
import Foundation

extension DataDirectory {
    /// With fewer bytes than this left, a write may fail before it is whole.
    static let leastRoom: UInt64 = 4 << 20

    /// A sentence for the operator when the disk is full or nearly so; nil while there is room.
    var roomWarning: String? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let room = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        guard room < Self.leastRoom else { return nil }
        return "The disk of \(path) is full: \(room / 1024) KB are left. Everything that was kept "
            + "can be read, but nothing new may be kept until there is room again."
    }

    /// Takes away lists and archives that were on their way when the last node was cut off, and
    /// lists that nobody came back to.
    ///
    /// The caller holds the directory's lock.
    func removeAbandonedLists(at now: Timestamp) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: imports)) ?? []
        let oldest = Double((now + (-UploadedList.patience)).milliseconds) / 1000
        for name in names {
            let path = imports + "/" + name
            let changed =
                (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate]
                as? Date
            let isOld = changed.map { $0.timeIntervalSince1970 < oldest } ?? false
            let wasOnItsWay = name.hasSuffix(".csv") || name.hasSuffix(".archive")
            if wasOnItsWay || name.hasSuffix(".list") && isOld { unlink(path) }
        }
    }
}
