import { ClaimedJob } from './claimJobs';

/** A job that a worker is running. */
export class RunningJob {
  readonly #abort = new AbortController();
  #leaseEnd: number;

  /** @param leaseEnd - the end of the lease unless it is extended */
  constructor(readonly job: ClaimedJob, leaseEnd: number) {
    this.#leaseEnd = leaseEnd;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  abort(reason: Error): void {
    this.#abort.abort(reason);
  }

  /** Extends the lease. */
  prolong(leaseEnd: number): void {
    this.#leaseEnd = leaseEnd;
  }

  isOverdue(now: number): boolean {
    return now >= this.#leaseEnd;
  }
}

/** The process is about to end. */
export class ShutdownError extends Error {
  constructor() {
    super('The process is shutting down');
    this.name = 'ShutdownError';
  }
}

/** Another worker may have claimed the job. */
export class LeaseLostError extends Error {
  constructor() {
    super('The lease could not be renewed in time');
    this.name = 'LeaseLostError';
  }
}

/** A handler has timed out. */
export class JobTimeoutError extends Error {
  constructor(ms: number) {
    super(`The job did not complete within ${ms} ms`);
    this.name = 'JobTimeoutError';
  }
}
