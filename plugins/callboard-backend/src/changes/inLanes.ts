/**
 * How much is published at the same time: the platform's events service, which
 * signals go through too, takes everything by a request to the events backend.
 */
export const LANES = 8;

/**
 * Publishes several things at the same time.
 *
 * @throws the first failure, once nothing is under way any more: whoever tries
 * again must not be overtaken
 */
export async function inLanes<T>(
  things: readonly T[],
  publish: (thing: T) => Promise<void>,
): Promise<void> {
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    things.filter((_thing, index) => index % LANES === lane),
  );
  const results = await Promise.allSettled(
    lanes.map(async lane => {
      for (const thing of lane) {
        await publish(thing);
      }
    }),
  );
  for (const result of results) {
    if (result.status === 'rejected') {
      throw result.reason;
    }
  }
}
