import { FakePortal } from './__testUtils__/FakePortal';
import { portalEvent } from './__testUtils__/portalEvent';

describe('CallboardAnalytics', () => {
  let portal: FakePortal;

  beforeEach(() => {
    portal = new FakePortal();
    portal.start();
  });

  afterEach(() => portal.stop());

  it('sends what happened a few seconds later, in one request', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    await tab.visit('/');
    await tab.visit('/catalog/default/component/web');
    tab.press('Edit');
    await portal.browser.pass(3_000);
    expect(portal.posts).toHaveLength(0);
    await portal.browser.pass(2_000);
    expect(portal.told).toEqual([
      'page_view /',
      'entity_view web',
      'click Edit',
    ]);
    expect(portal.posts).toHaveLength(1);
    expect(portal.posts[0].keepalive).toBe(true);
    await portal.browser.pass(3_600_000);
    expect(portal.posts).toHaveLength(1);
    expect(portal.browser.stored.size).toBeLessThanOrEqual(1);
  });

  it('does not wait when many events wait', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    tab.press(...Array.from({ length: 250 }, (_, n) => `${n}`));
    await portal.browser.pass(10);
    expect(portal.activity).toHaveLength(250);
    expect(portal.posts).toHaveLength(3);
  });

  it('counts the same page within five seconds once, and later again', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    await tab.visit('/docs');
    await tab.visit('/docs#part');
    await portal.browser.pass(4_900);
    await tab.visit('/docs?tab=2');
    await portal.browser.pass(200);
    await tab.visit('/docs');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['page_view /docs', 'page_view /docs']);
  });

  it('counts the tabs of an entity once, also when it was opened by a redirect', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    await tab.visit('/catalog/default/component/web');
    await tab.visit('/catalog/default/component/web/');
    await tab.visit('/catalog/default/Component/Web/work');
    await tab.visit('/catalog/default/component/api');
    await tab.visit('/catalog/default/component/web/time');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['entity_view web', 'entity_view api']);
  });

  it('knows a page again after a reload, and when the clock was set back', async () => {
    const before = portal.open();
    await portal.browser.pass(0);
    await before.visit('/docs');
    before.signal('leave');
    const after = portal.open();
    await portal.browser.pass(0);
    await after.visit('/docs');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['page_view /docs']);
    portal.browser.time -= 3_600_000;
    await after.visit('/docs');
    await portal.browser.pass(5_000);
    expect(portal.told).toHaveLength(2);
  });

  it('records what was searched for, not how it was typed', async () => {
    const tab = portal.open('/search');
    await portal.browser.pass(0);
    for (const subject of ['pay', 'paym', 'payments', 'payments']) {
      tab.capture(portalEvent({ action: 'search', subject, value: 3 }));
      await portal.browser.pass(300);
    }
    tab.capture(portalEvent({ action: 'search', subject: 'orders' }));
    await tab.visit('/catalog/default/component/orders');
    await portal.browser.pass(10_000);
    expect(portal.told).toEqual([
      'search payments',
      'search orders',
      'entity_view orders',
    ]);
  });

  it('counts a redirect as the page it leads to', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    tab.capture(
      portalEvent({ subject: '/settings', context: { pluginId: 'app' } }),
      portalEvent({ subject: '/settings/general' }),
    );
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['page_view /settings/general']);
    expect(portal.activity[0].metadata).toMatchObject({ plugin_id: 'home' });
  });

  it('counts what opens within a page beside the page', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    const item = (subject: string) =>
      portalEvent({
        action: 'view',
        subject,
        attributes: { entityType: 'work_item', entityId: subject },
      });
    await tab.visit('/catalog/default/component/web/work');
    tab.capture(item('PAY-41'), item('PAY-42'));
    await tab.visit('/docs');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual([
      'entity_view web',
      'entity_view PAY-42',
      'page_view /docs',
    ]);
  });

  it('counts a click on a link and the page it opens as one', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    const click = (subject: string, to: string) =>
      portalEvent({ action: 'click', subject, attributes: { to } });
    tab.capture(click('Settings', '/settings'));
    tab.capture(portalEvent({ subject: '/settings' }));
    await tab.visit('/settings/general');
    tab.capture(click('In a new window', '/docs'));
    await portal.browser.pass(1_000);
    tab.capture(click('Elsewhere', 'https://example.com/x'));
    await tab.visit('/');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual([
      'page_view /settings/general',
      'click In a new window',
      'click Elsewhere',
      'page_view /',
    ]);
    expect(portal.activity[0].metadata).toMatchObject({ clicked: 'Settings' });
  });

  it('calls entities by their titles, and does without when there are none', async () => {
    portal.titles = { 'component:default/web': 'The web shop' };
    const tab = portal.open();
    await portal.browser.pass(0);
    await tab.visit('/catalog/default/component/web');
    await tab.visit('/catalog/default/component/api');
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual([
      'entity_view The web shop',
      'entity_view api',
    ]);
  });

  it('knows titles in time for a page that is left soon', async () => {
    portal.titles = { 'component:default/web': 'The web shop' };
    const tab = portal.open();
    await portal.browser.pass(0);
    await tab.visit('/catalog/default/component/web');
    tab.signal('leave');
    await portal.browser.pass(0);
    expect(portal.told).toEqual(['entity_view The web shop']);
  });

  it('records nobody before they sign in, but the page they come to', async () => {
    let signIn = () => {};
    const signedIn = new Promise<void>(resolve => {
      signIn = resolve;
    });
    const apis = portal.apis();
    const { getBackstageIdentity } = apis.identityApi;
    portal.apis = () => ({
      ...apis,
      identityApi: {
        getBackstageIdentity: () => signedIn.then(getBackstageIdentity),
      },
    });
    const tab = portal.open();
    await tab.visit('/');
    tab.capture(portalEvent({ action: 'click', subject: 'Sign in' }));
    await tab.visit('/catalog');
    await portal.browser.pass(60_000);
    expect(portal.posts).toHaveLength(0);
    expect(portal.browser.stored.size).toBe(0);
    signIn();
    await portal.browser.pass(5_000);
    expect(portal.told).toEqual(['page_view /catalog']);
  });

  it('asks again when the identity could not be had', async () => {
    const apis = portal.apis();
    let failures = 1;
    portal.apis = () => ({
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
    await portal.browser.pass(40_000);
    expect(portal.told).toEqual(['page_view /a']);
  });

  it('never throws, whatever it is given', async () => {
    const tab = portal.open();
    await portal.browser.pass(0);
    expect(() => {
      for (const broken of [undefined, null, {}, { action: 1 }, 'x']) {
        tab.analytics.captureEvent(broken as never);
      }
    }).not.toThrow();
  });
});
