/** Clients at work, all at once, as far as they are let. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from './Caller.mjs';
import { Client } from './Client.mjs';
import { Journal } from './Journal.mjs';
import { Place } from './Place.mjs';

const POLL_MS = 10;

export class Load {
  journal = new Journal();
  #allowed = 0;
  #going = true;
  #busy = 0;
  #failure;

  /** @param makeRandom gives each client a chance of its own */
  static async prepare(fleet, { clients, makeRandom }) {
    const load = new Load();
    load.caller = new Caller(fleet, makeRandom(0));
    const place = await Place.prepare(fleet, load.caller, clients);
    load.place = place;
    const known = {
      items: [],
      departments: [],
      staff: [],
      links: [],
      threads: [],
      comers: place.users
        .filter(user => place.kindOf(user) === 'comer')
        .map(user => ({ user })),
    };
    load.clients = Array.from(
      { length: clients },
      (_, index) =>
        new Client({
          number: index,
          random: makeRandom(index + 1),
          place,
          caller: load.caller,
          journal: load.journal,
          known,
        }),
    );
    return load;
  }

  /** Sets the clients to work; they do nothing before they are let. */
  begin() {
    this.#going = true;
    this.running = Promise.all(
      this.clients.map(client => this.#run(client)),
    ).catch(error => {
      this.#failure = error;
    });
  }

  /** Lets them go on until so many acts have been begun, in all. */
  allow(acts) {
    this.#allowed = acts;
  }

  /** Waits until so many acts have been begun. */
  async until(acts) {
    while (this.journal.acts < acts) {
      this.#throwFailure();
      await sleep(POLL_MS);
    }
  }

  /** Waits until nobody is at anything. */
  async rest() {
    while (this.#busy > 0) {
      await sleep(POLL_MS);
    }
    this.#throwFailure();
  }

  /** Lets each finish what it is at. */
  async end() {
    this.#going = false;
    await this.running;
    this.#throwFailure();
  }

  #throwFailure() {
    if (this.#failure) {
      throw this.#failure;
    }
  }

  async #run(client) {
    while (this.#going) {
      if (this.journal.acts >= this.#allowed) {
        await sleep(POLL_MS);
        continue;
      }
      this.journal.acts += 1;
      this.#busy += 1;
      try {
        await client.act();
      } finally {
        this.#busy -= 1;
      }
    }
  }
}
