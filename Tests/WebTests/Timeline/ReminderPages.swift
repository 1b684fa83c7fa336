import Chapter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct `Reminders of tasks on pages` {
    @Test func `a day is entered, refused in words, shown, and stands in my day`() async throws {
        let harbour = try TestChapter.make()
        let id = try #require(
            try await harbour.viewer(.alice, roles: [.coordinator]).memberID)
        let alice = try await PeopleBrowser(harbour, as: id)
        let form = try await alice.open("/tasks/add")
        #expect(form.html.contains("name=\"remind\" type=\"date\""))
        let wrong = try await alice.send(
            "/tasks/add",
            [
                "summary": "Renew the hall", "due": "2026-05-20", "remind": "2026-05-21",
                "assignee": "\(id)",
            ])
        #expect(wrong.status == 422)
        #expect(wrong.html.contains("It would remind after the day"))
        #expect(wrong.html.contains("value=\"2026-05-21\""))
        let added = try await alice.send(
            "/tasks/add",
            [
                "summary": "Renew the hall", "due": "2026-05-20", "remind": "2026-04-30",
                "assignee": "\(id)",
            ])
        let page = try await alice.open(try #require(added.location))
        #expect(page.html.contains("<dt>Remind on</dt><dd>30 April 2026</dd>"))
        let day = try await alice.open("/my-day")
        #expect(day.html.contains("<h2>To be reminded of today</h2>"))
        #expect(day.html.contains("Renew the hall"))
        let home = try await alice.open("/")
        #expect(home.html.contains("A reminder of one task"))
        let task = try #require(page.html.firstMatch(of: /tasks\/(\d+)\/change/)).output.1
        let change = try await alice.open("/tasks/\(task)/change")
        #expect(change.html.contains("value=\"2026-04-30\""))
        _ = try await alice.send(
            "/tasks/\(task)/change",
            ["summary": "Renew the hall", "version": "1", "due": "2026-05-20", "remind": ""])
        let history = try await alice.open("/tasks/\(task)")
        #expect(history.html.contains("the day on which it reminds"))
    }

    @Test func `other programs write and read it`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let added = try await client.ask(
            .post, "tasks", #"{"summary": "Call", "remind": "2026-05-03"}"#)
        let id = try added.decoded(InteractionIDAnswer.self).interactionID
        let read = try await client.ask(.get, "tasks/\(id)").decoded(InteractionAnswer.self)
        #expect(read.remind == "2026-05-03")
        let late = try await client.ask(.patch, "tasks/\(id)", #"{"due": "2026-05-02"}"#)
        #expect(late.status == 422)
        _ = try await client.ask(.patch, "tasks/\(id)", #"{"remind": ""}"#)
        let none = try await client.ask(.get, "tasks/\(id)").decoded(InteractionAnswer.self)
        #expect(none.remind == nil)
    }
}
