import ArgumentParser
import Foundation
import Node
import TestSupport
import Testing
import Web

@testable import rhizome

@Suite struct `Advice with an answer` {
    private func invited(_ address: String) throws -> String {
        let command = try #require(Rhizome.parseAsRoot(["link", "invite"]) as? LinkInvite)
        return command.words(
            InvitationAnswer(
                invitation: "rhizome-invitation:AAAA", expires: Moment(.noon), address: address))
    }

    @Test func `an invitation names its address, and warns where others do not get there`() throws {
        let good = try invited("tcp://harbour.example:7400")
        #expect(good.contains("It leads them to tcp://harbour.example:7400."))
        #expect(!good.contains("Warning"))
        for address in ["tcp://vm:7400", "tcp://127.0.0.1:7400"] {
            let doubtful = try invited(address)
            #expect(doubtful.contains(address))
            #expect(doubtful.contains("Warning"))
            #expect(doubtful.contains("--public-endpoint tcp://NAME:PORT"))
        }
    }

    @Test(arguments: [("http://127.0.0.1:8080", true), ("https://harbour.example", false)])
    func `a sign-in link says where it opens`(origin: String, isOnlyHere: Bool) throws {
        let command = try #require(
            Rhizome.parseAsRoot(["member", "sign-in", "7"]) as? MemberSignIn)
        let words = command.words(
            SignInAnswer(url: origin + "/sign-in/ab", expires: Moment(.noon)))
        #expect(words.contains("this machine alone") == isOnlyHere)
    }

    @Test func `a program without its folders says which, and where they belong`() throws {
        let parent = try TemporaryDirectory()
        let folder = URL(fileURLWithPath: parent.path)
        let failure = try #require(throws: Failure.self) {
            try ProgramFolder.check(beside: folder)
        }
        #expect("\(failure)".contains("Rhizome_Web.resources"))
        #expect("\(failure)".contains(parent.path))
        for name in ProgramFolder.resources {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: false)
        }
        #expect(throws: Never.self) { try ProgramFolder.check(beside: folder) }
    }
}
