/** Clients that work through both replicas at the same time, and a journal of what they did. */
import { setTimeout as sleep } from 'node:timers/promises';
import { messages } from './actions/messages.mjs';
import { resources } from './actions/resources.mjs';
import { timeAndPosts } from './actions/timeAndPosts.mjs';
import { Caller } from './Caller.mjs';
import { createFixture } from './fixture.mjs';
import { waitFor } from './waitFor.mjs';

const POLL_MS = 10;

/** How many actions begin in a second, at most. */
const PER_SECOND = 40;

/** How many have to be acknowledged in a phase, so that each check has cases. */
const LEAST_DONE = 300;

const actions = { ...resources, ...messages, ...timeAndPosts };

/** Each action as often as it weighs: shuffled, they come in these shares in any phase. */
const deck = Object.entries(actions).flatMap(([name, [weight]]) =>
  Array(weight).fill(name),
);

const none = { done: 0, refused: 0, unknown: 0 };
/**
 * The requests of clients, by what is checked about them. Each has an `outcome`, and a word, an
 * id or a day that no other has, by which it is found in the database.
 */
const lists = [
  ...['creations', 'updates', 'deletions', 'transfers', 'links', 'unlinks'],
  ...['imports', 'posts', 'worklogs', 'timers', 'weeks', 'notifications'],
  // Work items for some people, comments on them, and when comers could see the secret project.
  ...['assignments', 'comments', 'visits', 'erased'],
];

/** One person who sends requests. All clients share what is `known`, in lists. */
class Client {
  #count = 0;

  constructor(options) {
    Object.assign(this, options);
  }

  nextWord() {
    this.#count += 1;
    return `c${this.number}-${this.#count}`;
  }

  nextWords(count) {
    return Array.from({ length: count }, () => this.nextWord());
  }

  /** Sends a request as an admin, or as somebody else. A relative path is one in the workspace. */
  send(method, path, body, who = 'superAdmin') {
    const target = path.startsWith('/') ? path : `/workspaces/default/${path}`;
    return this.caller.send(who, method, target, body);
  }

  /** Sends a request, and records in the journal how it ended. */
  async record(list, entry, ...request) {
    const { outcome, body } = await this.send(...request);
    Object.assign(entry, { id: entry.id ?? body?.id, outcome });
    this.journal[list].push(entry);
    return outcome;
  }

  /** Removes something from what is known; undefined when nothing is. */
  take(list) {
    const all = this.known[list];
    return all.splice(this.random.below(all.length), 1)[0];
  }

  /** Creates a resource, which is known in a list then. */
  async create(kind, path, makeBody, list = kind, word = this.nextWord()) {
    const entry = { kind, word };
    const request = ['POST', path, makeBody(word)];
    const outcome = await this.record('creations', entry, ...request);
    if (outcome === 'done') {
      this.known[list].push({ ...entry, path: `${path}/${entry.id}` });
    }
    return outcome;
  }
}

export class Load {
  journal = Object.fromEntries(lists.map(list => [list, []]));
  started = 0;
  /** How the actions of each name ended: `{done, refused, unknown}`. */
  outcomes = new Map();
  /** When the newest action began that was acknowledged. */
  newestDone = 0;
  #deck = [];
  #allowed = 0;
  #busy = 0;

  /** @param makeRandom gives each client random numbers of its own */
  static async start(fleet, { clients, makeRandom }) {
    const load = new Load();
    const caller = new Caller(fleet, makeRandom(0));
    const fixture = await createFixture(fleet, caller, clients);
    Object.assign(load, { random: makeRandom(997), caller, fixture });
    const known = {
      work_item: [],
      assigned: [],
      department: [],
      staff: [],
      links: [],
      days: [],
      comers: fixture.users
        .filter(user => fixture.getAccess(user) === 'comer')
        .map(user => ({ user })),
    };
    const shared = { fixture, caller, known, journal: load.journal };
    load.clients = fixture.users.map((user, number) => {
      const random = makeRandom(number + 1);
      return new Client({ number, user, random, ...shared });
    });
    load.clients.forEach(client => load.#work(client));
    return load;
  }

  /** Lets clients go on until so many more actions have begun. */
  allow(count) {
    this.#allowed = this.started + count;
  }

  /** Has clients work while something happens: in bursts, so that the machine has time for it. */
  async during(work) {
    const timer = setInterval(() => this.allow(PER_SECOND), 1_000);
    const least = this.counts().done + LEAST_DONE;
    try {
      const result = await work();
      await this.until('done', least);
      return result;
    } finally {
      clearInterval(timer);
      await this.rest();
    }
  }

  /** Waits until so many are `started` or `done`, in all. */
  until(kind, count) {
    const isDone = counts => counts[kind] >= count;
    return waitFor(`${count} ${kind}`, () => this.counts(), isDone);
  }

  untilAcknowledged(count) {
    return this.until('done', this.counts().done + count);
  }

  /** Has clients complete what they are doing, and then wait. */
  async rest() {
    this.allow(0);
    const read = () => [this.#busy, this.caller.answered];
    await waitFor('clients to rest', read, ([busy]) => busy === 0);
  }

  counts() {
    const counts = { started: this.started, ...none };
    for (const outcomes of this.outcomes.values()) {
      for (const [outcome, count] of Object.entries(outcomes)) {
        counts[outcome] += count;
      }
    }
    return counts;
  }

  #nextAction() {
    if (this.#deck.length === 0) {
      this.#deck = this.random.sample(deck, deck.length);
    }
    return this.#deck.pop();
  }

  async #work(client) {
    for (;;) {
      if (this.started < this.#allowed) {
        this.started += 1;
        this.#busy += 1;
        const began = Date.now();
        const name = this.#nextAction();
        const [, run, fallback] = actions[name];
        const outcome = (await run(client)) ?? (await fallback(client));
        const counts = this.outcomes.get(name) ?? none;
        this.outcomes.set(name, { ...counts, [outcome]: counts[outcome] + 1 });
        this.#busy -= 1;
        const done = outcome === 'done' ? began : 0;
        this.newestDone = Math.max(this.newestDone, done);
      }
      await sleep(POLL_MS);
    }
  }
}
