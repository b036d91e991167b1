import { setTimeout as sleep } from 'timers/promises';
import { reportEventLoop } from './reportEventLoop';

const BLOCKED_MS = 300;

/** Reports to a service that reads the gauge on demand. */
function reportDelay() {
  const callbacks: any[] = [];
  const endSampling = reportEventLoop({
    createObservableGauge: (name: string) => ({
      addCallback: (read: unknown) => callbacks.push([name, read]),
    }),
  } as never);
  const readDelay = () => {
    const read: Record<string, number> = {};
    for (const [name, callback] of callbacks) {
      callback({ observe: (value: number) => (read[name] = value) });
    }
    return read['callboard.event_loop.delay'];
  };
  return { readDelay, endSampling };
}

function blockEventLoop() {
  const end = performance.now() + BLOCKED_MS;
  while (performance.now() < end);
}

describe('event loop delay metric', () => {
  it('reports a blocked event loop in the next reading only', async () => {
    const { readDelay, endSampling } = reportDelay();
    expect(readDelay()).toBe(0);
    // The first sample starts the next one.
    await sleep(50);
    blockEventLoop();
    await sleep(50);
    expect(readDelay()).toBeGreaterThan((BLOCKED_MS / 1_000) * 0.8);
    expect(readDelay()).toBe(0);
    endSampling();
  });
});
