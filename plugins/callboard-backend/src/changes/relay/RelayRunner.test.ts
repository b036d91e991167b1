import { silentLogger } from '../../__testUtils__/changeFixture';
import { WorkLoop } from '../../database/WorkLoop';
import { RelayRunner } from './RelayRunner';

/** A relay whose runs end when the test decides. */
class FakeRelay {
  runs = 0;
  finish: Array<(result: boolean | Error) => void> = [];

  async drain(): Promise<boolean> {
    this.runs += 1;
    const result = await new Promise<boolean | Error>(resolve =>
      this.finish.push(resolve),
    );
    if (result instanceof Error) {
      throw result;
    }
    return result;
  }

  async end(result: boolean | Error = true): Promise<void> {
    this.finish.shift()!(result);
    await jest.advanceTimersByTimeAsync(0);
  }
}

describe('RelayRunner', () => {
  const warn = jest.fn();
  let relay: FakeRelay;
  let runner: RelayRunner;

  beforeEach(() => {
    jest.useFakeTimers();
    warn.mockReset();
    relay = new FakeRelay();
    runner = new RelayRunner(relay, { ...silentLogger, warn });
  });

  afterEach(() => jest.useRealTimers());

  /** Waits for changes that are committed together. */
  const waitForGathering = () => jest.advanceTimersByTimeAsync(25);

  it('ignores a wake-up before its start', () => {
    runner.wake();
    expect(relay.runs).toBe(0);
  });

  it('runs once more for all changes committed during a run', async () => {
    runner.start();
    await waitForGathering();
    runner.wake();
    runner.wake();
    expect(relay.runs).toBe(1);
    await relay.end();
    await waitForGathering();
    expect(relay.runs).toBe(2);
    await relay.end();
    await waitForGathering();
    expect(relay.runs).toBe(2);
  });

  it('combines changes committed within a short interval in one run', async () => {
    runner.start();
    await jest.advanceTimersByTimeAsync(20);
    runner.wake();
    await jest.advanceTimersByTimeAsync(20);
    await relay.end();
    await waitForGathering();
    expect(relay.runs).toBe(1);
  });

  it('registers with the work loop, and requests a poll after each run', async () => {
    const loop = {
      add: jest.fn(),
      remove: jest.fn(),
      pollAfterWork: jest.fn(),
    };
    runner = new RelayRunner(relay, silentLogger, loop as unknown as WorkLoop);
    runner.start();
    expect(loop.add).toHaveBeenCalledWith(runner);
    await waitForGathering();
    expect(loop.pollAfterWork).toHaveBeenCalledTimes(0);
    await relay.end();
    expect(loop.pollAfterWork).toHaveBeenCalledTimes(1);
    runner.wake();
    await waitForGathering();
    expect(relay.runs).toBe(2);
    await relay.end();
    await runner.stop();
    expect(loop.remove).toHaveBeenCalledWith(runner);
  });

  it('runs again soon when another replica was running the relay', async () => {
    runner.start();
    await waitForGathering();
    await relay.end(false);
    await jest.advanceTimersByTimeAsync(225);
    expect(relay.runs).toBe(2);
  });

  it('resumes after a database outage, and logs one warning', async () => {
    runner.start();
    await waitForGathering();
    await relay.end(new Error('database away'));
    await jest.advanceTimersByTimeAsync(1_025);
    await relay.end(new Error('database away'));
    await jest.advanceTimersByTimeAsync(1_025);
    await relay.end();
    expect(relay.runs).toBe(3);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('stops only after the current run completes', async () => {
    runner.start();
    await waitForGathering();
    let stopped = false;
    const stopping = runner.stop().then(() => {
      stopped = true;
    });
    await jest.advanceTimersByTimeAsync(5_000);
    expect(stopped).toBe(false);
    await relay.end();
    await stopping;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(relay.runs).toBe(1);
  });

  it('stops immediately while it waits to combine changes', async () => {
    runner.start();
    await runner.stop();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(relay.runs).toBe(0);
  });

  it('pauses during runWhileStopped, and runs again afterwards', async () => {
    runner.start();
    await waitForGathering();
    await relay.end();
    await runner.runWhileStopped(async () => {
      await jest.advanceTimersByTimeAsync(5_000);
      expect(relay.runs).toBe(1);
    });
    await waitForGathering();
    expect(relay.runs).toBe(2);
    await relay.end();
  });
});
