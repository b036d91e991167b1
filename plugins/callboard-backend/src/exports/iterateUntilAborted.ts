const ignore = () => {};

/**
 * The values of `source`, until `signal` aborts: then it throws the signal's reason at once, even
 * while the source is pending.
 *
 * The source is closed when iteration ends early. That is not awaited: a source waiting for a query
 * can only clean up once that returns.
 */
export async function* iterateUntilAborted<T>(
  source: AsyncIterable<T> | Iterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  const iterator =
    Symbol.asyncIterator in source
      ? source[Symbol.asyncIterator]()
      : source[Symbol.iterator]();
  let exhausted = false;
  // One listener for the whole source: racing each value against a promise that outlives it would
  // accumulate reactions, one per row.
  let interrupt: (reason: unknown) => void = ignore;
  const onAbort = () => interrupt(signal.reason);
  const advance = () =>
    new Promise<IteratorResult<T>>((resolve, reject) => {
      interrupt = reject;
      Promise.resolve(iterator.next()).then(resolve, reject);
    });
  signal.addEventListener('abort', onAbort);
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await advance();
      if (next.done) {
        exhausted = true;
        return;
      }
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (!exhausted) {
      Promise.resolve(iterator.return?.()).catch(ignore);
    }
  }
}
