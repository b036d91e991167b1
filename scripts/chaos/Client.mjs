/** Somebody who works: makes and changes things, and posts what they did. */
import { setTimeout as sleep } from 'node:timers/promises';
import { notices } from './acts/notices.mjs';
import { organisation } from './acts/organisation.mjs';
import { posts } from './acts/posts.mjs';
import { talks } from './acts/talks.mjs';
import { time } from './acts/time.mjs';
import { workItems } from './acts/workItems.mjs';

const WORKSPACE = '/workspaces/default';

/** After the server was away. */
const PAUSE_MS = 100;

/** Who changes things; posts come from many people. */
const ADMIN = 'superAdmin';

const acts = {
  ...workItems,
  ...organisation,
  ...posts,
  ...notices,
  ...talks,
  ...time,
};

/** How often each act comes. */
const weights = Object.fromEntries(
  Object.entries(acts).map(([name, { weight }]) => [name, weight]),
);

export class Client {
  #count = 0;
  /** The items that it brought from elsewhere. */
  ingested = [];
  /** When those were changed there, in milliseconds since 1970. */
  clock = Date.UTC(2020, 0, 1);

  /**
   * @param options.number which of the clients it is
   * @param options.place the projects, and the users that clients are
   * @param options.known what all clients know of, in lists by kind
   */
  constructor(options) {
    Object.assign(this, options);
    this.user = this.place.users[this.number];
  }

  /** Does one thing. */
  async act() {
    const name = this.random.weighted(weights);
    const outcome = await acts[name].act(this);
    this.journal.tally(name, outcome);
    if (outcome === 'unknown') {
      await sleep(PAUSE_MS);
    }
  }

  /** Sends a request about the workspace. */
  change(method, path, body, who = ADMIN) {
    return this.caller.send(who, method, `${WORKSPACE}${path}`, body);
  }

  /** A word that nobody else uses. */
  word() {
    this.#count += 1;
    return `c${this.number}-${this.#count}`;
  }

  /** Something that nobody knows of from now on; undefined when there is none. */
  take(kind) {
    const list = this.known[kind];
    return list.splice(this.random.below(list.length), 1)[0];
  }

  changed(kind, field, word, ids, outcome) {
    this.journal.changes.push({ kind, field, word, ids, outcome });
  }

  deleted(kind, id, outcome) {
    this.journal.deletions.push({ kind, id, outcome });
  }
}
