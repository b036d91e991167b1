import { Endpoint } from '@callboard/plugin-callboard-common';
import {
  isStatementTimeout,
  withStatementTimeout,
} from '../database/statements';
import { ReadTimeoutError } from './errors';
import { HeavyReads } from './HeavyReads';

/** The share of connections for heavy reads. */
const HEAVY_CONNECTION_SHARE = 1 / 3;

/** As many as a page with a hundred widgets requests at once. */
const WAITING_PER_PERSON = 100;

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

/** Limits the database usage of reads: time for each, and connections in total. */
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
      // One slot is always left for other users.
      perPerson: Math.max(1, atOnce - 1),
      waitingPerPerson: WAITING_PER_PERSON,
      maxWaitMs: MAX_WAIT_FACTOR * timeoutMs,
    });
  }

  /**
   * Runs a request within the limits, if it only reads.
   *
   * @throws ReadTimeoutError if a statement takes too long
   * @throws TooManyRequestsError or OverloadedError if too many heavy reads are running
   */
  async run<T>(
    endpoint: Endpoint,
    { query, caller }: ReadRequest,
    read: () => Promise<T>,
  ): Promise<T> {
    // A query can be too long for a URL, and then uses another method.
    if (endpoint.method !== 'GET' && !endpoint.isHeavy) {
      return read();
    }
    const readWithTimeout = () => this.runWithTimeout(read);
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

/** Substring searches use no index. */
function isHeavy(
  endpoint: Endpoint,
  { q, search }: { q?: string; search?: string },
): boolean {
  return Boolean(endpoint.isHeavy || q || search);
}
