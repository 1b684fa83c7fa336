import Chapter
import Hummingbird

/// Relations, their kinds, positions, point persons and organizations.
struct RelationRoutes {
    let backend: Backend

    func add(to api: RouterGroup<Context>) {
        addTypes(to: api.group("relation-types"))
        addRelations(to: api.group("members/:member/relations"))
        addPositions(to: api.group("members/:member/positions"))
        api.put("members/:member/point-person") { request, context in
            let body = try await request.json(PointPersonBody.self, context)
            var who: MemberID?
            if let id = body.memberID {
                guard let known = MemberID(id) else { throw Refusal.notFound("contact") }
                who = known
            }
            _ = try await backend.perform(
                SetPointPerson(who, for: .these([try member(context)])), context)
            return Answer(DoneAnswer())
        }
        api.get("point-people") { _, context in
            let viewer = context.viewer
            let load = try await backend.chapter.read { db in
                try PointPersonLoad.read(in: db, for: viewer)
            }.get()
            return Answer(PointPeopleAnswer(load))
        }
        api.get("organizations") { request, context in
            let (viewer, now) = (context.viewer, backend.clock())
            let kind = request.query("kind").flatMap { ContactKind(rawValue: $0) }
            let list = OrganizationList(
                kind ?? .organization, search: request.query("search") ?? "",
                after: request.query("after"), limit: 200)
            let page = try await backend.chapter.read { db in
                try list.answer(in: db, for: viewer, at: now)
            }.get()
            return Answer(OrganizationsAnswer(page))
        }
    }

    private func addTypes(to types: RouterGroup<Context>) {
        types.get { _, context in
            let viewer = context.viewer
            let all = try await backend.chapter.read { db in
                try RelationTypeUse.all(in: db, for: viewer)
            }.get()
            return Answer(all.map(RelationTypeAnswer.init))
        }
        types.post { request, context in
            let body = try await request.json(RelationTypeBody.self, context)
            let id = try await backend.perform(AddRelationType(body.entered), context)
            return Answer(IDAnswer(id), status: .created)
        }
        types.put(":relationType") { request, context in
            let id = try context.id("relationType", "kind of relation", { Int64($0) })
            let body = try await request.json(RelationTypeBody.self, context)
            _ = try await backend.perform(ChangeRelationType(id, to: body.entered), context)
            return Answer(IDAnswer(id))
        }
        types.post(":relationType/retirement") { _, context in
            let id = try context.id("relationType", "kind of relation", { Int64($0) })
            _ = try await backend.perform(RetireRelationType(id), context)
            return Answer(IDAnswer(id))
        }
        types.delete(":relationType/retirement") { _, context in
            let id = try context.id("relationType", "kind of relation", { Int64($0) })
            _ = try await backend.perform(RetireRelationType(id, false), context)
            return Answer(IDAnswer(id))
        }
    }

    private func addRelations(to relations: RouterGroup<Context>) {
        relations.get { _, context in
            let id = try member(context)
            let (viewer, now) = (context.viewer, backend.clock())
            let groups = try await backend.chapter.read { db in
                try ContactRelations(id, limit: 1000).answer(in: db, for: viewer, at: now)
            }.get()
            return Answer(groups.flatMap(\.entries).map(RelationAnswer.init))
        }
        relations.post { request, context in
            let body = try await request.json(RelationBody.self, context)
            guard let type = body.typeID.flatMap({ Int64($0) }) else {
                throw Refusal.notFound("kind of relation")
            }
            guard let other = body.otherID.flatMap({ MemberID($0) }) else {
                throw Refusal.notFound("contact")
            }
            let done = try await backend.perform(
                AddRelation(
                    try member(context), type, body.direction ?? .forward, other,
                    startsOn: body.startsOn, endsOn: body.endsOn, note: body.note), context)
            return Answer(IDAnswer(done.id, version: done.version), status: .created)
        }
        relations.put(":relation") { request, context in
            let id = try context.id("relation", "relation", { Int64($0) })
            let body = try await request.json(RelationBody.self, context)
            let done = try await backend.perform(
                ChangeRelation(
                    id, of: try member(context), body.typeID.flatMap { Int64($0) }, body.direction,
                    startsOn: body.startsOn ?? "", endsOn: body.endsOn ?? "",
                    note: body.note ?? "", seen: try body.seen?.tie), context)
            return Answer(IDAnswer(done.id, version: done.version))
        }
        relations.post(":relation/end") { request, context in
            let id = try context.id("relation", "relation", { Int64($0) })
            let body = try await request.json(or: EndBody(), context)
            let done = try await backend.perform(
                EndRelation(id, of: try member(context), on: body.on), context)
            return Answer(IDAnswer(done.id, version: done.version))
        }
        relations.delete(":relation") { _, context in
            let id = try context.id("relation", "relation", { Int64($0) })
            let done = try await backend.perform(
                RemoveRelation(id, of: try member(context)), context)
            return Answer(IDAnswer(done.id, version: done.version))
        }
    }

    private func addPositions(to positions: RouterGroup<Context>) {
        positions.get { _, context in
            let id = try member(context)
            let (viewer, now) = (context.viewer, backend.clock())
            let all = try await backend.chapter.read { db in
                try ContactPositions.read(of: id, in: db, for: viewer, at: now)
            }.get()
            return Answer((all.held + all.there).map(PositionAnswer.init))
        }
        positions.post { request, context in
            let body = try await request.json(PositionBody.self, context)
            let done = try await backend.perform(
                GivePosition(
                    try member(context), body.title, at: try body.organization,
                    startsOn: body.startsOn, endsOn: body.endsOn, note: body.note), context)
            return Answer(IDAnswer(done.id, version: done.version), status: .created)
        }
        positions.put(":position") { request, context in
            let id = try context.id("position", "position", { Int64($0) })
            let body = try await request.json(PositionBody.self, context)
            let done = try await backend.perform(
                ChangePosition(
                    id, of: try member(context), body.title, at: try body.organization,
                    startsOn: body.startsOn ?? "", endsOn: body.endsOn ?? "",
                    note: body.note ?? "", seen: try body.seen?.tie), context)
            return Answer(IDAnswer(done.id, version: done.version))
        }
        positions.post(":position/end") { request, context in
            let id = try context.id("position", "position", { Int64($0) })
            let body = try await request.json(or: EndBody(), context)
            let done = try await backend.perform(
                EndPosition(id, of: try member(context), on: body.on), context)
            return Answer(IDAnswer(done.id, version: done.version))
        }
        positions.delete(":position") { _, context in
            let id = try context.id("position", "position", { Int64($0) })
            let done = try await backend.perform(
                RemovePosition(id, of: try member(context)), context)
            return Answer(IDAnswer(done.id, version: done.version))
        }
    }

    private func member(_ context: Context) throws -> MemberID {
        try context.id("member", "contact", MemberID.init(_:))
    }
}
