/**
 * How much is published at the same time: the platform's events service, which
 * signals go through too, takes everything by a request to the events backend.
 */
export const CONCURRENCY = 8;

/**
 * Publishes several things at the same time.
 *
 * @throws the first failure, once nothing is under way any more: whoever tries
 * again must not be overtaken
 */
export async function publishConcurrently<T>(
  resources: readonly T[],
  publish: (resource: T) => Promise<void>,
): Promise<void> {
  const workers = Array.from({ length: CONCURRENCY }, (_, worker) =>
    resources.filter((_thing, index) => index % CONCURRENCY === worker),
  );
  const results = await Promise.allSettled(
    workers.map(async worker => {
      for (const resource of worker) {
        await publish(resource);
      }
    }),
  );
  for (const result of results) {
    if (result.status === 'rejected') {
      throw result.reason;
    }
  }
}
