import { Endpoint } from '@callboard/plugin-callboard-common';
import {
  isStatementTimeout,
  withStatementTimeout,
} from '../database/statementTimeout';
import { ReadTimeoutError } from './errors';
import { HeavyReads } from './HeavyReads';

/** The part of the connections that heavy reads may hold: others need some too. */
const SHARE_OF_CONNECTIONS = 1 / 3;

/** As many as a page asks for at once that shows a hundred widgets. */
const WAITING_PER_PERSON = 100;

/**
 * For how many reads that take as long as they may one waits: a few slow widgets must
 * not fail the others of their dashboard.
 */
const WAITING_FOR = 3;

/** A request that only reads, and who sent it. */
interface ReadRequest {
  query: object;
  caller?: { user_ref: string };
}

/** Bounds what reads take of the database: time each, and connections together. */
export class Reads {
  readonly #heavy: HeavyReads;

  /**
   * @param limits.connections - how many there are for everything
   * @param limits.timeoutMs - how long a statement may take
   */
  constructor(
    private readonly limits: { connections: number; timeoutMs: number },
  ) {
    const { connections, timeoutMs } = limits;
    const atOnce = Math.max(1, Math.floor(connections * SHARE_OF_CONNECTIONS));
    this.#heavy = new HeavyReads({
      atOnce,
      // Somebody else finds a place, whatever one person asks for.
      perPerson: Math.max(1, atOnce - 1),
      waitingPerPerson: WAITING_PER_PERSON,
      maxWaitMs: WAITING_FOR * timeoutMs,
    });
  }

  /**
   * Answers a request within the bounds, if it is one that only reads.
   *
   * @throws ReadTimeoutError when a statement takes too long
   * @throws TooManyRequestsError or OverloadedError when heavy reads are too many
   */
  async answer<T>(
    endpoint: Endpoint,
    { query, caller }: ReadRequest,
    read: () => Promise<T>,
  ): Promise<T> {
    // A question can be too long for a query.
    if (endpoint.method !== 'GET' && !endpoint.isHeavy) {
      return read();
    }
    const inTime = () => this.inTime(read);
    return caller && isHeavy(endpoint, query)
      ? this.#heavy.run(caller.user_ref, inTime)
      : inTime();
  }

  private async inTime<T>(read: () => Promise<T>): Promise<T> {
    try {
      return await withStatementTimeout(this.limits.timeoutMs, read);
    } catch (error) {
      throw isStatementTimeout(error) ? new ReadTimeoutError() : error;
    }
  }
}

/** No index finds a part of a text at once. */
function isHeavy(
  endpoint: Endpoint,
  { q, search }: { q?: string; search?: string },
): boolean {
  return Boolean(endpoint.isHeavy || q || search);
}
