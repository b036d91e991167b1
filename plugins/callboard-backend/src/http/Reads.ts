import { Endpoint } from '@callboard/plugin-callboard-common';
import {
  isStatementTimeout,
  withStatementTimeout,
} from '../database/statements';
import { ReadTimeoutError } from './errors';
import { HeavyReads } from './HeavyReads';

/** The share of connections for heavy reads. */
const HEAVY_CONNECTION_SHARE = 1 / 3;

/**
 * The maximum number of waiting heavy reads per user: a dashboard can request a hundred widgets at
 * once.
 */
const MAX_WAITING_PER_PERSON = 100;

/**
 * The maximum wait, as a multiple of the read timeout: a few slow widgets must not fail the others
 * of their dashboard.
 */
const MAX_WAIT_FACTOR = 3;

/** A read request and its caller. */
interface ReadRequest {
  query: object;
  caller?: { user_ref: string };
}

/**
 * Limits the database load of reads: each statement has a timeout, and heavy reads share a third of
 * the connections.
 */
export class Reads {
  readonly #heavy: HeavyReads;

  /**
   * @param limits.connections - the total number of connections
   * @param limits.timeoutMs - the timeout of a statement
   */
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
   * Runs a request. A GET or a heavy endpoint has a statement timeout; a heavy read of a caller
   * first waits for a slot. Any other request runs without limits.
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
 * Whether a read is heavy: its endpoint says so, or it searches for a text, which can scan a whole
 * table.
 */
function isHeavy(
  endpoint: Endpoint,
  { q, search }: { q?: string; search?: string },
): boolean {
  return Boolean(endpoint.isHeavy || q || search);
}
