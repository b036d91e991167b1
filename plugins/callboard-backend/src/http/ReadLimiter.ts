import { Endpoint } from '@callboard/plugin-callboard-common';
import {
  isStatementTimeout,
  withStatementTimeout,
} from '../database/statements';
import {
  OverloadedError,
  ReadTimeoutError,
  TooManyRequestsError,
} from './errors';

interface HeavyReadLimits {
  atOnce: number;
  perPerson: number;
  waitingPerPerson: number;
  /** The maximum time that a read waits for a slot. */
  maxWaitMs: number;
}

interface WaitingRead {
  person: string;
  start: () => void;
}

/**
 * Limits the number of concurrent slow reads. Each read occupies a connection, and other work needs
 * connections as well. A free slot goes to the user with the fewest running reads; among equals, to
 * the user who has waited longest. Sending more requests therefore gives a user no more slots.
 */
export class HeavyReads {
  #running = 0;
  readonly #runningByPerson = new Map<string, number>();
  readonly #waiting = new Set<WaitingRead>();

  constructor(private readonly limits: HeavyReadLimits) {}

  /**
   * Runs a read when a slot is free.
   *
   * @throws TooManyRequestsError if too many reads of the user are waiting
   * @throws OverloadedError if the read waits too long for a slot
   */
  async run<T>(person: string, read: () => Promise<T>): Promise<T> {
    await this.waitForSlot(person);
    try {
      return await read();
    } finally {
      this.addToRunning(person, -1);
      this.startNext();
    }
  }

  private async waitForSlot(person: string): Promise<void> {
    const waiting = [...this.#waiting].filter(read => read.person === person);
    if (waiting.length >= this.limits.waitingPerPerson) {
      throw new TooManyRequestsError(
        'Too many of your large reads are running. Wait for them to finish, then try again',
        1,
      );
    }
    await new Promise<void>((resolve, reject) => {
      const read: WaitingRead = { person, start: resolve };
      this.#waiting.add(read);
      const timer = setTimeout(() => {
        this.#waiting.delete(read);
        reject(
          new OverloadedError(
            'The server is handling too many large reads. Try again in a few seconds',
          ),
        );
      }, this.limits.maxWaitMs);
      read.start = () => {
        clearTimeout(timer);
        resolve();
      };
      this.startNext();
    });
  }

  private startNext(): void {
    if (this.#running >= this.limits.atOnce) {
      return;
    }
    let next: WaitingRead | undefined;
    let fewest = this.limits.perPerson;
    for (const read of this.#waiting) {
      const running = this.#runningByPerson.get(read.person) ?? 0;
      if (running < fewest) {
        next = read;
        fewest = running;
      }
    }
    if (next) {
      this.#waiting.delete(next);
      this.addToRunning(next.person, 1);
      next.start();
    }
  }

  private addToRunning(person: string, change: 1 | -1): void {
    this.#running += change;
    const running = (this.#runningByPerson.get(person) ?? 0) + change;
    if (running > 0) {
      this.#runningByPerson.set(person, running);
    } else {
      this.#runningByPerson.delete(person);
    }
  }
}

/** The share of connections for heavy reads. */
const HEAVY_CONNECTION_SHARE = 1 / 3;

/**
 * The maximum number of waiting heavy reads per user: a dashboard can request a hundred widgets at
 * once.
 */
const MAX_WAITING_PER_PERSON = 100;

/**
 * The maximum wait, as a multiple of the read timeout. Long enough that a few slow widgets do not
 * make the other widgets of a dashboard fail.
 */
const MAX_WAIT_FACTOR = 3;

interface ReadRequest {
  query: object;
  caller?: { user_ref: string };
}

/**
 * Limits the database load of reads: each statement has a timeout, and heavy reads share a third of
 * the connections.
 */
export class ReadLimiter {
  readonly #heavy: HeavyReads;

  constructor(
    private readonly limits: { connections: number; timeoutMs: number },
  ) {
    const { connections, timeoutMs } = limits;
    const atOnce = Math.max(
      1,
      Math.floor(connections * HEAVY_CONNECTION_SHARE),
    );
    this.#heavy = new HeavyReads({
      atOnce,
      // Leaves a slot for other users, unless there is only one slot.
      perPerson: Math.max(1, atOnce - 1),
      waitingPerPerson: MAX_WAITING_PER_PERSON,
      maxWaitMs: MAX_WAIT_FACTOR * timeoutMs,
    });
  }

  /**
   * Runs a request, and limits reads: GET requests and heavy endpoints. Their statements have a
   * timeout. A heavy read by a user first waits for a slot; services do not wait.
   *
   * @throws ReadTimeoutError if a statement takes too long
   * @throws TooManyRequestsError if too many heavy reads of the caller are waiting
   * @throws OverloadedError if a heavy read waits too long for a slot
   */
  async run<T>(
    endpoint: Endpoint,
    { query, caller }: ReadRequest,
    handle: () => Promise<T>,
  ): Promise<T> {
    // Heavy endpoints are limited even with POST: they read a lot, but their input is a body.
    if (endpoint.method !== 'GET' && !endpoint.isHeavy) {
      return handle();
    }
    const readWithTimeout = () => this.runWithTimeout(handle);
    return caller && isHeavy(endpoint, query)
      ? this.#heavy.run(caller.user_ref, readWithTimeout)
      : readWithTimeout();
  }

  private async runWithTimeout<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await withStatementTimeout(this.limits.timeoutMs, read);
    } catch (error) {
      throw isStatementTimeout(error) ? new ReadTimeoutError() : error;
    }
  }
}

/**
 * Whether a read is heavy: its endpoint is declared heavy, or it searches for a text, which can
 * scan a whole table.
 */
function isHeavy(
  endpoint: Endpoint,
  { q, search }: { q?: string; search?: string },
): boolean {
  return Boolean(endpoint.isHeavy || q || search);
}
