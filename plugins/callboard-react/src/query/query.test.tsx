import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { CallboardClient } from '@callboard/plugin-callboard-common';
import { act as inReact, screen, waitFor } from '@testing-library/react';
import { callboardApiRef } from '../api/callboardApiRef';
import { useLiveSignal } from '../live/useLiveSignal';
import { CallboardProvider } from './CallboardProvider';
import { changePages, withoutItem } from './cachedLists';
import { getFieldProblems } from './getFieldProblems';
import { getProblems } from './getProblems';
import { useMe } from './useMe';

const refusal = (error: object) => ({ body: { error } });

describe('CallboardProvider', () => {
  function Name() {
    const { data, error } = useMe();
    return <p>{data?.display_name ?? error?.message ?? 'loading'}</p>;
  }

  function render(baseImplementation: () => Promise<Response>) {
    const fetch = jest.fn(baseImplementation);
    renderInTestApp(
      <>
        <CallboardProvider>
          <Name />
        </CallboardProvider>
        <CallboardProvider>
          <Name />
        </CallboardProvider>
      </>,
      { apis: [mockApis.fetch({ baseImplementation: fetch })] },
    );
    return fetch;
  }

  it('asks once for what two plugins show', async () => {
    const fetch = render(async () =>
      Response.json({ display_name: 'Max Member' }),
    );
    await waitFor(() =>
      expect(screen.getAllByText('Max Member')).toHaveLength(2),
    );
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('never repeats a request that was refused', async () => {
    const fetch = render(async () => Response.json({}, { status: 403 }));
    await waitFor(() => expect(screen.getAllByText(/403/)).toHaveLength(2));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('never repeats a request before the server is ready for it', async () => {
    const fetch = render(async () =>
      Response.json({}, { status: 503, headers: { 'Retry-After': '5' } }),
    );
    await waitFor(() => expect(screen.getAllByText(/503/)).toHaveLength(2));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('repeats a request that the server failed on @full', async () => {
    const fetch = render(async () => Response.json({}, { status: 503 }));
    await waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
  });
});

describe('lists in the cache', () => {
  const page = (...items: string[]) => ({
    items,
    next_cursor: null,
    total: 3,
  });

  const isB = (item: string) => item === 'b';

  it('change whether they are read as one page or as several', () => {
    const louder = ({ items, ...rest }: ReturnType<typeof page>) => ({
      ...rest,
      items: items.map(item => `${item}!`),
    });
    expect(changePages(page('a', 'b'), louder)).toEqual(page('a!', 'b!'));
    expect(
      changePages({ pages: [page('a'), page('b')], pageParams: [] }, louder),
    ).toEqual({ pages: [page('a!'), page('b!')], pageParams: [] });
  });

  it('lose an item, and count it no more', () => {
    expect(withoutItem(page('a', 'b', 'c'), isB)).toEqual({
      ...page('a', 'c'),
      total: 2,
    });
    const paged = { pages: [page('a'), page('b', 'c')], pageParams: [] };
    expect(withoutItem(paged, isB)).toEqual({
      pages: [
        { ...page('a'), total: 2 },
        { ...page('c'), total: 2 },
      ],
      pageParams: [],
    });
  });

  it('stay the same without it', () => {
    const paged = { pages: [page('a'), page('c')], pageParams: [] };
    expect(withoutItem(paged, isB)).toBe(paged);
  });
});

describe('getFieldProblems', () => {
  it('gives the paths of all fields as the server names them', () => {
    const problems = [
      { field: 'body.cells[3].minutes', reason: 'must be at most 1440' },
      { field: 'body.cells[3].date', reason: 'must be in the week' },
    ];
    expect(getFieldProblems(refusal({ message: 'Bad', problems }))).toEqual(
      problems,
    );
  });

  it('reads the paths of a conflict from its words', () => {
    const message =
      'body.cells[0]: has 2 entries; body.cells[7].date: is approved';
    expect(getFieldProblems(refusal({ message }))).toEqual([
      { field: 'body.cells[0]', reason: 'has 2 entries' },
      { field: 'body.cells[7].date', reason: 'is approved' },
    ]);
  });

  it.each([
    [new Error('Failed to fetch')],
    [refusal({ message: 'The slug lab is taken' })],
    [null],
  ])('names no field in %j', error => {
    expect(getFieldProblems(error)).toEqual([]);
  });
});

describe('getProblems', () => {
  it('tells what is wrong by field', () => {
    const problems = [
      { field: 'body.name', reason: 'must not be empty' },
      { field: 'query.limit', reason: 'must be at most 200' },
    ];
    expect(getProblems(refusal({ message: 'Bad', problems }))).toEqual({
      message: 'Bad',
      fields: { name: 'must not be empty' },
    });
  });

  it('reads the fields of a conflict from its words', () => {
    const message =
      'body.code: PAY is taken by Payments; body.short_name: PAY is taken by Shop';
    expect(getProblems(refusal({ message })).fields).toEqual({
      code: 'PAY is taken by Payments',
      short_name: 'PAY is taken by Shop',
    });
  });

  it.each([
    [new Error('Failed to fetch'), 'Failed to fetch'],
    [refusal({ message: 'The slug lab is taken' }), 'The slug lab is taken'],
    [null, ''],
  ])('is about no field in %j', (error, message) => {
    expect(getProblems(error)).toEqual({ message, fields: {} });
  });
});

describe('a signal of the server', () => {
  const QUIET = 1_000;

  /** The signals of a portal, and the endpoint that lists its channels. */
  class Signals {
    #listeners = new Map<string, (message: object) => void>();
    /** The channels of everything the person may see. */
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

    /** The channels with a subscription. */
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
    run: () => unknown,
    { channels = ['one', 'two'], topic, onMissed }: ListenOptions = {},
  ) {
    const signals = new Signals();
    signals.channels = channels;
    function Page() {
      useLiveSignal({
        topic,
        wakesOn: signal =>
          signal.type === 'change' && signal.entity_type === 'work_item',
        run,
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
    // Messages sent in the meantime are lost.
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
