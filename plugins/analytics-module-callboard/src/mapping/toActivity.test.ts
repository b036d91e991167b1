import { newActivity } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { testSeed } from '@callboard/plugin-callboard-react/testUtils';
import { createPortalEvent } from '../__testUtils__/portalEvent';
import { PortalEvent, toActivity } from './toActivity';

fc.configureGlobal({ seed: testSeed });

describe('toActivity', () => {
  const circumstances = {
    pathname: '/here',
    search: '',
    at: Date.UTC(2030, 0, 1),
  };

  const catalogEntity = {
    pluginId: 'catalog',
    extensionId: 'page:catalog/entity',
  };

  it.each<[string, Partial<PortalEvent>, object]>([
    [
      'a page view',
      { subject: '/settings/general?x=1#y' },
      {
        action: 'page_view',
        entity_type: 'page',
        entity_id: '/settings/general',
        entity_label: '/settings/general',
      },
    ],
    [
      'an entity view by its path',
      { subject: '/catalog/default/Component/Payments-API' },
      {
        action: 'entity_view',
        entity_type: 'component',
        entity_id: 'component:default/payments-api',
        entity_label: 'Payments-API',
      },
    ],
    [
      "a view of a tab of an entity's page",
      { subject: '/catalog/default/system/shop/time?week=47' },
      { action: 'entity_view', entity_id: 'system:default/shop' },
    ],
    [
      'an entity view by its context',
      {
        subject: '/somewhere',
        context: {
          pluginId: 'x',
          extensionId: 'y',
          entityRef: 'api:team/orders',
        },
      },
      { action: 'entity_view', entity_id: 'api:team/orders' },
    ],
    [
      'an entity view under another catalog path',
      {
        subject: '/software/default/component/web',
        attributes: { namespace: 'default', kind: 'component', name: 'web' },
        context: catalogEntity,
      },
      { action: 'entity_view', entity_id: 'component:default/web' },
    ],
    [
      'a view of a work item within a page',
      {
        action: 'view',
        subject: 'PAY-42 Fix rounding',
        attributes: { entityType: 'work_item', entityId: 'some-id' },
        context: { ...catalogEntity, entityRef: 'component:default/web' },
      },
      {
        action: 'entity_view',
        entity_type: 'work_item',
        entity_id: 'some-id',
        entity_label: 'PAY-42 Fix rounding',
      },
    ],
    [
      'a view without an entity',
      { action: 'view', subject: 'The second step' },
      { action: 'view', entity_label: 'The second step' },
    ],
    [
      'a view of the catalog list',
      { subject: '/catalog?filters[kind]=component', context: catalogEntity },
      { action: 'page_view', entity_id: '/catalog' },
    ],
    [
      'a malformed entity path',
      { subject: '/catalog/default/component/%E0%A4%A' },
      { action: 'page_view' },
    ],
    [
      'a search',
      { action: 'search', subject: '  payments ', value: 12 },
      {
        action: 'search',
        entity_type: 'search',
        entity_label: 'payments',
        metadata: expect.objectContaining({ value: 12, path: '/here' }),
      },
    ],
    [
      'a click on a link',
      { action: 'click', subject: 'Docs', attributes: { to: '/docs?a=b' } },
      {
        action: 'click',
        entity_type: 'link',
        entity_id: '/docs',
        entity_label: 'Docs',
        metadata: expect.objectContaining({ attributes: { to: '/docs' } }),
      },
    ],
    [
      'a click on a link without text',
      {
        action: 'click',
        subject: 'https://u:p@host/x?token=1',
        attributes: { to: 'https://u:p@host/x?token=1' },
      },
      { entity_id: 'https://host/x', entity_label: 'https://host/x' },
    ],
    [
      'a click on an email address',
      { action: 'click', subject: 'Jane', attributes: { to: 'mailto:j@x.io' } },
      { entity_id: 'mailto:', entity_label: 'Jane' },
    ],
    [
      'a click on a link to an entity',
      {
        action: 'click',
        subject: 'Open',
        attributes: { to: '/catalog/default/component/web' },
      },
      {
        entity_id: 'component:default/web',
        entity_label: 'web',
        metadata: expect.objectContaining({ text: 'Open' }),
      },
    ],
    [
      "a click inside an entity's page",
      {
        action: 'click',
        subject: 'Edit',
        attributes: { to: 'https://git.test/x' },
        context: { pluginId: 'catalog', entityRef: 'component:default/web' },
      },
      { entity_type: 'component', entity_id: 'component:default/web' },
    ],
    [
      'a click on a button',
      { action: 'click', subject: 'Refresh' },
      {
        action: 'click',
        entity_type: undefined,
        entity_id: undefined,
        entity_label: 'Refresh',
      },
    ],
    [
      'a selected search result',
      {
        action: 'discover',
        subject: 'Payments',
        value: 1,
        attributes: { to: '/catalog/default/api/payments' },
      },
      { action: 'discover', entity_id: 'api:default/payments' },
    ],
    [
      'a created resource',
      { action: 'create', subject: 'New service' },
      { action: 'create', entity_label: 'New service' },
    ],
    [
      'a page that does not exist',
      { action: 'not-found', subject: '/nope?code=1' },
      { action: 'not_found', entity_type: 'page', entity_id: '/nope' },
    ],
    [
      'an action name in camel case',
      { action: 'signOut' },
      { action: 'sign_out' },
    ],
    [
      'an action name of several words',
      { action: 'Dark Mode: on!' },
      { action: 'dark_mode_on' },
    ],
    ['an action name without letters', { action: '→' }, { action: 'other' }],
  ])('maps %s to an activity entry', (_name, event, expected) => {
    const activity = toActivity(createPortalEvent(event), circumstances);
    expect(activity).toMatchObject(expected);
    expect(newActivity.safeParse(activity).error).toBeUndefined();
  });

  it('stores the plugin, extension, path, time and attributes of an event', () => {
    const event = createPortalEvent({
      action: 'click',
      subject: 'Go',
      attributes: { to: '/x', nth: 3, on: true, bad: NaN },
    });
    expect(toActivity(event, circumstances).metadata).toEqual({
      plugin_id: 'home',
      extension_id: 'page:home',
      path: '/here',
      captured_at: '2030-01-01T00:00:00.000Z',
      attributes: { to: '/x', nth: 3, on: true },
    });
  });

  it('keeps the search query in the path, and removes secrets', () => {
    const { metadata } = toActivity(
      createPortalEvent({
        action: 'search',
        subject: 'ghp_0123456789abcdefABCDEF',
      }),
      {
        ...circumstances,
        pathname: '/search',
        search: '?query=pay&types[]=api&access_token=abc&code=1&apiKey=2',
      },
    );
    expect(metadata?.path).toBe('/search?query=pay&types%5B%5D=api');
    expect(JSON.stringify(metadata)).not.toContain('abc');
  });

  it('removes credentials from texts, URLs and attributes', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc-def_1';
    const activity = toActivity(
      createPortalEvent({
        action: 'click',
        subject: `Copy ${jwt}`,
        attributes: {
          to: `/reset/${jwt}?secret=1`,
          sessionToken: 'hidden',
          ref: 'component:default/web',
        },
      }),
      circumstances,
    );
    expect(JSON.stringify(activity)).not.toMatch(/eyJ|hidden|secret/);
    expect(activity.metadata?.attributes).toEqual({
      to: '/reset/***',
      ref: 'component:default/web',
    });
  });

  it('shortens values that are too long, without splitting characters', () => {
    const activity = toActivity(
      createPortalEvent({
        action: 'click',
        subject: '😀'.repeat(600),
        attributes: Object.fromEntries(
          Array.from({ length: 40 }, (_, n) => [`k${n}`, '語"\\'.repeat(400)]),
        ),
      }),
      circumstances,
    );
    expect(activity.entity_label).toHaveLength(511);
    expect(activity.entity_label).toMatch(/😀…$/u);
    expect(newActivity.safeParse(activity).success).toBe(true);
  });
});

describe('toActivity with any event @full', () => {
  const circumstances = { pathname: '/here', search: '', at: 0 };

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.string({ unit: fc.integer({ max: 0xffff }).map(toUnit) }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc
      .tuple(fc.string(), fc.string(), fc.string())
      .map(parts => `/catalog/${parts.join('/')}`),
    fc.constantFrom('', '\u0000', '\ud800', 'component:default/x', '/'),
    fc.string({ minLength: 5_000, maxLength: 6_000 }),
  );
  const values = fc.oneof(text, fc.double(), fc.boolean());
  const anyEvent = fc.record(
    {
      action: fc.oneof(
        text,
        fc.constantFrom('navigate', 'search', 'click', 'discover', 'not-found'),
      ),
      subject: text,
      value: fc.double(),
      attributes: fc.dictionary(
        fc.oneof(text, fc.constantFrom('to', '__proto__', 'kind', 'name')),
        values,
        { maxKeys: 30 },
      ),
      context: fc.dictionary(
        fc.oneof(
          text,
          fc.constantFrom('pluginId', 'extensionId', 'entityRef', 'routeRef'),
        ),
        values,
      ),
    },
    { requiredKeys: ['action', 'subject', 'context'] },
  ) as fc.Arbitrary<PortalEvent>;

  it('returns an entry that the server accepts for any event', () => {
    fc.assert(
      fc.property(anyEvent, text, text, (event, pathname, search) => {
        const activity = toActivity(event, {
          ...circumstances,
          pathname,
          search,
        });
        const body = JSON.parse(JSON.stringify(activity));
        expect(newActivity.safeParse(body).error).toBeUndefined();
        // An escaped backslash before "udab" is text, not a lone surrogate.
        const escapes = JSON.stringify(body).replaceAll('\\\\', '');
        expect(escapes).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
      { numRuns: 500 },
    );
  });

  it('returns an entry that the server accepts for values that are not events', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        const event = {
          action: anything,
          subject: anything,
          context: anything,
        };
        const activity = toActivity(event as PortalEvent, circumstances);
        const body = JSON.parse(JSON.stringify(activity));
        expect(newActivity.safeParse(body).error).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  function toUnit(code: number): string {
    return String.fromCharCode(code);
  }
});
