/**
 * What clients asked for, and whether it was acknowledged. Each act leaves a
 * word behind that no other does, by which it is found in the database.
 */
export class Journal {
  /** Items and departments: `{kind, word, outcome, id}`. */
  creations = [];
  /** Changes of one or many: `{kind, word, outcome, ids, field}`. */
  changes = [];
  /** Events, each post a list: `{words, outcome, ids, hasKeys}`. */
  posts = [];
  acts = 0;

  counts() {
    const all = [...this.creations, ...this.changes, ...this.posts];
    const of = outcome => all.filter(act => act.outcome === outcome).length;
    return {
      acts: this.acts,
      acknowledged: of('done'),
      refused: of('refused'),
      unknown: of('unknown'),
      events: this.posts.reduce((sum, { words }) => sum + words.length, 0),
    };
  }
}
