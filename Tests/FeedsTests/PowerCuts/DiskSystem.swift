import Foundation
import GRDBSQLite
import Synchronization

/// Lets SQLite read and write virtual disks: paths below `/virtual-disk/NUMBER/` are on them, all
/// others are left to the operating system.
enum DiskSystem {
    private static let prefix = "/virtual-disk/"
    private static let disks = Mutex<(next: Int, disks: [Int: VirtualDisk])>((1, [:]))

    /// Gives a disk a path, and SQLite the means to reach it.
    static func mount(_ disk: VirtualDisk) -> String {
        _ = registered
        return disks.withLock { state in
            defer { state.next += 1 }
            state.disks[state.next] = disk
            return "\(prefix)\(state.next)/chapter.sqlite"
        }
    }

    /// Forgets a disk.
    static func unmount(_ path: String) {
        guard let number = number(in: path) else { return }
        disks.withLock { $0.disks[number] = nil }
    }

    private static func number(in path: String) -> Int? {
        guard path.hasPrefix(prefix) else { return nil }
        return path.dropFirst(prefix.count).split(separator: "/").first.flatMap { Int($0) }
    }

    /// The disk and the file that a path names; nil for the operating system's own files.
    fileprivate static func find(_ name: UnsafePointer<CChar>?) -> (VirtualDisk, String)? {
        guard let name else { return nil }
        let path = String(cString: name)
        guard let number = number(in: path),
            let disk = disks.withLock({ $0.disks[number] })
        else { return nil }
        return (disk, String(path.split(separator: "/").last ?? ""))
    }

    nonisolated(unsafe) fileprivate static let host = sqlite3_vfs_find(nil)

    /// Registered once, as what SQLite asks first.
    private static let registered: Bool = {
        guard let host else { return false }
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        vfs.initialize(to: host.pointee)
        vfs.pointee.zName = UnsafePointer(strdup("virtual-disks"))
        vfs.pointee.pNext = nil
        vfs.pointee.xOpen = { _, name, file, flags, outFlags in
            guard let (disk, path) = DiskSystem.find(name), let file else {
                return DiskSystem.host?.pointee.xOpen(DiskSystem.host, name, file, flags, outFlags)
                    ?? SQLITE_ERROR
            }
            if disk.bytes(of: path) == nil { disk.take(.truncate(file: path, size: 0)) }
            let handle = Unmanaged.passRetained(DiskFile(disk: disk, path: path)).toOpaque()
            UnsafeMutableRawPointer(file).storeBytes(
                of: handle, toByteOffset: DiskFile.offset, as: UnsafeMutableRawPointer.self)
            file.pointee.pMethods = UnsafePointer(DiskFile.methods)
            outFlags?.pointee = flags
            return SQLITE_OK
        }
        vfs.pointee.xDelete = { _, name, syncs in
            guard let (disk, path) = DiskSystem.find(name) else {
                return DiskSystem.host?.pointee.xDelete(DiskSystem.host, name, syncs)
                    ?? SQLITE_ERROR
            }
            disk.take(.remove(file: path))
            return SQLITE_OK
        }
        vfs.pointee.xAccess = { _, name, flags, result in
            guard let (disk, path) = DiskSystem.find(name) else {
                return DiskSystem.host?.pointee.xAccess(DiskSystem.host, name, flags, result)
                    ?? SQLITE_ERROR
            }
            result?.pointee = disk.bytes(of: path) == nil ? 0 : 1
            return SQLITE_OK
        }
        vfs.pointee.xFullPathname = { _, name, count, result in
            guard DiskSystem.find(name) != nil, let name, let result, strlen(name) < count else {
                return DiskSystem.host?.pointee.xFullPathname(DiskSystem.host, name, count, result)
                    ?? SQLITE_ERROR
            }
            strcpy(result, name)
            return SQLITE_OK
        }
        return sqlite3_vfs_register(vfs, 1) == SQLITE_OK
    }()
}

/// One open file of a virtual disk.
private final class DiskFile: Sendable {
    let disk: VirtualDisk
    let path: String

    init(disk: VirtualDisk, path: String) {
        self.disk = disk
        self.path = path
    }

    /// Where it stands in what SQLite keeps of a file, behind the methods.
    static let offset = MemoryLayout<sqlite3_file>.stride

    static func of(_ file: UnsafeMutablePointer<sqlite3_file>?) -> Unmanaged<DiskFile>? {
        file.map {
            .fromOpaque(
                UnsafeRawPointer($0).load(
                    fromByteOffset: offset, as: UnsafeMutableRawPointer.self))
        }
    }

    nonisolated(unsafe) static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        var all = sqlite3_io_methods()
        // Without shared memory, the log's index is kept by the one connection there is.
        all.iVersion = 1
        all.xClose = { file in
            DiskFile.of(file)?.release()
            return SQLITE_OK
        }
        all.xRead = { file, buffer, count, offset in
            guard let it = DiskFile.of(file)?.takeUnretainedValue(), let buffer else {
                return SQLITE_IOERR
            }
            let content = it.disk.bytes(of: it.path) ?? []
            let start = min(Int(offset), content.count)
            let part = content[start..<min(content.count, start + Int(count))]
            buffer.initializeMemory(as: UInt8.self, repeating: 0, count: Int(count))
            part.withUnsafeBytes { bytes in
                if let base = bytes.baseAddress {
                    buffer.copyMemory(from: base, byteCount: bytes.count)
                }
            }
            return part.count == Int(count) ? SQLITE_OK : SQLITE_IOERR | (2 << 8)
        }
        all.xWrite = { file, buffer, count, offset in
            guard let it = DiskFile.of(file)?.takeUnretainedValue(), let buffer else {
                return SQLITE_IOERR
            }
            let bytes = Array(UnsafeRawBufferPointer(start: buffer, count: Int(count)))
            it.disk.take(.write(file: it.path, offset: Int(offset), bytes: bytes))
            return SQLITE_OK
        }
        all.xTruncate = { file, size in
            guard let it = DiskFile.of(file)?.takeUnretainedValue() else { return SQLITE_IOERR }
            it.disk.take(.truncate(file: it.path, size: Int(size)))
            return SQLITE_OK
        }
        all.xSync = { file, flags in
            guard let it = DiskFile.of(file)?.takeUnretainedValue() else { return SQLITE_IOERR }
            it.disk.take(.sync(file: it.path))
            return SQLITE_OK
        }
        all.xFileSize = { file, size in
            guard let it = DiskFile.of(file)?.takeUnretainedValue() else { return SQLITE_IOERR }
            size?.pointee = sqlite3_int64(it.disk.bytes(of: it.path)?.count ?? 0)
            return SQLITE_OK
        }
        all.xLock = { _, _ in SQLITE_OK }
        all.xUnlock = { _, _ in SQLITE_OK }
        all.xCheckReservedLock = { _, result in
            result?.pointee = 0
            return SQLITE_OK
        }
        all.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
        all.xSectorSize = { _ in 512 }
        all.xDeviceCharacteristics = { _ in 0 }
        methods.initialize(to: all)
        return methods
    }()
}
