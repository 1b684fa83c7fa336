extension Matrix {
    /// Linked chapters.
    static let chapters = """
        #    address                    visitor    member     coordinator admin      sent
        GET  chapters                   door       page       page        page
        GET  chapters/map               door       page       page        page
        GET  chapters/invite            door       forbidden  forbidden   page
        POST chapters/invite            forbidden  forbidden  forbidden   refused
        GET  chapters/waiting           door       forbidden  forbidden   page
        GET  chapters/accept            door       forbidden  forbidden   page
        POST chapters/accept            forbidden  forbidden  forbidden   refused    invitation=x
        GET  chapters/leave             door       forbidden  forbidden   page
        POST chapters/leave             forbidden  forbidden  forbidden   refused    name=x
        GET  chapters/events            door       forbidden  forbidden   page
        GET  chapters/events/:event     door       forbidden  forbidden   missing
        GET  chapters/:chapter          door       missing    missing     missing
        GET  chapters/:chapter/meetings door       missing    missing     missing
        GET  chapters/:chapter/groups   door       missing    missing     missing
        GET  chapters/:chapter/votes    door       missing    missing     missing
        GET  chapters/:chapter/confirm  door       forbidden  forbidden   onward
        POST chapters/:chapter/confirm  forbidden  forbidden  forbidden   onward
        POST chapters/:chapter/decline  forbidden  forbidden  forbidden   unavailable
        POST chapters/:chapter/vouch    forbidden  forbidden  forbidden   unavailable
        POST chapters/:chapter/block    forbidden  forbidden  forbidden   missing
        POST chapters/:chapter/unblock  forbidden  forbidden  forbidden   missing
        GET  welcome/recovery           door       forbidden  forbidden   page
        GET  welcome/ready              door       page       page        page
        """
}
