import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { Activity, JsonValue } from '@callboard/plugin-callboard-common';
import {
  hostileValues,
  hostileWords,
  reactComplaints,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { FakeActivity } from './__testUtils__/FakeActivity';
import { renderActivity } from './__testUtils__/renderActivity';
import { EntityActivityCard } from './entity/EntityActivityCard';
import { EntityActivityContent } from './entity/EntityActivityContent';
import { RecentActivity } from './home/RecentActivity';

jest.setTimeout(120_000);

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 64 }) },
);
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom(...hostileValues),
  fc.jsonValue() as fc.Arbitrary<JsonValue>,
);
const cut = (max: number) =>
  word.map(text => [...text].slice(0, max).join('') || ' ');
const maybe = (text: fc.Arbitrary<string>) => fc.option(text, { freq: 8 });

/** What a row of the log can hold, as the API takes and answers it. */
const row = fc.record({
  action: fc.oneof(
    fc.constantFrom('constructor', '__proto__', '...', 'update', 'create'),
    fc.stringMatching(/^[a-z0-9_.-]{1,64}$/),
  ),
  entity_type: maybe(cut(64)),
  entity_id: maybe(cut(255)),
  entity_label: maybe(cut(512)),
  user_name: cut(255),
  user_email: maybe(cut(255)),
  user_id: fc.constantFrom(
    'user:default/constructor',
    'user:default/max.member',
    'plugin:__proto__',
  ),
  metadata: fc.option(
    fc.dictionary(fc.oneof(word, fc.constantFrom('names', 'text')), value, {
      maxKeys: 4,
      noNullPrototype: true,
    }) as fc.Arbitrary<Activity['metadata']>,
  ),
  changes: fc.array(
    fc.record({ field: word, old_value: value, new_value: value }),
    { maxLength: 3 },
  ),
});

const ROWS = 12;
const rows: fc.Arbitrary<Partial<Activity>[]> = fc.array(row, {
  minLength: ROWS,
  maxLength: ROWS,
});

/** What broke pages before, or would the most careless of them. */
const known: Partial<Activity>[] = [
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '…'],
  ...['W'.repeat(64), '\u202eevil', '<b>', '{{count}}', ' ', '0', '👩‍👩‍👧‍👦'],
].map(each => ({
  action: /^\w+$/.test(each) ? each.toLowerCase() : 'update',
  entity_type: each,
  entity_id: each,
  entity_label: each,
  user_name: each,
  metadata: { a_b: each, 'a.b': [each], names: each, text: each },
  changes: [
    { field: each, old_value: each, new_value: { [each]: each } },
    { field: each, old_value: null, new_value: [each] },
  ],
}));

function serverWith(given: Partial<Activity>[]): FakeActivity {
  const server = new FakeActivity();
  for (const each of given) {
    server.add({ ...each, created_at: new Date().toISOString() });
  }
  return server;
}

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api' },
};

/** What the server finds for that entity. */
const ofEntity = (given: Partial<Activity>[]) =>
  given.map(each => ({
    ...each,
    entity_type: 'component',
    entity_id: 'component:default/payments-api',
  }));

function drawOnEntity(element: JSX.Element, server: FakeActivity) {
  renderInTestApp(<EntityProvider entity={entity}>{element}</EntityProvider>, {
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({ baseImplementation: server.fetch }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
    ],
  });
}

/** Draws pages from what fast-check makes up, one after the other. */
async function draws(
  numRuns: number,
  page: (given: Partial<Activity>[]) => Promise<void>,
) {
  await fc.assert(
    fc
      .asyncProperty(rows, async given => {
        const errors = jest.spyOn(console, 'error').mockImplementation();
        await page(given);
        expect(screen.queryByText('This cannot be shown.')).toBeNull();
        expect(reactComplaints(errors.mock.calls)).toEqual([]);
      })
      .afterEach(cleanup),
    { numRuns, endOnFailure: true, examples: [[known]] },
  );
}

/** Opens some rows one after the other; answers how many are drawn. */
async function openRows(): Promise<number> {
  const grid = await screen.findByRole('treegrid');
  const drawn = within(grid)
    .getAllByRole('row')
    .filter(each => each.hasAttribute('aria-selected'));
  act(() => drawn[0].focus());
  await userEvent.keyboard('{Enter}');
  for (let opened = 0; opened < 3; opened++) {
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).getByText('About this record')).toBeVisible();
    await userEvent.keyboard('j');
  }
  return drawn.length;
}

describe('words that anybody can post', () => {
  it.each([
    ['/callboard/activity-tracker', 2],
    ['/activity/workspace', 1],
    ['/activity/mine', 1],
  ])('are drawn by %s', async (path, numRuns) => {
    await draws(numRuns, async given => {
      renderActivity(path, serverWith(given));
      expect(await openRows()).toBe(ROWS);
    });
  });

  it('are drawn on the page of an entity', async () => {
    await draws(1, async given => {
      drawOnEntity(<EntityActivityContent />, serverWith(ofEntity(given)));
      expect(await openRows()).toBe(ROWS);
    });
  });

  it('are drawn on the card of an entity', async () => {
    await draws(2, async given => {
      drawOnEntity(<EntityActivityCard />, serverWith(ofEntity(given)));
      expect(await screen.findAllByRole('listitem')).not.toHaveLength(0);
    });
  });

  it('are drawn on the home page', async () => {
    await draws(2, async given => {
      drawOnEntity(<RecentActivity />, serverWith(given));
      expect(await screen.findAllByRole('listitem')).not.toHaveLength(0);
    });
  });
});
