public import Hummingbird

/// Builds everything that is served over HTTP.
///
/// The same routes answer on the control socket and over TCP. Only who asks is found out in
/// another way: `entrance` says how.
public func buildRouter(_ backend: Backend, entrance: Entrance) -> Router<Context> {
    let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)

    // From the outside in: whatever throws is answered by ErrorAnswers and logged by RequestLog.
    router.add(middleware: RequestLog())
    router.add(middleware: ErrorAnswers())
    router.add(middleware: Authentication(entrance: entrance, backend: backend))
    router.add(middleware: RateLimit(clock: backend.clock))

    let api = router.group("api/v1")
    MemberRoutes(backend: backend).add(to: api)
    ImportRoutes(backend: backend).add(to: api)
    RoleRoutes(backend: backend).add(to: api)
    SignInRoutes(backend: backend).add(to: api)
    MeetingRoutes(backend: backend).add(to: api)
    GroupRoutes(backend: backend).add(to: api)
    BallotRoutes(backend: backend).add(to: api)
    StatusRoutes(backend: backend).add(to: api)
    LinkRoutes(backend: backend).add(to: api)
    EventRoutes(backend: backend).add(to: api)
    return router
}
