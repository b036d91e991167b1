import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardClient } from '@callboard/plugin-callboard-common';
import { act as inReact, screen, waitFor } from '@testing-library/react';
import { callboardApiRef } from '../api/callboardApiRef';
import { useLiveSignal } from './useLiveSignal';

const QUIET = 1_000;

/** The signals of a portal, and the endpoint that says which to listen to. */
class Signals {
  #listeners = new Map<string, (message: object) => void>();
  /** The channels of what the person may see. */
  channels = ['one', 'two'];

  subscribe = (channel: string, listener: (message: any) => void) => {
    this.#listeners.set(channel, listener);
    return { unsubscribe: () => this.#listeners.delete(channel) };
  };

  call = jest.fn(async () => ({
    channels: this.channels.map(name => ({
      name,
      topics: name === 'mine' ? ['notifications'] : ['change'],
    })),
  }));

  /** The channels that are listened to. */
  get heard() {
    return [...this.#listeners.keys()].sort();
  }

  say(channel: string, message: object) {
    this.#listeners.get(channel)?.(message);
  }

  signal(entity_type = 'work_item') {
    this.say('one', { type: 'change', entity_type });
  }
}

interface ListenOptions {
  channels?: string[];
  topic?: 'notifications';
  onMissed?: () => void;
}

async function listen(
  act: () => unknown,
  { channels = ['one', 'two'], topic, onMissed }: ListenOptions = {},
) {
  const signals = new Signals();
  signals.channels = channels;
  function Page() {
    useLiveSignal({
      topic,
      wakesOn: signal =>
        signal.type === 'change' && signal.entity_type === 'work_item',
      act,
      onMissed,
      quiet: QUIET,
    });
    return <p>Here</p>;
  }
  const { unmount } = renderInTestApp(
    <TestApiProvider
      apis={[
        [signalApiRef, signals],
        [callboardApiRef, signals as unknown as CallboardClient],
      ]}
    >
      <Page />
    </TestApiProvider>,
  );
  await screen.findByText('Here');
  await waitFor(() => expect(signals.heard).not.toHaveLength(0));
  return Object.assign(signals, { unmount });
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

  it('comes on other channels once the person may see something else', async () => {
    const act = jest.fn();
    const onMissed = jest.fn();
    const signals = await listen(act, { onMissed });
    signals.signal();
    await pass(110);
    expect(onMissed).not.toHaveBeenCalled();
    act.mockClear();
    await pass(QUIET);
    signals.channels = ['two', 'three'];
    signals.say('two', { type: 'renew' });
    await pass(610);
    expect(signals.heard).toEqual(['three', 'two']);
    // What was told meanwhile is lost.
    expect(onMissed).toHaveBeenCalledTimes(1);
    expect(act).toHaveBeenCalledTimes(1);
    await pass(QUIET);
    signals.say('three', { type: 'change', entity_type: 'work_item' });
    await pass(110);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('is not waited for: pages ask once a minute anyway', async () => {
    const act = jest.fn();
    const signals = await listen(act);
    signals.call.mockRejectedValue(new Error('away'));
    await pass(61_000);
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('is listened to on the channels that it comes on', async () => {
    const channels = ['one', 'two', 'mine'];
    const signals = await listen(jest.fn(), {
      channels,
      topic: 'notifications',
    });
    expect(signals.heard).toEqual(['mine']);
  });

  it('is listened to only while somebody does', async () => {
    const signals = await listen(jest.fn());
    signals.unmount();
    expect(signals.heard).toEqual([]);
  });
});
