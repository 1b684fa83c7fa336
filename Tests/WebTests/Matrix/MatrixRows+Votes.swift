extension Matrix {
    /// Votes: one that is open, with everybody on its roll.
    static let votes = """
        #    address                visitor    member     coordinator admin      sent
        GET  votes                  door       page       page        page
        GET  votes/make             door       forbidden  page        forbidden
        POST votes/make             forbidden  forbidden  onward      forbidden  question=Q&method=motion&threshold=two-thirds
        GET  votes/count            door       page       page        page
        POST votes/count            forbidden  refused    refused     refused
        GET  votes/:ballot          door       page       page        page
        GET  votes/:ballot/edit     door       forbidden  refused     forbidden
        POST votes/:ballot/edit     forbidden  forbidden  refused     forbidden  question=Q
        POST votes/:ballot/open     forbidden  forbidden  refused     forbidden
        GET  votes/:ballot/close    door       forbidden  page        forbidden
        POST votes/:ballot/close    forbidden  forbidden  onward      forbidden
        GET  votes/:ballot/cancel   door       forbidden  page        forbidden
        POST votes/:ballot/cancel   forbidden  forbidden  onward      forbidden  reason=Why
        GET  votes/:ballot/cast     door       page       page        page
        POST votes/:ballot/look     forbidden  page       page        page       choice=0
        POST votes/:ballot/cast     forbidden  page       page        page       choice=0&tracker=00112233445566778899aabbccddeeff
        POST votes/:ballot/tags     forbidden  forbidden  onward      forbidden  add=Docks
        GET  votes/:ballot/paper    door       forbidden  page        forbidden
        GET  votes/:ballot/papers   door       page       page        page
        GET  votes/:ballot/count    door       refused    refused     refused
        GET  votes/:ballot/check    door       refused    refused     refused
        GET  votes/:ballot/file     door       refused    refused     refused
        """
}
