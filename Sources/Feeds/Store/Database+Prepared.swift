import GRDB

extension Database {
    /// Runs one statement that stays prepared: a long history runs the same few again and again.
    func executePrepared(sql: String, arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
