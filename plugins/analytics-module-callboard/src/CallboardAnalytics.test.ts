import { FakePortal } from './__testUtils__/FakePortal';
import { createPortalEvent } from './__testUtils__/portalEvent';

describe('CallboardAnalytics', () => {
  let portal: FakePortal;

  beforeEach(() => {
    portal = new FakePortal();
  });

  it('sends events after a few seconds, in one request @full', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    await tab.visit('/');
    await tab.visit('/catalog/default/component/web');
    tab.press('Edit');
    await portal.browser.advance(3_000);
    expect(portal.posts).toHaveLength(0);
    await portal.browser.advance(2_000);
    expect(portal.recorded).toEqual([
      'page_view /',
      'entity_view web',
      'click Edit',
    ]);
    expect(portal.posts).toHaveLength(1);
    expect(portal.posts[0].keepalive).toBe(true);
    await portal.browser.advance(3_600_000);
    expect(portal.posts).toHaveLength(1);
    expect(portal.browser.stored.size).toBeLessThanOrEqual(1);
  });

  it('sends events at once when many are queued', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    tab.press(...Array.from({ length: 250 }, (_, n) => `${n}`));
    await portal.browser.advance(10);
    expect(portal.activity).toHaveLength(250);
    expect(portal.posts).toHaveLength(3);
  });

  it('records a repeated page view once within five seconds, and again later', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    await tab.visit('/docs');
    await tab.visit('/docs#part');
    await portal.browser.advance(4_900);
    await tab.visit('/docs?tab=2');
    await portal.browser.advance(200);
    await tab.visit('/docs');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /docs', 'page_view /docs']);
  });

  it('records one view for all tabs of an entity, ignoring path case and trailing slash', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    await tab.visit('/catalog/default/component/web');
    await tab.visit('/catalog/default/component/web/');
    await tab.visit('/catalog/default/Component/Web/work');
    await tab.visit('/catalog/default/component/api');
    await tab.visit('/catalog/default/component/web/time');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['entity_view web', 'entity_view api']);
  });

  it('omits a repeated view after a reload, but records it after the clock is set back', async () => {
    const before = portal.open();
    await portal.browser.advance(0);
    await before.visit('/docs');
    before.emitSignal('leave');
    const after = portal.open();
    await portal.browser.advance(0);
    await after.visit('/docs');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /docs']);
    portal.browser.time -= 3_600_000;
    await after.visit('/docs');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toHaveLength(2);
  });

  it('records the final search text, not each keystroke', async () => {
    const tab = portal.open('/search');
    await portal.browser.advance(0);
    for (const subject of ['pay', 'paym', 'payments', 'payments']) {
      tab.capture(createPortalEvent({ action: 'search', subject, value: 3 }));
      await portal.browser.advance(300);
    }
    tab.capture(createPortalEvent({ action: 'search', subject: 'orders' }));
    await tab.visit('/catalog/default/component/orders');
    await portal.browser.advance(10_000);
    expect(portal.recorded).toEqual([
      'search payments',
      'search orders',
      'entity_view orders',
    ]);
  });

  it('records a redirect as a view of its target page', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    tab.capture(
      createPortalEvent({ subject: '/settings', context: { pluginId: 'app' } }),
      createPortalEvent({ subject: '/settings/general' }),
    );
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /settings/general']);
    expect(portal.activity[0].metadata).toMatchObject({ plugin_id: 'home' });
  });

  it('records an item opened within a page in addition to the page', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    const item = (subject: string) =>
      createPortalEvent({
        action: 'view',
        subject,
        attributes: { entityType: 'work_item', entityId: subject },
      });
    await tab.visit('/catalog/default/component/web/work');
    tab.capture(item('PAY-41'), item('PAY-42'));
    await tab.visit('/docs');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual([
      'entity_view web',
      'entity_view PAY-42',
      'page_view /docs',
    ]);
  });

  it('records a click on a link and the page it opens as one event', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    const click = (subject: string, to: string) =>
      createPortalEvent({ action: 'click', subject, attributes: { to } });
    tab.capture(click('Settings', '/settings'));
    tab.capture(createPortalEvent({ subject: '/settings' }));
    await tab.visit('/settings/general');
    tab.capture(click('In a new window', '/docs'));
    await portal.browser.advance(1_000);
    tab.capture(click('Elsewhere', 'https://example.com/x'));
    await tab.visit('/');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual([
      'page_view /settings/general',
      'click In a new window',
      'click Elsewhere',
      'page_view /',
    ]);
    expect(portal.activity[0].metadata).toMatchObject({ clicked: 'Settings' });
  });

  it('labels entities with their titles, or with their names when they have none', async () => {
    portal.titles = { 'component:default/web': 'The web shop' };
    const tab = portal.open();
    await portal.browser.advance(0);
    await tab.visit('/catalog/default/component/web');
    await tab.visit('/catalog/default/component/api');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual([
      'entity_view The web shop',
      'entity_view api',
    ]);
  });

  it('labels an entity with its title even when the page is left at once', async () => {
    portal.titles = { 'component:default/web': 'The web shop' };
    const tab = portal.open();
    await portal.browser.advance(0);
    await tab.visit('/catalog/default/component/web');
    tab.emitSignal('leave');
    await portal.browser.advance(0);
    expect(portal.recorded).toEqual(['entity_view The web shop']);
  });

  it('omits events before sign-in, except the view of the current page', async () => {
    let signIn = () => {};
    const signedIn = new Promise<void>(resolve => {
      signIn = resolve;
    });
    const apis = portal.createApis();
    const { getBackstageIdentity } = apis.identityApi;
    portal.createApis = () => ({
      ...apis,
      identityApi: {
        getBackstageIdentity: () => signedIn.then(getBackstageIdentity),
      },
    });
    const tab = portal.open();
    await tab.visit('/');
    tab.capture(createPortalEvent({ action: 'click', subject: 'Sign in' }));
    await tab.visit('/catalog');
    await portal.browser.advance(60_000);
    expect(portal.posts).toHaveLength(0);
    expect(portal.browser.stored.size).toBe(0);
    signIn();
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /catalog']);
  });

  it('retries when the identity request fails', async () => {
    const apis = portal.createApis();
    let failures = 1;
    portal.createApis = () => ({
      ...apis,
      identityApi: {
        getBackstageIdentity: async () => {
          failures -= 1;
          if (failures >= 0) {
            throw new Error('away');
          }
          return apis.identityApi.getBackstageIdentity();
        },
      },
    });
    const tab = portal.open();
    await tab.visit('/a');
    await portal.browser.advance(40_000);
    expect(portal.recorded).toEqual(['page_view /a']);
  });

  it('ignores invalid events without throwing', async () => {
    const tab = portal.open();
    await portal.browser.advance(0);
    expect(() => {
      for (const broken of [undefined, null, {}, { action: 1 }, 'x']) {
        tab.analytics.captureEvent(broken as never);
      }
    }).not.toThrow();
  });
});

describe('queued analytics events', () => {
  const respondUnavailable = () => new Response(null, { status: 503 });

  let portal: FakePortal;

  beforeEach(() => {
    portal = new FakePortal();
  });

  async function openTab() {
    const tab = portal.open();
    await portal.browser.advance(0);
    return tab;
  }

  describe.each([true, false])('with tab locks: %s', hasLocks => {
    beforeEach(() => {
      portal.browser.hasLocks = hasLocks;
    });

    it('sends events queued before a reload @full', async () => {
      portal.refuse = respondUnavailable;
      const before = await openTab();
      await before.visit('/a');
      await before.visit('/b');
      before.emitSignal('leave');
      await portal.browser.advance(0);
      portal.refuse = () => undefined;
      const after = await openTab();
      await after.visit('/c');
      await portal.browser.advance(5_000);
      expect(portal.recorded).toEqual([
        'page_view /a',
        'page_view /b',
        'page_view /c',
      ]);
    });

    it('sends each event from one tab only @full', async () => {
      const tabs = [await openTab(), await openTab(), await openTab()];
      tabs.forEach((tab, n) => tab.press(`one ${n}`));
      await portal.browser.advance(10 * 60_000);
      tabs.forEach((tab, n) => tab.press(`two ${n}`));
      tabs[0].emitSignal('leave');
      await portal.browser.advance(10 * 60_000);
      const sent = portal.posts.flatMap(post => post.events);
      expect(sent).toHaveLength(6);
      expect(portal.recorded).toHaveLength(6);
    });

    it('sends the events of a closed tab from another tab', async () => {
      portal.refuse = respondUnavailable;
      const one = await openTab();
      await openTab();
      await one.visit('/a');
      one.emitSignal('leave');
      await portal.browser.advance(0);
      portal.refuse = () => undefined;
      await portal.browser.advance(70_000);
      expect(portal.recorded).toEqual(['page_view /a']);
    });

    it('sends no duplicates when a page returns from the back/forward cache @full', async () => {
      const queued = await openTab();
      await queued.visit('/a');
      queued.emitSignal('leave');
      await openTab();
      await portal.browser.advance(60_000);
      queued.emitSignal('return');
      await portal.browser.advance(0);
      await queued.visit('/b');
      await portal.browser.advance(10 * 60_000);
      expect(portal.recorded).toEqual(['page_view /a', 'page_view /b']);
    });
  });

  it('sends the events of a crashed tab from another tab', async () => {
    portal.refuse = respondUnavailable;
    portal.browser.hasLocks = false;
    const crashed = await openTab();
    await crashed.visit('/a');
    const copy = new Map(portal.browser.stored);
    crashed.emitSignal('leave');
    portal.browser.stored.clear();
    copy.forEach((value, key) => portal.browser.stored.set(key, value));
    portal.refuse = () => undefined;
    await openTab();
    await portal.browser.advance(10 * 60_000);
    expect(portal.recorded).toEqual(['page_view /a']);
  });

  it('sends events only as the user who caused them @full', async () => {
    portal.refuse = respondUnavailable;
    const max = await openTab();
    await max.visit('/max');
    max.emitSignal('leave');
    await portal.browser.advance(0);
    portal.refuse = () => undefined;
    portal.userEntityRef = 'user:default/Mona.Manager';
    const mona = await openTab();
    await mona.visit('/mona');
    await portal.browser.advance(10 * 60_000);
    mona.emitSignal('leave');
    expect(portal.recorded).toEqual(['page_view /mona']);
    portal.userEntityRef = 'user:default/max.member';
    await openTab();
    await portal.browser.advance(5_000);
    expect(portal.activity.map(a => `${a.user} ${a.entity_label}`)).toEqual([
      'user:default/Mona.Manager /mona',
      'user:default/max.member /max',
    ]);
  });

  it('sends no events of the previous user after another tab changes the user', async () => {
    const tab = await openTab();
    await tab.visit('/as-max');
    portal.userEntityRef = 'user:default/mona.manager';
    await portal.browser.advance(10_000);
    expect(portal.activity).toHaveLength(0);
    await tab.visit('/as-mona');
    await portal.browser.advance(10_000);
    expect(portal.activity.map(a => `${a.user} ${a.entity_label}`)).toEqual([
      'user:default/mona.manager /as-mona',
    ]);
  });

  it('limits the queue to 1,000 events, and deletes the oldest first @full', async () => {
    portal.refuse = respondUnavailable;
    const tab = await openTab();
    tab.press(...Array.from({ length: 1_200 }, (_, n) => `${n}`));
    portal.refuse = () => undefined;
    await portal.browser.advance(10 * 60_000);
    expect(portal.recorded).toHaveLength(1_000);
    expect(portal.recorded[999]).toBe('click 1199');
  });

  it('limits the size of the queue in bytes @full', async () => {
    portal.refuse = respondUnavailable;
    const tab = await openTab();
    const attributes = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`k${n}`, '語'.repeat(256)]),
    );
    for (let n = 0; n < 200; n++) {
      tab.capture(
        createPortalEvent({ action: 'click', subject: `${n}`, attributes }),
      );
    }
    const bytes = [...portal.browser.stored.values()].join('').length;
    expect(bytes).toBeLessThan(600_000);
  });

  it('deletes events that are too old for the server to deduplicate', async () => {
    portal.refuse = respondUnavailable;
    const tab = await openTab();
    await tab.visit('/old');
    tab.emitSignal('leave');
    await portal.browser.advance(8 * 24 * 3_600_000);
    portal.refuse = () => undefined;
    await openTab();
    await portal.browser.advance(60_000);
    expect(portal.recorded).toEqual([]);
    expect([...portal.browser.stored.keys()].join()).not.toContain('queue');
  });

  it.each([
    'not json',
    'null',
    '[]',
    '{"events":7}',
    '{"events":[null,{},{"at":1,"event":{"action":"BAD"}}]}',
  ])('sends events despite damaged storage: %s', async damaged => {
    const key = 'callboard.activity/queue/user%3Adefault%2Fmax.member/x';
    portal.browser.stored.set(key, damaged);
    portal.browser.stored.set(
      'callboard.activity/recent/user%3Adefault%2Fmax.member',
      damaged,
    );
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /a']);
  });

  it.each(['full', 'blocked'] as const)(
    'sends events when the storage is %s',
    async state => {
      const tab = await openTab();
      portal.browser.storageState = state;
      await tab.visit('/a');
      await tab.visit('/a');
      const other = await openTab();
      await other.visit('/b');
      other.emitSignal('leave');
      await portal.browser.advance(70_000);
      expect(portal.recorded.sort()).toEqual(['page_view /a', 'page_view /b']);
    },
  );

  it('sends events when no storage exists', async () => {
    const { openTab: openTabWithStorage } = portal.browser;
    portal.browser.openTab = path => {
      const opened = openTabWithStorage.call(portal.browser, path);
      opened.environment.storage = undefined;
      return opened;
    };
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /a']);
  });
});

describe('EventSender', () => {
  const HOUR = 3_600_000;

  function status(code: number, headers?: Record<string, string>) {
    return Response.json(
      {
        error: { name: 'Error', message: 'no' },
        response: { statusCode: code },
      },
      { status: code, headers },
    );
  }

  let portal: FakePortal;

  beforeEach(() => {
    portal = new FakePortal();
  });

  async function openTab() {
    const tab = portal.open();
    await portal.browser.advance(0);
    return tab;
  }

  const getDelays = () =>
    portal.posts
      .slice(1)
      .map((post, index) =>
        Math.round((post.at - portal.posts[index].at) / 1e3),
      );

  it('retries with increasing delays while the server fails @full', async () => {
    portal.refuse = () => status(503);
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(20 * 60_000);
    expect(getDelays().slice(0, 8)).toEqual([4, 8, 15, 30, 60, 120, 225, 225]);
    const { events } = portal.posts[0];
    expect(
      portal.posts.every(
        p => p.events[0].client_event_id === events[0].client_event_id,
      ),
    ).toBe(true);
    portal.refuse = () => undefined;
    await portal.browser.advance(5 * 60_000);
    expect(portal.recorded).toEqual(['page_view /a']);
  });

  it('retries when the server is unreachable, and when the network comes back @full', async () => {
    portal.refuse = () => Response.error();
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(10 * 60_000);
    portal.refuse = () => undefined;
    tab.emitSignal('online');
    await portal.browser.advance(5_000);
    expect(portal.recorded).toEqual(['page_view /a']);
  });

  it('cancels a request that gets no response, and retries it', async () => {
    portal.hangs = true;
    const tab = await openTab();
    tab.press('a');
    await portal.browser.advance(20_000);
    portal.hangs = false;
    expect(portal.posts).toHaveLength(0);
    await portal.browser.advance(30_000);
    expect(portal.recorded).toEqual(['click a']);
  });

  it('waits for the seconds in Retry-After before the next request', async () => {
    portal.refuse = () => status(429, { 'retry-after': '60' });
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(5_000);
    expect(portal.posts).toHaveLength(1);
    await tab.visit('/b');
    tab.emitSignal('online');
    tab.emitSignal('hidden');
    await portal.browser.advance(58_000);
    expect(portal.posts).toHaveLength(1);
    portal.refuse = () => undefined;
    await portal.browser.advance(10_000);
    expect(portal.recorded).toEqual(['page_view /a', 'page_view /b']);
  });

  it('waits until the date in Retry-After before the next request', async () => {
    const at = new Date(portal.browser.time + 90_000).toUTCString();
    portal.refuse = () => status(503, { 'retry-after': at });
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.advance(80_000);
    expect(portal.posts).toHaveLength(1);
    portal.refuse = () => undefined;
    await portal.browser.advance(20_000);
    expect(portal.recorded).toHaveLength(1);
  });

  it.each([401, 403, 404])(
    'pauses after status %s, and keeps the queued events @full',
    async code => {
      portal.refuse = () => status(code);
      const tab = await openTab();
      await tab.visit('/a');
      await portal.browser.advance(3 * 60_000);
      expect(portal.posts).toHaveLength(1);
      tab.emitSignal('online');
      await portal.browser.advance(10_000);
      expect(portal.posts).toHaveLength(1);
      portal.refuse = () => undefined;
      await portal.browser.advance(5 * 60_000);
      expect(portal.recorded).toEqual(['page_view /a']);
    },
  );

  it.each([400, 413])(
    'deletes only the one event that causes status %s',
    async code => {
      const poison = 'click 41';
      portal.refuse = events =>
        events.some(e => `${e.action} ${e.entity_label}` === poison)
          ? status(code)
          : undefined;
      const tab = await openTab();
      tab.press(...Array.from({ length: 90 }, (_, n) => `${n}`));
      await portal.browser.advance(10_000);
      expect(portal.recorded).toHaveLength(89);
      expect(portal.recorded).not.toContain(poison);
      expect(portal.posts.length).toBeLessThan(16);
      await tab.visit('/later');
      await portal.browser.advance(10_000);
      expect(portal.recorded).toHaveLength(90);
    },
  );

  it('limits the number of requests when the server rejects every event @full', async () => {
    portal.refuse = () => status(400);
    const tab = await openTab();
    tab.press(...Array.from({ length: 90 }, (_, n) => `${n}`));
    await portal.browser.advance(10_000);
    expect(portal.posts.length).toBeLessThan(40);
    await portal.browser.advance(HOUR);
    expect(portal.posts.length).toBeLessThan(200);
  });

  it('sends queued events when the page is left', async () => {
    const tab = await openTab();
    await tab.visit('/a');
    tab.capture(createPortalEvent({ action: 'search', subject: 'half typed' }));
    tab.emitSignal('hidden');
    tab.emitSignal('leave');
    await portal.browser.advance(0);
    expect(portal.recorded).toEqual(['page_view /a', 'search half typed']);
    expect(portal.posts).toHaveLength(1);
    expect(portal.posts[0].keepalive).toBe(true);
  });

  it('limits the request on leaving to 64 KiB, and sends the rest from the next page', async () => {
    portal.refuse = () => status(503);
    const tab = await openTab();
    const label = 'é'.repeat(500);
    for (let n = 0; n < 90; n++) {
      tab.capture(
        createPortalEvent({ action: 'click', subject: `${n} ${label}` }),
      );
    }
    portal.refuse = () => undefined;
    tab.emitSignal('leave');
    await portal.browser.advance(0);
    const bytes = Buffer.byteLength(JSON.stringify(portal.posts[0].events));
    expect(bytes).toBeLessThan(60 * 1_024);
    await openTab();
    await portal.browser.advance(5_000);
    expect(portal.recorded).toHaveLength(90);
    expect(portal.recorded.map(text => Number(text.split(' ')[1]))).toEqual(
      Array.from({ length: 90 }, (_, n) => n),
    );
  });
});
