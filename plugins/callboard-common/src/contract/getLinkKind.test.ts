import fc from 'fast-check';
import { ingestedWorkItem } from '../work/ingest';
import { notificationTarget } from '../notifications/schemas';
import { newWebhook } from '../webhooks/schemas';
import { getLinkKind, normaliseUrl } from './getLinkKind';

const PORTAL = 'https://portal.example';

/** Fragments to build texts from, many of which can mislead browsers. */
const fragments = [
  '/',
  '//',
  '\\',
  '.',
  '..',
  ':',
  '@',
  '?',
  '#',
  '%2f',
  '%5c',
  ' ',
  '\t',
  '\n',
  '\r',
  '\0',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\uff0f',
  '\u3002',
  '\ud800',
  'https:',
  'https://',
  'HTTPS://',
  'http://',
  // eslint-disable-next-line no-script-url
  'javascript:',
  'data:text/html,',
  'evil.example',
  'user:secret@',
  '[::1]',
  'docs',
];

const texts = fc.oneof(
  fc
    .array(fc.constantFrom(...fragments), { maxLength: 8 })
    .map(p => p.join('')),
  fc
    .tuple(
      fc.constantFrom('/', 'https://', 'https://docs.example/'),
      fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string()), {
        maxLength: 6,
      }),
    )
    .map(([start, rest]) => start + rest.join('')),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.string(),
);

describe('getLinkKind', () => {
  it.each([
    '/',
    '/catalog/default/component/shop?tab=work#top',
    '/docs/two words',
    '/grüße',
    '/a//b',
    '/out?to=https://evil.example',
  ])('returns internal for %j', text => {
    expect(getLinkKind(text)).toBe('internal');
  });

  it.each([
    'https://github.com/lantern/payments/issues/42',
    'HTTPS://Example.org',
    'https://bücher.example/größe',
    'https://example.org:8443/a?b=c@d',
  ])('returns external for %j', text => {
    expect(getLinkKind(text)).toBe('external');
  });

  it.each([
    null,
    undefined,
    '',
    'docs',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/a\\b',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    ' /docs',
    '/docs\n',
    '/docs\u00a0',
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'mailto:jane@example.org',
    'ftp://example.org',
    'http://example.org',
    'https:docs',
    'https:/docs',
    'https://',
    'https://exa mple.org',
    'https://jane@example.org',
    'https://jane:secret@example.org',
    'https://example.org\\@evil.example',
    'https://example.org/\0',
    'https://example.org ',
  ])('returns undefined for %j', text => {
    expect(getLinkKind(text)).toBeUndefined();
  });

  it('accepts only https links without credentials, and classifies them by the origin that a browser would open', () => {
    const count = { internal: 0, external: 0 };
    const links = texts.filter(text => getLinkKind(text) !== undefined);
    fc.assert(
      fc.property(links, text => {
        const kind = getLinkKind(text)!;
        count[kind] += 1;
        const url = new URL(text, PORTAL);
        expect(url).toMatchObject({
          protocol: 'https:',
          username: '',
          password: '',
        });
        expect(text).not.toMatch(/[\\\p{Cc}]|^\s|\s$/u);
        // The portal's router navigates to the normalised path, which must stay on the portal's
        // origin, too.
        const path = kind === 'internal' ? url.pathname : '/';
        expect([url.origin === PORTAL, new URL(path, PORTAL).origin]).toEqual([
          kind === 'internal',
          PORTAL,
        ]);
      }),
      { numRuns: 2_000 },
    );
    expect(count.internal).toBeGreaterThan(100);
    expect(count.external).toBeGreaterThan(100);
  });
});

describe('normaliseUrl', () => {
  const parsableTexts = texts.filter(text => URL.canParse(text, PORTAL));

  it('returns one text for each address, which normalises to itself', () => {
    fc.assert(
      fc.property(parsableTexts, text => {
        const normalised = normaliseUrl(text);
        expect(normaliseUrl(normalised)).toBe(normalised);
        expect(new URL(normalised, PORTAL).href).toBe(
          new URL(text, PORTAL).href,
        );
      }),
    );
  });

  it.each([
    ['webhooks', newWebhook.shape.url],
    ['notifications', notificationTarget],
    ['work items', ingestedWorkItem.shape.external_url],
  ])('normalises the web addresses of %s', (_, schema) => {
    expect(schema.parse('HTTPS://Bücher.Example:443/a/../b c?x=1')).toBe(
      'https://xn--bcher-kva.example/b%20c?x=1',
    );
  });

  it('leaves the paths of the portal unchanged', () => {
    const path = '/grüße/../two words';
    expect(notificationTarget.parse(path)).toBe(path);
  });
});
