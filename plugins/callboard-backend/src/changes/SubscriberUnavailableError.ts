/**
 * A subscriber throws this if its target is unavailable: a server, a queue, another database. It is
 * then paused, instead of failing on one change after the other, and receives all of them when the
 * target is back.
 */
export class SubscriberUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SubscriberUnavailableError';
  }
}
