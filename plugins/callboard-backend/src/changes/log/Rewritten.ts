/** A row of the log that is rewritten. */
export interface Rewritten<Row> {
  before: Row;
  after: Row;
}
