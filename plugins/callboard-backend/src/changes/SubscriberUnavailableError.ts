/**
 * A subscriber throws this when what it leads to is away: a server, a queue,
 * another database. It is then paused, instead of failing on one change after
 * the other, and gets all of them when it is back.
 */
export class SubscriberUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SubscriberUnavailableError';
  }
}
