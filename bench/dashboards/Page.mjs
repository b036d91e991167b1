/** What a page of the portal asks while it shows a dashboard, without a browser. */
import { setTimeout as sleep } from 'node:timers/promises';
import { browserAgent, requester, timed } from '../lib/measure.mjs';

/** As `useLiveSignal`, `useLiveDashboard` and `useWidgetData` have them. */
const POLL_MS = 60_000;
const GATHER_MS = 100;
const QUIET_MS = 1_100;
const SHARE = 0.5;

/**
 * A page with a dashboard on which nothing changes: its widgets ask once; then each
 * some time after it was answered last, and all of them every minute, for answers that
 * may be as old as half of that time.
 */
export class Page {
  #agent = browserAgent();
  #request;
  #path;
  #everyMs;
  #widgets;
  #wakes = new Map();
  #inFlight = 0;

  /**
   * @param options.note - is told of each answer of a widget: `isFirst`, `ms`, and
   *   whether it has failed
   */
  constructor({ server, authorization, board, everyMs, note }) {
    this.#request = requester(server, authorization, 'bench', this.#agent);
    this.#path = `/dashboards/${board.id}`;
    this.#widgets = board.widgets;
    this.#everyMs = everyMs;
    this.note = note;
  }

  get inFlight() {
    return this.#inFlight;
  }

  /**
   * Opens the page, and looks at it for a while.
   *
   * @param end - when nothing is asked any more, by `performance.now()`
   * @returns how long it took until all widgets had their first numbers
   */
  async look(end) {
    const { ms } = await timed(async () => {
      await this.#request('GET', this.#path);
      await Promise.all(this.#widgets.map(id => this.#ask(id, true)));
    });
    const rest = () => Math.max(0, end - performance.now());
    const closed = sleep(rest()).then(() => this.#wakes.forEach(run => run()));
    await Promise.all([
      closed,
      this.#poll(end),
      ...this.#widgets.map(id => this.#askAgain(id, end)),
    ]);
    this.#agent.destroy();
    return ms;
  }

  async #ask(id, isFirst = false) {
    const maxAge = Math.floor((this.#everyMs / 1_000) * SHARE);
    const query = isFirst ? '' : `?max_age=${maxAge}`;
    this.#inFlight += 1;
    let failed = false;
    const { ms } = await timed(() =>
      this.#request('GET', `${this.#path}/widgets/${id}/data${query}`).catch(
        () => {
          failed = true;
        },
      ),
    );
    this.#inFlight -= 1;
    this.note({ isFirst, ms, failed });
  }

  /** The clock of a widget begins anew with each answer. */
  async #askAgain(id, end) {
    while (performance.now() < end) {
      await new Promise(wake => {
        const timer = setTimeout(wake, this.#everyMs);
        this.#wakes.set(id, () => {
          clearTimeout(timer);
          wake();
        });
      });
      this.#wakes.delete(id);
      if (performance.now() < end) await this.#ask(id);
    }
  }

  /** Every minute, unless something is just being asked. */
  async #poll(end) {
    const wait = async ms => {
      const left = end - performance.now();
      await sleep(Math.max(0, Math.min(ms, left)));
      return left > ms;
    };
    while (await wait(POLL_MS)) {
      if (!(await wait(GATHER_MS))) return;
      while (this.#inFlight > 0) {
        if (!(await wait(QUIET_MS))) return;
      }
      this.#wakes.forEach(run => run());
      await this.#request('GET', this.#path).catch(() => {});
    }
  }
}
