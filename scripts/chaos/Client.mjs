/** Somebody who works: makes and changes things, and posts what they did. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const WORKSPACE = '/workspaces/default';

/** Before something is tried again, or after the server was away. */
const PAUSE_MS = 100;

/** Who changes things; posts come from many people. */
const ADMIN = 'superAdmin';

/** How often each act comes. */
const weights = {
  createItem: 15,
  patchItem: 25,
  updateMany: 5,
  createDepartment: 2,
  patchDepartment: 5,
  postWithKey: 18,
  postWithoutKey: 12,
  batchWithKeys: 8,
  batchWithoutKeys: 5,
  batchMixed: 5,
};

export class Client {
  #count = 0;

  /**
   * @param options.number which of the clients it is
   * @param options.projects the ids of the projects, which clients share
   * @param options.known what all clients know of: `{items, departments}`
   */
  constructor(options) {
    Object.assign(this, options);
    this.user = `user:default/chaos-${this.number}`;
  }

  /** Does one thing. */
  async act() {
    const name = this.random.weighted(weights);
    const outcome = await this[name]();
    if (outcome === 'unknown') {
      await sleep(PAUSE_MS);
    }
  }

  async createItem() {
    const project = this.random.pick(this.projects);
    const word = this.#word();
    const path = `${WORKSPACE}/projects/${project}/work-items`;
    const { outcome, body } = await this.caller.send(ADMIN, 'POST', path, {
      title: word,
    });
    const id = body?.id;
    this.journal.creations.push({ kind: 'work_item', word, outcome, id });
    if (outcome === 'done') {
      this.known.items.push({ id, project });
    }
    return outcome;
  }

  async patchItem() {
    // Few things, so that clients meet at the same ones.
    const item = this.random.pick(this.known.items.slice(0, 40));
    if (!item) {
      return this.createItem();
    }
    const word = this.#word();
    const { outcome } = await this.caller.send(
      ADMIN,
      'PATCH',
      `${WORKSPACE}/projects/${item.project}/work-items/${item.id}`,
      { title: word },
    );
    this.#changed('work_item', 'title', word, [item.id], outcome);
    return outcome;
  }

  async updateMany() {
    const project = this.random.pick(this.projects);
    const items = this.known.items.filter(item => item.project === project);
    if (items.length < 2) {
      return this.createItem();
    }
    const ids = this.random.sample(items, 20).map(({ id }) => id);
    const word = this.#word();
    const { outcome } = await this.caller.send(
      ADMIN,
      'POST',
      `${WORKSPACE}/projects/${project}/work-items/bulk-update`,
      { ids, changes: { description: word } },
    );
    this.#changed('work_item', 'description', word, ids, outcome);
    return outcome;
  }

  async createDepartment() {
    const word = this.#word();
    const { outcome, body } = await this.caller.send(
      ADMIN,
      'POST',
      `${WORKSPACE}/departments`,
      { name: word },
    );
    const id = body?.id;
    this.journal.creations.push({ kind: 'department', word, outcome, id });
    if (outcome === 'done') {
      this.known.departments.push(id);
    }
    return outcome;
  }

  async patchDepartment() {
    const id = this.random.pick(this.known.departments);
    if (!id) {
      return this.createDepartment();
    }
    const word = this.#word();
    const { outcome } = await this.caller.send(
      ADMIN,
      'PATCH',
      `${WORKSPACE}/departments/${id}`,
      { name: word },
    );
    this.#changed('department', 'name', word, [id], outcome);
    return outcome;
  }

  postWithKey = () => this.#post(1, () => true);
  postWithoutKey = () => this.#post(1, () => false);
  batchWithKeys = () => this.#post(this.#some(), () => true);
  batchWithoutKeys = () => this.#post(this.#some(), () => false);
  batchMixed = () => this.#post(this.#some(), index => index % 2 === 0);

  #some() {
    return 2 + this.random.below(39);
  }

  /** Posts events; as often as it takes, when all can be told apart. */
  async #post(count, hasKey) {
    const events = Array.from({ length: count }, (_, index) => ({
      action: 'chaos_post',
      entity_id: this.#word(),
      ...(hasKey(index) && { client_event_id: randomUUID() }),
    }));
    const body = count === 1 ? events[0] : events;
    const isSafe = events.every(event => event.client_event_id);
    let answer;
    do {
      if (answer) {
        await sleep(PAUSE_MS);
      }
      answer = await this.caller.send(this.user, 'POST', '/activity', body);
    } while (isSafe && answer.outcome === 'unknown');
    const { outcome, body: told } = answer;
    this.journal.posts.push({
      words: events.map(({ entity_id }) => entity_id),
      outcome,
      ids: outcome === 'done' ? told.ids ?? [told.id] : [],
    });
    return outcome;
  }

  #changed(kind, field, word, ids, outcome) {
    this.journal.changes.push({ kind, field, word, ids, outcome });
  }

  #word() {
    this.#count += 1;
    return `c${this.number}-${this.#count}`;
  }
}
