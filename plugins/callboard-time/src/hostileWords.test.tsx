import {
  hostileWords,
  filterReactWarnings,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { FakeTime } from './__testUtils__/FakeTime';
import { MON, findItemRow, WED, WEEK } from './__testUtils__/grid';
import { renderTime } from './__testUtils__/renderTime';

fc.configureGlobal({ seed: testSeed });

const ITEMS = 3;

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 255 }) },
);

/** User texts for all fields of time data. */
const fillAllFields = <Text,>(text: Text) => ({
  title: text,
  description: text,
  label: text,
  action: text,
  reason: text,
  person: text,
  holiday: text,
  workspace: text,
  activityType: text,
});

type Words = ReturnType<typeof fillAllFields<string>>;

const weeks = fc.array(fc.record(fillAllFields(word)), {
  minLength: ITEMS,
  maxLength: ITEMS,
});

const known = ['constructor', '__proto__', '😀'.repeat(255)].map(text =>
  fillAllFields(text),
);

function createServerWith(samples: Words[]): FakeTime {
  const server = new FakeTime();
  const [first] = samples;
  server.me.display_name = first.person;
  server.me.workspaces[0].name = first.workspace;
  server.insert('holidays', { date: MON, name: first.holiday });
  for (const each of samples) {
    const item = server.addItem({ title: each.title });
    server.log(item, WED, 15, {
      description: each.description,
      activity_type: each.activityType,
    });
    const { reason, description, action, label } = each;
    const at = '2026-11-18T09:00:00.000Z';
    server.suggest(item, {
      reason,
      description,
      evidence: [{ at, action, entity_type: label, label }],
    });
  }
  server.recordPeriod(WED, {
    status: 'rejected',
    // A rejection requires a reason.
    reason: first.reason || 'Too little',
    decided_by: 'user:default/constructor',
    decided_by_name: first.person,
    decided_at: '2026-11-23T09:00:00.000Z',
  });
  return server;
}

/** Expects that pages render with random values of fast-check. */
async function expectToRender(
  page: (server: FakeTime, samples: Words[]) => Promise<void>,
) {
  await fc.assert(
    fc
      .asyncProperty(weeks, async samples => {
        const errors = jest.spyOn(console, 'error').mockImplementation();
        await page(createServerWith(samples), samples);
        expect(
          screen.queryByText(
            'This part could not be displayed. Reload the page to try again.',
          ),
        ).toBeNull();
        expect(filterReactWarnings(errors.mock.calls)).toEqual([]);
      })
      .afterEach(cleanup),
    { numRuns: 2, endOnFailure: true, examples: [[known]] },
  );
}

describe('time pages with hostile user texts @full', () => {
  it('renders all work items in the week view', async () => {
    await expectToRender(async server => {
      renderTime(WEEK, server);
      await findItemRow('PAY-3');
      await screen.findByText('By');
      expect(screen.getAllByText(/^PAY-\d$/)).toHaveLength(ITEMS);
    });
  });

  it('renders all time entries and suggestions in the day view', async () => {
    await expectToRender(async server => {
      renderTime('/my-time?view=day&date=2026-11-18', server);
      await waitFor(() =>
        expect(
          screen.getAllByRole('button', { name: /^Edit time entry/ }),
        ).toHaveLength(ITEMS),
      );
      await waitFor(() =>
        expect(
          screen.getAllByRole('button', { name: /^Accept PAY/ }),
        ).toHaveLength(ITEMS),
      );
    });
  });

  it('renders the description in the time entry editor', async () => {
    await expectToRender(async (server, [{ description }]) => {
      renderTime('/my-time?view=day&date=2026-11-18', server);
      const [first] = await screen.findAllByRole('button', {
        name: 'Edit time entry on PAY-1',
      });
      await userEvent.click(first);
      const field = await screen.findByRole('textbox', { name: 'Description' });
      expect(field).toHaveValue(description.replace(/\r\n?/g, '\n'));
    });
  });
});
