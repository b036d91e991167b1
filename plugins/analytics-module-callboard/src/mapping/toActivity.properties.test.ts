import { newActivity } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { PortalEvent } from './PortalEvent';
import { toActivity } from './toActivity';

const circumstances = { pathname: '/here', search: '', at: 0 };

describe('toActivity', () => {
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

  it('makes something the server accepts from any event', () => {
    fc.assert(
      fc.property(anyEvent, text, text, (event, pathname, search) => {
        const activity = toActivity(event, {
          ...circumstances,
          pathname,
          search,
        });
        const wire = JSON.parse(JSON.stringify(activity));
        expect(newActivity.safeParse(wire).error).toBeUndefined();
        // An escaped backslash before "udab" is text, not half a character.
        const escapes = JSON.stringify(wire).replaceAll('\\\\', '');
        expect(escapes).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
      { numRuns: 500 },
    );
  });

  it('makes something the server accepts from what is no event at all', () => {
    fc.assert(
      fc.property(fc.anything(), anything => {
        const event = {
          action: anything,
          subject: anything,
          context: anything,
        };
        const activity = toActivity(event as PortalEvent, circumstances);
        const wire = JSON.parse(JSON.stringify(activity));
        expect(newActivity.safeParse(wire).error).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});

function toUnit(code: number): string {
  return String.fromCharCode(code);
}
