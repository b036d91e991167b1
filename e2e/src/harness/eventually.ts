/** Long enough for a busy machine: only a failure takes this long. */
const TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/** Repeats `assertion` until it succeeds; after a timeout, fails with its last error. */
export async function eventually<T>(
  assertion: () => Promise<T>,
  timeoutMs = TIMEOUT_MS,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise(resolve => setTimeout(resolve, POLL_MS));
    }
  }
}
