/** Clients that send requests to both replicas at the same time, and a journal of their actions. */
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfBackend } from '../../bench/lib/backend.mjs';
import { messages } from './actions/messages.mjs';
import { resources } from './actions/resources.mjs';
import { timeAndPosts } from './actions/timeAndPosts.mjs';
import { Caller } from './Caller.mjs';
import { createFixture } from './fixture.mjs';
import { waitFor } from '../lib/waitFor.mjs';

const { countBy } = requireOfBackend('lodash');

const POLL_MS = 10;

/** The maximum number of actions that start in a second. */
const PER_SECOND = 40;

/** The number of acknowledged actions that a phase needs, so that each check has cases. */
const MIN_DONE = 300;

const actions = { ...resources, ...messages, ...timeAndPosts };

/**
 * Contains each action as many times as its weight. The clients run shuffled copies of the deck, so
 * that each phase runs the actions in these shares.
 */
const deck = Object.entries(actions).flatMap(([name, [weight]]) =>
  Array(weight).fill(name),
);

const createLists = names => Object.fromEntries(names.map(name => [name, []]));

/**
 * The lists of the journal: the requests of clients, by the checks that use them. Each request has
 * an `outcome`, and a unique word, id or day by which the checks find its result in the database.
 */
const lists = [
  ...['creations', 'updates', 'deletions', 'transfers', 'links', 'unlinks'],
  ...['imports', 'posts', 'worklogs', 'timers', 'weeks', 'notifications'],
  // `assignments`: work items with assignees. `visits`: when temporary members could see the secret
  // project.
  ...['assignments', 'comments', 'visits', 'erased'],
];

/** A client that sends requests. All clients share the lists in `known`, such as `work_item`. */
class Client {
  #count = 0;

  nextWord() {
    this.#count += 1;
    return `c${this.number}-${this.#count}`;
  }

  nextWords(count) {
    return Array.from({ length: count }, () => this.nextWord());
  }

  /** Sends a request, and records its outcome in the journal. */
  async record(list, entry, ...request) {
    const { outcome, body } = await this.caller.send(...request);
    Object.assign(entry, { id: entry.id ?? body?.id, outcome });
    this.journal[list].push(entry);
    return outcome;
  }

  /** Removes a random resource from a list in `known`. Returns undefined if the list is empty. */
  take(list) {
    const known = this.known[list];
    return known.splice(this.random.below(known.length), 1)[0];
  }

  /** Creates a resource, and adds it to a list in `known`. */
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
  journal = createLists(lists);
  started = 0;
  /** The completed actions: `{name, startedAt, outcome}`. */
  completed = [];
  #deck = [];
  #allowed = 0;

  /** @param makeRandom creates a random generator for each client */
  static async start(fleet, { clients, makeRandom }) {
    const load = new Load();
    const options = { fleet, random: makeRandom(0) };
    const caller = Object.assign(new Caller(), options);
    const fixture = await createFixture(fleet, caller, clients);
    Object.assign(load, { random: makeRandom(997), caller, fixture });
    const known = {
      ...createLists(['work_item', 'assigned', 'department', 'staff']),
      ...createLists(['links', 'days']),
      temporaryMembers: fixture.users
        .filter(user => fixture.getAccess(user) === 'temporary')
        .map(user => ({ user })),
    };
    const shared = { fixture, caller, known, journal: load.journal };
    load.clients = fixture.users.map((user, number) => {
      const random = makeRandom(number + 1);
      return Object.assign(new Client(), { number, user, random, ...shared });
    });
    load.clients.forEach(client => load.#work(client));
    return load;
  }

  /** Allows clients to start this number of further actions. */
  allow(count) {
    this.#allowed = this.started + count;
  }

  /**
   * Runs a fault while clients work. They work in bursts, so that the machine also has time for
   * the fault.
   */
  async during(runFault) {
    const timer = setInterval(() => this.allow(PER_SECOND), 1_000);
    const least = this.counts().done + MIN_DONE;
    try {
      const result = await runFault();
      await this.until('done', least);
      return result;
    } finally {
      clearInterval(timer);
      await this.pause();
    }
  }

  /** Waits until the total number of actions that are `started` or `done` reaches `count`. */
  until(kind, count) {
    const isDone = counts => counts[kind] >= count;
    return waitFor(`${count} ${kind}`, () => this.counts(), isDone);
  }

  untilAcknowledged(count) {
    return this.until('done', this.counts().done + count);
  }

  /** Waits until the clients complete their actions, and pauses them. */
  async pause() {
    this.allow(0);
    const read = () => [this.completed.length, this.caller.results.length];
    const isDone = ([completed]) => completed === this.started;
    await waitFor('clients to pause', read, isDone);
  }

  counts() {
    const { started, completed } = this;
    const none = { done: 0, refused: 0, unknown: 0 };
    return { started, ...none, ...countBy(completed, 'outcome') };
  }

  async #work(client) {
    for (;;) {
      if (this.started < this.#allowed) {
        this.started += 1;
        const startedAt = Date.now();
        if (this.#deck.length === 0) {
          this.#deck = this.random.sample(deck, deck.length);
        }
        const name = this.#deck.pop();
        const [, run, fallback] = actions[name];
        const outcome = (await run(client)) ?? (await fallback(client));
        this.completed.push({ name, startedAt, outcome });
      }
      await sleep(POLL_MS);
    }
  }
}
