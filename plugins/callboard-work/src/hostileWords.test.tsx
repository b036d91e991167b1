import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  hostileWords,
  filterReactWarnings,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, within } from '@testing-library/react';
import fc from 'fast-check';
import { FakeWork } from './__testUtils__/FakeWork';
import { mockScrollContainerSizes } from './__testUtils__/mockScrollContainerSizes';
import { renderWork } from './__testUtils__/renderWork';
import { WorkCard } from './entity/WorkCard';
import { WorkTab } from './entity/WorkTab';
import { MyWorkWidget } from './mine/MyWorkWidget';

fc.configureGlobal({ seed: testSeed });

mockScrollContainerSizes();
/** The number of items; each is in another state. */
const ITEMS = 4;
const ME = 'user:default/max.member';

const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 255 }) },
);

/** All texts in a project, as people or sources may write them. */
const words = fc.record({
  title: hostileText,
  description: fc.option(
    fc.oneof(
      hostileText,
      fc.array(hostileText).map(w => w.join('\n')),
    ),
  ),
  source: fc.oneof(fc.constant('callboard'), hostileText),
  external_url: fc.option(hostileText),
  external_id: fc.option(hostileText),
  assignee: fc.constantFrom(
    'user:default/constructor',
    'user:default/tostring',
    'user:default/hasownproperty',
  ),
  label: hostileText,
  state: hostileText,
  project: hostileText,
  person: hostileText,
  field: hostileText,
});

type Words = typeof words extends fc.Arbitrary<infer W> ? W : never;

const projects = fc.array(words, { minLength: ITEMS, maxLength: ITEMS });

const known = [
  'constructor',
  '__proto__',
  '<img src=x onerror=alert(1)>',
  '😀'.repeat(255),
].map(
  (each): Words => ({
    title: each,
    description: `# ${each}\n\n![${each}](${each}) [${each}](${each})`,
    source: each,
    external_url: each,
    external_id: each,
    assignee: 'user:default/constructor',
    label: each,
    state: each,
    project: each,
    person: each,
    field: each,
  }),
);

function createServerWith(samples: Words[]): FakeWork {
  const server = new FakeWork();
  const [first] = samples;
  server.project = { ...server.project!, name: first.project };
  server.me.display_name = first.person;
  server.members.splice(0);
  samples.forEach(({ assignee, person }, at) =>
    server.insert('projectMembers', {
      user_ref: at === 0 ? ME : `${assignee}${at}`,
      display_name: person,
    }),
  );
  server.states.forEach((state, at) => {
    state.name = samples[at].state;
  });
  samples.forEach(({ assignee, label, title, description, ...each }, at) => {
    server.add({
      state_id: server.states[at % 4].id,
      state_group: server.states[at % 4].group,
      state: first.state,
      title,
      description,
      source: each.source,
      external_url: each.external_url,
      external_id: each.external_id,
      assignees: [ME, assignee],
      labels: [server.addLabel(label).id],
    } as Partial<WorkItem>);
  });
  server.history = samples.map(({ field, title }) => ({
    user_name: title,
    metadata: { names: { [field]: title } },
    changes: [
      { field, old_value: title, new_value: { toString: null } },
      { field: 'labels', old_value: [], new_value: [{ toString: null }, 7] },
    ],
  }));
  return server;
}

/** Renders generated items. */
async function expectToRender(
  page: (server: FakeWork, samples: Words[]) => Promise<void>,
) {
  await fc.assert(
    fc
      .asyncProperty(projects, async samples => {
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

const content = { element: <WorkTab /> };

describe('hostile text in work items', () => {
  it('renders in the list without errors @full', async () => {
    await expectToRender(async server => {
      renderWork(server, { ...content, path: '/entity?show=all' });
      await screen.findByText('PAY-4');
      expect(screen.getAllByText(/^PAY-\d$/)).toHaveLength(ITEMS);
    });
  });

  it('renders on the board without errors @full', async () => {
    await expectToRender(async server => {
      renderWork(server, { ...content, path: '/entity?view=board' });
      await screen.findByText('PAY-4');
      expect(screen.getAllByText(/^PAY-\d$/)).toHaveLength(ITEMS);
    });
  });

  it('renders in the drawer without errors @full', async () => {
    await expectToRender(async (server, [{ title }]) => {
      const [{ id }] = server.items;
      renderWork(server, { ...content, path: `/entity?item=${id}` });
      const drawer = await screen.findByRole('dialog', { name: 'Work item' });
      const field = await within(drawer).findByRole('textbox', {
        name: 'Title',
      });
      expect(field).toHaveValue(title.replace(/\r\n?/g, '\n'));
      const thread = await within(
        within(drawer).getByRole('region', { name: 'Comments and history' }),
      ).findByRole('list');
      expect(within(thread).getAllByRole('listitem')).toHaveLength(ITEMS);
    });
  });

  it('renders on the My work page without errors @full', async () => {
    await expectToRender(async server => {
      renderWork(server, { path: '/my-work' });
      await screen.findByText('PAY-3');
      // The completed item is not listed.
      expect(screen.getAllByText(/^PAY-\d$/)).toHaveLength(ITEMS - 1);
    });
  });

  it('renders in the project card and the My work widget without errors', async () => {
    await expectToRender(async server => {
      renderWork(server, {
        element: (
          <>
            <WorkCard />
            <MyWorkWidget />
          </>
        ),
      });
      await screen.findByRole('list', { name: 'Items by state group' });
      expect(await screen.findAllByText(/^PAY-\d/)).not.toHaveLength(0);
    });
  });
});
