import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  endpoints,
  type CallboardClient,
} from '@callboard/plugin-callboard-common';
import { act as inReact, screen, waitFor } from '@testing-library/react';
import { callboardApiRef } from './useCallboardClient';
import { useLiveSignal } from '../live/useLiveSignal';
import { CallboardProvider } from './CallboardProvider';
import {
  changePages,
  loadWholeList,
  removeCachedItem,
  usePages,
} from './usePages';
import { getFieldProblems, getProblems } from './getProblems';
import { useEndpointMutation } from './useEndpointMutation';
import { useMe } from './useCallboardQuery';

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

  it('sends one request for data that two plugins show', async () => {
    const fetch = render(async () =>
      Response.json({ display_name: 'Max Member' }),
    );
    await waitFor(() =>
      expect(screen.getAllByText('Max Member')).toHaveLength(2),
    );
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('omits retries after a 403 response', async () => {
    const fetch = render(async () => Response.json({}, { status: 403 }));
    await waitFor(() => expect(screen.getAllByText(/403/)).toHaveLength(2));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('omits retries after a 503 response with Retry-After', async () => {
    const fetch = render(async () =>
      Response.json({}, { status: 503, headers: { 'Retry-After': '5' } }),
    );
    await waitFor(() => expect(screen.getAllByText(/503/)).toHaveLength(2));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('retries after a 503 response without Retry-After @full', async () => {
    const fetch = render(async () => Response.json({}, { status: 503 }));
    await waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
  });
});

describe('cached lists', () => {
  const page = (...items: string[]) => ({
    items,
    next_cursor: null,
    total: 3,
  });

  const isB = (item: string) => item === 'b';

  it('applies a change to a single page and to each page of a paged list', () => {
    const louder = ({ items, ...rest }: ReturnType<typeof page>) => ({
      ...rest,
      items: items.map(item => `${item}!`),
    });
    expect(changePages(page('a', 'b'), louder)).toEqual(page('a!', 'b!'));
    expect(
      changePages({ pages: [page('a'), page('b')], pageParams: [] }, louder),
    ).toEqual({ pages: [page('a!'), page('b!')], pageParams: [] });
  });

  it('deletes an item, and lowers the total on every page', () => {
    expect(removeCachedItem(page('a', 'b', 'c'), isB)).toEqual({
      ...page('a', 'c'),
      total: 2,
    });
    const paged = { pages: [page('a'), page('b', 'c')], pageParams: [] };
    expect(removeCachedItem(paged, isB)).toEqual({
      pages: [
        { ...page('a'), total: 2 },
        { ...page('c'), total: 2 },
      ],
      pageParams: [],
    });
  });

  it('returns the same list when the item is missing', () => {
    const paged = { pages: [page('a'), page('c')], pageParams: [] };
    expect(removeCachedItem(paged, isB)).toBe(paged);
  });
});

describe('getFieldProblems', () => {
  it('returns the path and reason of every field', () => {
    const problems = [
      { field: 'body.cells[3].minutes', reason: 'must be at most 1440' },
      { field: 'body.cells[3].date', reason: 'must be in the week' },
    ];
    expect(getFieldProblems(refusal({ message: 'Bad', problems }))).toEqual(
      problems,
    );
  });

  it('parses the field paths of a conflict from its message', () => {
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
  ])('returns no fields for %j', error => {
    expect(getFieldProblems(error)).toEqual([]);
  });
});

describe('getProblems', () => {
  it('returns the message, and the reasons by body field', () => {
    const problems = [
      { field: 'body.name', reason: 'must not be empty' },
      { field: 'query.limit', reason: 'must be at most 200' },
    ];
    expect(getProblems(refusal({ message: 'Bad', problems }))).toEqual({
      message: 'Bad',
      fields: { name: 'must not be empty' },
    });
  });

  it('parses the fields of a conflict from its message', () => {
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
  ])('returns no fields for %j', (error, message) => {
    expect(getProblems(error)).toEqual({ message, fields: {} });
  });
});

describe('usePages', () => {
  /** Renders a list of two pages whose requests can be slow. */
  async function renderList() {
    let release = () => {};
    let version = 1;
    let slowCursor: string | undefined | null = null;
    const load = async (cursor: string | undefined) => {
      if (slowCursor === cursor) {
        slowCursor = null;
        await new Promise<void>(resolve => {
          release = resolve;
        });
      }
      return cursor
        ? { items: ['second'], next_cursor: null }
        : { items: [`first ${version}`], next_cursor: '1' };
    };
    function List() {
      const list = usePages({ queryKey: ['list'], load });
      return (
        <>
          <p>{list.data?.items.join(', ') ?? 'loading'}</p>
          <button onClick={() => list.refetch()}>Refetch</button>
          <button onClick={list.loadMore}>
            {list.isLoadingMore ? 'Loading more' : 'Load more'}
          </button>
        </>
      );
    }
    renderInTestApp(
      <CallboardProvider>
        <List />
      </CallboardProvider>,
    );
    await screen.findByText('first 1');
    version = 2;
    return {
      /** Delays the next request of a page. */
      delay: (cursor: string | undefined) => {
        slowCursor = cursor;
      },
      release: () => inReact(async () => release()),
    };
  }

  const press = (name: string) => inReact(() => screen.getByText(name).click());

  it('loads the next page after a running refetch, whose rows it shows', async () => {
    const { delay, release } = await renderList();
    delay(undefined);
    press('Refetch');
    press('Load more');
    expect(screen.getByText('Loading more')).toBeVisible();
    await release();
    expect(await screen.findByText('first 2, second')).toBeVisible();
    expect(screen.getByText('Load more')).toBeVisible();
  });

  it('loads the next page again after a refetch has cancelled its load', async () => {
    const { delay, release } = await renderList();
    delay('1');
    press('Load more');
    press('Refetch');
    expect(screen.getByText('Loading more')).toBeVisible();
    await release();
    expect(await screen.findByText('first 2, second')).toBeVisible();
    expect(await screen.findByText('Load more')).toBeVisible();
  });
});

describe('loadWholeList', () => {
  /** A client of an endless list: each page has 200 numbers and a cursor. */
  const call = jest.fn(async (_endpoint, { query }) => {
    const first = Number(query.cursor ?? 0);
    return {
      items: Array.from({ length: query.limit }, (_, index) => first + index),
      next_cursor: String(first + query.limit),
    };
  });
  const client = { call } as unknown as CallboardClient;
  const load = () =>
    loadWholeList(client, endpoints.listLabels, {
      params: { slug: 'default', pid: 'p' },
      query: { search: 'bug' },
    });

  beforeEach(() => call.mockClear());

  it('requests page after page with the same filters, until a page is the last', async () => {
    call.mockImplementationOnce(async () => ({
      items: [1, 2],
      next_cursor: '2',
    }));
    call.mockImplementationOnce(async () => ({
      items: [3],
      next_cursor: null as never,
    }));
    expect(await load()).toEqual({ items: [1, 2, 3], next_cursor: null });
    expect(call.mock.calls.map(([, input]) => input.query)).toEqual([
      { search: 'bug', limit: 200 },
      { search: 'bug', limit: 200, cursor: '2' },
    ]);
  });

  it('stops after 10,000 items', async () => {
    const { items } = await load();
    expect(items).toHaveLength(10_000);
    expect(call).toHaveBeenCalledTimes(50);
  });
});

describe('useLiveSignal', () => {
  const PAUSE_MS = 1_000;

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
    get subscribedChannels() {
      return [...this.#listeners.keys()].sort();
    }

    send(channel: string, message: object) {
      this.#listeners.get(channel)?.(message);
    }

    signal(entity_type = 'work_item') {
      this.send('one', { type: 'change', entity_type });
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
        isRelevant: signal =>
          signal.type === 'change' && signal.entity_type === 'work_item',
        run,
        onMissed,
        pauseMs: PAUSE_MS,
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
    await waitFor(() => expect(signals.subscribedChannels).not.toHaveLength(0));
    return Object.assign(signals, { unmount });
  }

  const pass = (ms: number) => inReact(() => jest.advanceTimersByTimeAsync(ms));

  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('runs the handler once for matching signals that arrive together', async () => {
    const handler = jest.fn();
    const signals = await listen(handler);
    signals.signal('project');
    signals.signal();
    signals.signal();
    await pass(110);
    expect(handler).toHaveBeenCalledTimes(1);
    await pass(5 * PAUSE_MS);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('delays a signal during the pause, and runs the handler after it', async () => {
    const handler = jest.fn();
    const signals = await listen(handler);
    signals.signal();
    await pass(110);
    signals.signal();
    await pass(PAUSE_MS / 2);
    expect(handler).toHaveBeenCalledTimes(1);
    await pass(PAUSE_MS);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('runs the handler again after the pause when it returned false', async () => {
    const handler = jest.fn().mockReturnValueOnce(false);
    const signals = await listen(handler);
    signals.signal();
    await pass(110);
    expect(handler).toHaveBeenCalledTimes(1);
    await pass(PAUSE_MS + 10);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('subscribes to the new channels after a renew signal, and reports missed signals', async () => {
    const handler = jest.fn();
    const onMissed = jest.fn();
    const signals = await listen(handler, { onMissed });
    signals.signal();
    await pass(110);
    expect(onMissed).not.toHaveBeenCalled();
    handler.mockClear();
    await pass(PAUSE_MS);
    signals.channels = ['two', 'three'];
    signals.send('two', { type: 'renew' });
    await pass(610);
    expect(signals.subscribedChannels).toEqual(['three', 'two']);
    // Messages sent in the meantime are lost.
    expect(onMissed).toHaveBeenCalledTimes(1);
    expect(handler).toHaveBeenCalledTimes(1);
    await pass(PAUSE_MS);
    signals.send('three', { type: 'change', entity_type: 'work_item' });
    await pass(110);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('renews the channels after a renew signal during a request', async () => {
    const signals = await listen(jest.fn());
    let respond = () => {};
    signals.call.mockImplementationOnce(async () => {
      await new Promise<void>(resolve => {
        respond = resolve;
      });
      return { channels: [{ name: 'two', topics: ['change'] }] };
    });
    signals.send('two', { type: 'renew' });
    await pass(510);
    signals.channels = ['three'];
    signals.send('two', { type: 'renew' });
    respond();
    await pass(510);
    expect(signals.subscribedChannels).toEqual(['three']);
  });

  it('runs the handler after a minute without signals', async () => {
    const handler = jest.fn();
    const signals = await listen(handler);
    signals.call.mockRejectedValue(new Error('away'));
    await pass(61_000);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('subscribes only to the channels of its topic', async () => {
    const channels = ['one', 'two', 'mine'];
    const signals = await listen(jest.fn(), {
      channels,
      topic: 'notifications',
    });
    expect(signals.subscribedChannels).toEqual(['mine']);
  });

  it('unsubscribes from all channels on unmount', async () => {
    const signals = await listen(jest.fn());
    signals.unmount();
    expect(signals.subscribedChannels).toEqual([]);
  });
});

describe('useEndpointMutation', () => {
  function DeleteWorkspace(props: {
    onSuccess: () => void;
    isDoneIfMissing?: boolean;
  }) {
    const { data } = useMe();
    const mutation = useEndpointMutation(endpoints.deleteWorkspace, {
      toRequest: (slug: string) => ({ params: { slug } }),
      invalidates: [endpoints.getMe],
      toSuccessTitle: (_, slug) => `${slug} deleted`,
      toFailureTitle: slug => `${slug} was not deleted.`,
      ...props,
    });
    return (
      <button onClick={() => mutation.mutate('ops')}>
        {data?.display_name ?? 'loading'}
      </button>
    );
  }

  /** Renders the component with a server that responds to the deletion with a status. */
  async function deleteWith(status: number, isDoneIfMissing = false) {
    const onSuccess = jest.fn();
    let reads = 0;
    renderInTestApp(
      <CallboardProvider>
        <DeleteWorkspace
          onSuccess={onSuccess}
          isDoneIfMissing={isDoneIfMissing}
        />
      </CallboardProvider>,
      {
        apis: [
          mockApis.fetch({
            baseImplementation: async (_, init) => {
              if (init?.method === 'DELETE') {
                return status === 204
                  ? new Response(null, { status })
                  : Response.json({ error: { message: 'In use' } }, { status });
              }
              reads += 1;
              return Response.json({ display_name: `read ${reads}` });
            },
          }),
        ],
      },
    );
    (await screen.findByText('read 1')).click();
    return { onSuccess, countReads: () => reads };
  }

  it('shows a success message, and refetches the data that the change made out of date', async () => {
    const { onSuccess } = await deleteWith(204);
    expect(await screen.findByText('ops deleted')).toBeVisible();
    expect(await screen.findByText('read 2')).toBeVisible();
    expect(onSuccess).toHaveBeenCalledTimes(1);
  });

  it.each([404, 412])(
    'shows a failure and refetches the data after a %s response',
    async status => {
      const { onSuccess } = await deleteWith(status);
      expect(await screen.findByText('ops was not deleted.')).toBeVisible();
      expect(await screen.findByText('read 2')).toBeVisible();
      expect(onSuccess).not.toHaveBeenCalled();
    },
  );

  it('refetches the data without a failure after a 404 response if the resource may be missing', async () => {
    await deleteWith(404, true);
    expect(await screen.findByText('read 2')).toBeVisible();
    expect(screen.queryByText('ops was not deleted.')).toBeNull();
  });

  it('keeps the data after another failure, and shows the server’s message', async () => {
    const { countReads } = await deleteWith(409);
    expect(await screen.findByText(/In use/)).toBeVisible();
    expect(countReads()).toBe(1);
  });
});
