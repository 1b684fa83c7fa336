import Foundation
import Node
import TestSupport
import Testing

@Suite struct `A data directory` {
    @Test func `is made for its owner alone, also where it was there before`() throws {
        let parent = try TemporaryDirectory()
        chmod(parent.path, 0o755)
        let directory = DataDirectory(parent.path + "/a/b")
        try directory.create()
        try DataDirectory(parent.path).create()
        for path in [directory.path, directory.keys, directory.ballots, parent.path] {
            var entry = stat()
            #expect(stat(path, &entry) == 0)
            #expect(entry.st_mode & 0o777 == 0o700, "\(path)")
        }
        // What is already there stays.
        try Data("x".utf8).write(to: URL(fileURLWithPath: directory.keys + "/root"))
        try directory.create()
        #expect(FileManager.default.fileExists(atPath: directory.keys + "/root"))
    }

    @Test func `that cannot be made is named with the reason`() throws {
        let parent = try TemporaryDirectory()
        let file = parent.path + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        let error = try #require(throws: DataDirectoryError.self) {
            try DataDirectory(file + "/data").create()
        }
        #expect("\(error)".contains(file + "/data"))
        #expect("\(error)".contains("Nothing was changed"))
    }

    @Test func `is the named one, else that of the environment, else in the home directory`() {
        #expect(DataDirectory("~/x").path == NSHomeDirectory() + "/x")
        #expect(DataDirectory("/a/../b/").path == "/b")
        #expect(DataDirectory.standard(environment: ["RHIZOME_DATA": "/c"]).path == "/c")
        let home = NSHomeDirectory() + "/.rhizome"
        #expect(DataDirectory.standard(environment: ["RHIZOME_DATA": ""]).path == home)
        #expect(DataDirectory.standard(environment: [:]).path == home)
    }
}

@Suite struct `The lock of a data directory` {
    @Test func `is refused to a second holder with the process id of the first`() throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        let held = try DataDirectoryLock(directory)
        let error = try #require(throws: DataDirectoryError.self) {
            try DataDirectoryLock(directory)
        }
        #expect(error == .inUse(path: directory.path, process: getpid()))
        #expect("\(error)".hasPrefix("\(directory.path) is in use by process \(getpid())."))
        withExtendedLifetime(held) {}
    }

    @Test func `is free again when its holder goes, whatever the file says`() throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        do { _ = try DataDirectoryLock(directory) }
        try Data("4294967295 nonsense".utf8).write(to: URL(fileURLWithPath: directory.lockFile))
        let lock = try DataDirectoryLock(directory)
        let text = try String(contentsOfFile: directory.lockFile, encoding: .utf8)
        #expect(text == "\(getpid())\n")
        withExtendedLifetime(lock) {}
    }

    @Test func `is held against another process, and is free when that is killed`() throws {
        let parent = try TemporaryDirectory()
        let directory = DataDirectory(parent.path)
        // The shell takes the lock on its own file and becomes what sleeps: one process, one holder.
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/bin/sh")
        holder.arguments = [
            "-c",
            "exec 9>>'\(directory.lockFile)'; flock -n 9; echo $$ >&9; echo held; exec sleep 60",
        ]
        let output = Pipe()
        holder.standardOutput = output
        try holder.run()
        #expect(output.fileHandleForReading.readData(ofLength: 5) == Data("held\n".utf8))
        let error = try #require(throws: DataDirectoryError.self) {
            try DataDirectoryLock(directory)
        }
        #expect(error == .inUse(path: directory.path, process: holder.processIdentifier))
        kill(holder.processIdentifier, SIGKILL)
        holder.waitUntilExit()
        #expect(throws: Never.self) { try DataDirectoryLock(directory) }
    }
}
