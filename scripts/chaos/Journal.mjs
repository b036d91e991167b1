/**
 * What clients asked for, and whether it was acknowledged. Each act leaves a
 * word, an id or a day behind that no other does, by which it is found in the
 * database.
 */
export class Journal {
  /** Things: `{kind, word, outcome, id}`. */
  creations = [];
  /** Changes of one or many: `{kind, word, outcome, ids, field}`. */
  changes = [];
  /** `{kind, id, outcome}`. */
  deletions = [];
  /** Of people to departments: `{staff, department, date, outcome}`. */
  transfers = [];
  /** Of departments to projects: `{id, outcome}`. */
  links = [];
  unlinks = [];
  /** Files of new things: `{kind, words, outcome}`. */
  imports = [];
  /** `{word, outcome, recipients, key}`; recipients are people or 'everyone'. */
  notices = [];
  /** Work items of which people are told: `{word, isSecret, assignees}`. */
  threads = [];
  /** What is said about them: `{thread, body, mentioned, outcome}`. */
  comments = [];
  /**
   * From when until when people may see the secret project who come and go:
   * `{user, from, to}`.
   */
  sights = [];
  /** Events, each post a list: `{words, outcome, ids}`. */
  posts = [];
  /** Of time: `{word, outcome}`. */
  entries = [];
  /** Weeks of a timesheet: `{user, week, word, outcome}`. */
  sheets = [];
  /** That were started: `{word, outcome}`. */
  timers = [];
  /** How many acts have been begun. */
  acts = 0;
  /** How many days transfers were dated. */
  days = 0;
  /** How acts ended: `{done, refused, unknown}` by name. */
  endings = new Map();

  tally(name, outcome) {
    const counts = this.endings.get(name) ?? {
      done: 0,
      refused: 0,
      unknown: 0,
    };
    counts[outcome] += 1;
    this.endings.set(name, counts);
  }

  counts() {
    const of = outcome =>
      [...this.endings.values()].reduce((sum, act) => sum + act[outcome], 0);
    return {
      acts: this.acts,
      acknowledged: of('done'),
      refused: of('refused'),
      unknown: of('unknown'),
      events: this.posts.reduce((sum, { words }) => sum + words.length, 0),
    };
  }
}
