extension Matrix {
    /// Groups: one that none of the viewers is in.
    static let groups = """
        #    address                visitor    member     coordinator admin      sent
        GET  groups                 door       page       page        page
        GET  groups/found           door       page       page        page
        POST groups/found           forbidden  onward     onward      onward     name=N&purpose=P&handle=lark
        GET  groups/:group          door       page       page        page
        GET  groups/:group/people   door       page       page        page
        POST groups/:group/tags     forbidden  forbidden  onward      forbidden  add=Docks
        GET  groups/:group/join     door       page       page        page
        POST groups/:group/join     forbidden  onward     onward      onward     handle=lark
        GET  groups/:group/leave    door       onward     onward      onward
        POST groups/:group/leave    forbidden  refused    refused     refused
        POST groups/:group/posts    forbidden  refused    refused     refused    text=Hello
        GET  groups/:group/answer/:post door   onward     onward      onward
        POST groups/:group/answer/:post forbidden refused refused     refused    text=Hello
        GET  groups/:group/posts/:post door    missing    page        missing
        POST groups/:group/posts/:post/take-back forbidden refused onward refused
        """
}
