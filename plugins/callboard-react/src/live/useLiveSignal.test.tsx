import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act as inReact, screen } from '@testing-library/react';
import { useLiveSignal } from './useLiveSignal';

const QUIET = 1_000;

class Signals {
  #listeners = new Set<(message: object) => void>();

  subscribe = (_channel: string, listener: (message: any) => void) => {
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  };

  signal(entity_type = 'work_item') {
    this.#listeners.forEach(tell => tell({ type: 'change', entity_type }));
  }
}

async function listen(act: () => unknown) {
  const signals = new Signals();
  function Page() {
    useLiveSignal({
      wakesOn: signal =>
        signal.type === 'change' && signal.entity_type === 'work_item',
      act,
      quiet: QUIET,
    });
    return <p>Here</p>;
  }
  renderInTestApp(
    <TestApiProvider apis={[[signalApiRef, signals]]}>
      <Page />
    </TestApiProvider>,
  );
  await screen.findByText('Here');
  return signals;
}

const pass = (ms: number) => inReact(() => jest.advanceTimersByTimeAsync(ms));

describe('a signal of the server', () => {
  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is acted on at once for all that comes with it', async () => {
    const act = jest.fn();
    const signals = await listen(act);
    signals.signal('project');
    signals.signal();
    signals.signal();
    await pass(110);
    expect(act).toHaveBeenCalledTimes(1);
    await pass(5 * QUIET);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('waits while one has just been acted on, and is not lost', async () => {
    const act = jest.fn();
    const signals = await listen(act);
    signals.signal();
    await pass(110);
    signals.signal();
    await pass(QUIET / 2);
    expect(act).toHaveBeenCalledTimes(1);
    await pass(QUIET);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('is acted on later where that was not possible', async () => {
    const act = jest.fn().mockReturnValueOnce(false);
    const signals = await listen(act);
    signals.signal();
    await pass(110);
    expect(act).toHaveBeenCalledTimes(1);
    await pass(QUIET + 10);
    expect(act).toHaveBeenCalledTimes(2);
  });
});
