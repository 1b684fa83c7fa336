import Chapter
import Federation
import HTTPTypes
import TestSupport
import Testing
import Web

@Suite struct `Meetings over the API` {
    private let assembly =
        #"""
        {"title": "Assembly", "start": "2026-06-01T18:00+02:00", "end": "2026-06-01T20:00+02:00",
         "place": "Hall", "agenda": "Rent", "audience": "linked"}
        """#

    @Test func `are planned, listed, changed, counted and cancelled`() async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let (alice, _) = try await harbour.member("Alice")
        let planned = try await client.ask(.post, "meetings", assembly)
        #expect(planned.status == 201)
        let id = try planned.decoded(MeetingIDAnswer.self).meetingID
        let list = try await client.ask(.get, "meetings?when=upcoming").decoded(
            [MeetingAnswer].self)
        #expect(list.map(\.meetingID) == [id])
        #expect(list.first?.start.description == "2026-06-01T18:00:00+02:00")
        #expect(list.first?.headCount == nil)
        let moved = try await client.ask(.patch, "meetings/\(id)", #"{"place": "Park"}"#)
        #expect(moved.status == 200)
        let detail = try await client.ask(.get, "meetings/\(id)").decoded(MeetingDetailAnswer.self)
        #expect(detail.meeting.place == "Park")
        #expect(detail.meeting.title == "Assembly")
        #expect(detail.agenda == "Rent")
        let stale = try await client.ask(
            .patch, "meetings/\(id)", #"{"place": "Hall", "version": 1}"#)
        #expect(stale.status == 409)
        let came = try await client.ask(
            .post, "meetings/\(id)/attendance",
            #"{"memberID": "\#(alice)", "arrived": "2026-06-01T18:05+02:00"}"#)
        #expect(came.status == 200)
        let guest = try await client.ask(
            .post, "meetings/\(id)/attendance", #"{"guest": "Eve"}"#)
        #expect(guest.status == 200)
        let counted = try await client.ask(.put, "meetings/\(id)/head-count")
        #expect(try counted.decoded(HeadCountAnswer.self).headCount == 2)
        let cancelled = try await client.ask(
            .post, "meetings/\(id)/cancellation", #"{"reason": "rain"}"#)
        #expect(cancelled.status == 200)
        let after = try await client.ask(.get, "meetings").decoded([MeetingAnswer].self)
        #expect(after.first?.cancelled == true)
        #expect(after.first?.reason == "rain")
    }

    @Test func `a member answers, and sees no names of who came`() async throws {
        let harbour = try TestChapter.make()
        let (_, token) = try await harbour.member("Alice")
        let id = try await harbour.client(.control).ask(.post, "meetings", assembly)
            .decoded(MeetingIDAnswer.self).meetingID
        let client = harbour.client()
        let answered = try await client.ask(
            .post, "meetings/\(id)/rsvp", #"{"answer": "yes"}"#, token: token)
        #expect(answered.status == 200)
        let detail = try await client.ask(.get, "meetings/\(id)", token: token)
            .decoded(MeetingDetailAnswer.self)
        #expect(detail.ownAnswer == "yes")
        #expect(detail.attendance == nil)
        let wrong = try await client.ask(
            .post, "meetings/\(id)/rsvp", #"{"answer": "perhaps"}"#, token: token)
        #expect(wrong.status == 422)
        let keeper = try await harbour.client(.control).ask(
            .post, "meetings/\(id)/rsvp", #"{"answer": "yes"}"#)
        #expect(keeper.status == 403)
        let visitor = try await client.ask(.get, "meetings/\(id)")
        #expect(visitor.status == 404)
    }

    @Test(arguments: [
        (#"{"memberID": "1", "guest": "Eve"}"#, 422), (#"{}"#, 422), (#"{"memberID": "99"}"#, 404),
        (#"{"guest": ""}"#, 422),
    ])
    func `attendance names one person`(body: String, status: Int) async throws {
        let harbour = try TestChapter.make()
        let client = harbour.client(.control)
        let id = try await client.ask(.post, "meetings", assembly)
            .decoded(MeetingIDAnswer.self).meetingID
        let answer = try await client.ask(.post, "meetings/\(id)/attendance", body)
        #expect(answer.status == status, "\(answer.text)")
    }
}
