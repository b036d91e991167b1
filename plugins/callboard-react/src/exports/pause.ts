/**
 * Waits some milliseconds.
 *
 * @throws the signal's reason as soon as it aborts
 */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      signal.throwIfAborted();
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop);
      timer = setTimeout(resolve, ms);
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
