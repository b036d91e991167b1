import { HttpResponse } from 'msw';
import { FakePortal } from '../__testUtils__/FakePortal';
import { portalEvent } from '../__testUtils__/portalEvent';

const down = () => new HttpResponse(null, { status: 503 });

describe('waiting events', () => {
  let portal: FakePortal;

  beforeEach(() => {
    portal = new FakePortal();
    portal.start();
  });

  afterEach(() => portal.stop());

  async function openTab() {
    const tab = portal.open();
    await portal.browser.pass(0);
    return tab;
  }

  describe.each([true, false])('with tab locks: %s', hasLocks => {
    beforeEach(() => {
      portal.browser.hasLocks = hasLocks;
    });

    it('survive a reload', async () => {
      portal.refuse = down;
      const before = await openTab();
      await before.visit('/a');
      await before.visit('/b');
      before.signal('leave');
      await portal.browser.pass(0);
      portal.refuse = () => undefined;
      const after = await openTab();
      await after.visit('/c');
      await portal.browser.pass(5_000);
      expect(portal.told).toEqual([
        'page_view /a',
        'page_view /b',
        'page_view /c',
      ]);
    });

    it('are sent by one tab only', async () => {
      const tabs = [await openTab(), await openTab(), await openTab()];
      tabs.forEach((tab, n) => tab.press(`one ${n}`));
      await portal.browser.pass(10 * 60_000);
      tabs.forEach((tab, n) => tab.press(`two ${n}`));
      tabs[0].signal('leave');
      await portal.browser.pass(10 * 60_000);
      const sent = portal.posts.flatMap(post => post.events);
      expect(sent).toHaveLength(6);
      expect(portal.told).toHaveLength(6);
    });

    it('are sent by another tab when theirs is closed', async () => {
      portal.refuse = down;
      const one = await openTab();
      await openTab();
      await one.visit('/a');
      one.signal('leave');
      await portal.browser.pass(0);
      portal.refuse = () => undefined;
      await portal.browser.pass(70_000);
      expect(portal.told).toEqual(['page_view /a']);
    });

    it('are not doubled by a page that comes back from the cache', async () => {
      const kept = await openTab();
      await kept.visit('/a');
      kept.signal('leave');
      await openTab();
      await portal.browser.pass(60_000);
      kept.signal('return');
      await portal.browser.pass(0);
      await kept.visit('/b');
      await portal.browser.pass(10 * 60_000);
      expect(portal.told).toEqual(['page_view /a', 'page_view /b']);
    });
  });

  it('survive a tab that crashed without a word', async () => {
    portal.refuse = down;
    portal.browser.hasLocks = false;
    const crashed = await openTab();
    await crashed.visit('/a');
    const copy = new Map(portal.browser.stored);
    crashed.signal('leave');
    portal.browser.stored.clear();
    copy.forEach((value, key) => portal.browser.stored.set(key, value));
    portal.refuse = () => undefined;
    await openTab();
    await portal.browser.pass(10 * 60_000);
    expect(portal.told).toEqual(['page_view /a']);
  });

  it('are never sent as somebody else', async () => {
    portal.refuse = down;
    const max = await openTab();
    await max.visit('/max');
    max.signal('leave');
    await portal.browser.pass(0);
    portal.refuse = () => undefined;
    portal.userEntityRef = 'user:default/Mona.Manager';
    const mona = await openTab();
    await mona.visit('/mona');
    await portal.browser.pass(10 * 60_000);
    mona.signal('leave');
    expect(portal.told).toEqual(['page_view /mona']);
    portal.userEntityRef = 'user:default/max.member';
    await openTab();
    await portal.browser.pass(5_000);
    expect(portal.activity.map(a => `${a.user} ${a.entity_label}`)).toEqual([
      'user:default/Mona.Manager /mona',
      'user:default/max.member /max',
    ]);
  });

  it('notice that another tab has signed somebody else in', async () => {
    const tab = await openTab();
    await tab.visit('/as-max');
    portal.userEntityRef = 'user:default/mona.manager';
    await portal.browser.pass(10_000);
    expect(portal.activity).toHaveLength(0);
    await tab.visit('/as-mona');
    await portal.browser.pass(10_000);
    expect(portal.activity.map(a => `${a.user} ${a.entity_label}`)).toEqual([
      'user:default/mona.manager /as-mona',
    ]);
  });

  it('are bounded: the oldest go first', async () => {
    portal.refuse = down;
    const tab = await openTab();
    tab.press(...Array.from({ length: 1_200 }, (_, n) => `${n}`));
    portal.refuse = () => undefined;
    await portal.browser.pass(10 * 60_000);
    expect(portal.told).toHaveLength(1_000);
    expect(portal.told[999]).toBe('click 1199');
  });

  it('are bounded in bytes', async () => {
    portal.refuse = down;
    const tab = await openTab();
    const attributes = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`k${n}`, '語'.repeat(256)]),
    );
    for (let n = 0; n < 200; n++) {
      tab.capture(
        portalEvent({ action: 'click', subject: `${n}`, attributes }),
      );
    }
    const bytes = [...portal.browser.stored.values()].join('').length;
    expect(bytes).toBeLessThan(600_000);
  });

  it('too old to be known again by the server are dropped', async () => {
    portal.refuse = down;
    const tab = await openTab();
    await tab.visit('/old');
    tab.signal('leave');
    await portal.browser.pass(8 * 24 * 3_600_000);
    portal.refuse = () => undefined;
    await openTab();
    await portal.browser.pass(60_000);
    expect(portal.told).toEqual([]);
    expect([...portal.browser.stored.keys()].join()).not.toContain('queue');
  });

  it.each([
    'not json',
    'null',
    '[]',
    '{"events":7}',
    '{"events":[null,{},{"at":1,"event":{"action":"BAD"}}]}',
  ])('survive a damaged storage: %s', async damaged => {
    const key = 'callboard.activity/queue/user%3Adefault%2Fmax.member/x';
    portal.browser.stored.set(key, damaged);
    portal.browser.stored.set(
      'callboard.activity/recent/user%3Adefault%2Fmax.member',
      damaged,
    );
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['page_view /a']);
  });

  it.each(['full', 'blocked'] as const)(
    'are sent also where the storage is %s',
    async state => {
      const tab = await openTab();
      portal.browser.storageState = state;
      await tab.visit('/a');
      await tab.visit('/a');
      const other = await openTab();
      await other.visit('/b');
      other.signal('leave');
      await portal.browser.pass(70_000);
      expect(portal.told.sort()).toEqual(['page_view /a', 'page_view /b']);
    },
  );

  it('are sent also where there is no storage', async () => {
    const { tab: openPlain } = portal.browser;
    portal.browser.tab = path => {
      const opened = openPlain.call(portal.browser, path);
      opened.environment.storage = undefined;
      return opened;
    };
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['page_view /a']);
  });
});
