/**
 * The number of concurrent publications: the platform's events service, which signals use too,
 * sends each one as a request to the events backend.
 */
export const CONCURRENCY = 8;

/**
 * Publishes several items concurrently.
 *
 * @throws the first failure, after all publications have ended: a retry must not be overtaken
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
