import { HttpResponse } from 'msw';
import { FakePortal } from '../__testUtils__/FakePortal';
import { portalEvent } from '../__testUtils__/portalEvent';

const HOUR = 3_600_000;

function status(code: number, headers?: Record<string, string>) {
  return HttpResponse.json(
    { error: { name: 'Error', message: 'no' }, response: { statusCode: code } },
    { status: code, headers },
  );
}

describe('EventSender', () => {
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

  const waits = () =>
    portal.posts
      .slice(1)
      .map((post, index) =>
        Math.round((post.at - portal.posts[index].at) / 1e3),
      );

  it('tries again after ever longer waits while the server fails', async () => {
    portal.refuse = () => status(503);
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.pass(20 * 60_000);
    expect(waits().slice(0, 8)).toEqual([4, 8, 15, 30, 60, 120, 225, 225]);
    const { events } = portal.posts[0];
    expect(
      portal.posts.every(
        p => p.events[0].client_event_id === events[0].client_event_id,
      ),
    ).toBe(true);
    portal.refuse = () => undefined;
    await portal.browser.pass(5 * 60_000);
    expect(portal.told).toEqual(['page_view /a']);
  });

  it('treats an unreachable server the same, and the network coming back as a chance', async () => {
    portal.refuse = () => HttpResponse.error();
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.pass(10 * 60_000);
    portal.refuse = () => undefined;
    tab.signal('online');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['page_view /a']);
  });

  it('does not wait for an answer forever', async () => {
    portal.hangs = true;
    const tab = await openTab();
    tab.press('a');
    await portal.browser.pass(20_000);
    portal.hangs = false;
    expect(portal.posts).toHaveLength(0);
    await portal.browser.pass(30_000);
    expect(portal.told).toEqual(['click a']);
  });

  it('leaves the server alone for as long as it asks', async () => {
    portal.refuse = () => status(429, { 'retry-after': '60' });
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.pass(5_000);
    expect(portal.posts).toHaveLength(1);
    await tab.visit('/b');
    tab.signal('online');
    tab.signal('hidden');
    await portal.browser.pass(58_000);
    expect(portal.posts).toHaveLength(1);
    portal.refuse = () => undefined;
    await portal.browser.pass(10_000);
    expect(portal.told).toEqual(['page_view /a', 'page_view /b']);
  });

  it('understands a date to come back at', async () => {
    const at = new Date(portal.browser.time + 90_000).toUTCString();
    portal.refuse = () => status(503, { 'retry-after': at });
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.pass(80_000);
    expect(portal.posts).toHaveLength(1);
    portal.refuse = () => undefined;
    await portal.browser.pass(20_000);
    expect(portal.told).toHaveLength(1);
  });

  it.each([401, 403, 404])('pauses at %s, and keeps what waits', async code => {
    portal.refuse = () => status(code);
    const tab = await openTab();
    await tab.visit('/a');
    await portal.browser.pass(3 * 60_000);
    expect(portal.posts).toHaveLength(1);
    tab.signal('online');
    await portal.browser.pass(10_000);
    expect(portal.posts).toHaveLength(1);
    portal.refuse = () => undefined;
    await portal.browser.pass(5 * 60_000);
    expect(portal.told).toEqual(['page_view /a']);
  });

  it.each([400, 413])(
    'finds the one event that makes %s, and drops only that',
    async code => {
      const poison = 'click 41';
      portal.refuse = events =>
        events.some(e => `${e.action} ${e.entity_label}` === poison)
          ? status(code)
          : undefined;
      const tab = await openTab();
      tab.press(...Array.from({ length: 90 }, (_, n) => `${n}`));
      await portal.browser.pass(10_000);
      expect(portal.told).toHaveLength(89);
      expect(portal.told).not.toContain(poison);
      expect(portal.posts.length).toBeLessThan(16);
      await tab.visit('/later');
      await portal.browser.pass(10_000);
      expect(portal.told).toHaveLength(90);
    },
  );

  it('does not ask about each event at once when the server refuses all', async () => {
    portal.refuse = () => status(400);
    const tab = await openTab();
    tab.press(...Array.from({ length: 90 }, (_, n) => `${n}`));
    await portal.browser.pass(10_000);
    expect(portal.posts.length).toBeLessThan(40);
    await portal.browser.pass(HOUR);
    expect(portal.posts.length).toBeLessThan(200);
  });

  it('sends what waits when the page is left', async () => {
    const tab = await openTab();
    await tab.visit('/a');
    tab.capture(portalEvent({ action: 'search', subject: 'half typed' }));
    tab.signal('hidden');
    tab.signal('leave');
    await portal.browser.pass(0);
    expect(portal.told).toEqual(['page_view /a', 'search half typed']);
    expect(portal.posts).toHaveLength(1);
    expect(portal.posts[0].keepalive).toBe(true);
  });

  it('keeps what is sent on leaving under 64 KiB, and the rest for the next page', async () => {
    portal.refuse = () => status(503);
    const tab = await openTab();
    const label = 'é'.repeat(500);
    for (let n = 0; n < 90; n++) {
      tab.capture(portalEvent({ action: 'click', subject: `${n} ${label}` }));
    }
    portal.refuse = () => undefined;
    tab.signal('leave');
    await portal.browser.pass(0);
    const bytes = Buffer.byteLength(JSON.stringify(portal.posts[0].events));
    expect(bytes).toBeLessThan(60 * 1_024);
    await openTab();
    await portal.browser.pass(5_000);
    expect(portal.told).toHaveLength(90);
    expect(portal.told.map(text => Number(text.split(' ')[1]))).toEqual(
      Array.from({ length: 90 }, (_, n) => n),
    );
  });
});
