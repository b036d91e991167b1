import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import type { Activity } from '@callboard/plugin-callboard-common';
import { screen } from '@testing-library/react';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer } from '../testUtils';
import { ThingsProvider } from '../things/ThingsProvider';
import { ChangesLine } from './ChangesLine';

const idOf = (n: number) =>
  `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const [TODO, DONE, BUG] = [1, 2, 3].map(idOf);

/** A server that knows one state and one label; another state is gone. */
const server = () =>
  new FakeServer().answer({
    listThings: () => ({
      items: [
        {
          type: 'work_state' as const,
          id: DONE,
          title: 'Done',
          workspace_slug: 'default',
          url: '/work',
          color: '#1a7f37',
          group: 'completed' as const,
        },
        {
          type: 'label' as const,
          id: BUG,
          title: 'bug',
          workspace_slug: 'default',
          url: '/work',
          color: '#d73a4a',
        },
      ],
      gone: [{ type: 'work_state' as const, id: TODO }],
    }),
  });

function show(fake: FakeServer, changes: Activity['changes']) {
  const activity = {
    action: 'update',
    entity_type: 'work_item',
    entity_id: idOf(9),
    metadata: { names: { [TODO]: 'To do', [DONE]: 'Done', [BUG]: 'bug' } },
    changes,
  } as unknown as Activity;
  renderInTestApp(
    <CallboardProvider>
      <ThingsProvider rows={[activity]}>
        <div data-testid="line">
          <ChangesLine activity={activity} />
        </div>
      </ThingsProvider>
    </CallboardProvider>,
    {
      apis: [
        mockApis.fetch({ baseImplementation: fake.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ],
    },
  );
}

describe('the values of a change', () => {
  it('are chips in the colours that states and labels have', async () => {
    const fake = server();
    show(fake, [
      { field: 'state_id', old_value: TODO, new_value: DONE },
      { field: 'labels', old_value: [], new_value: [BUG] },
    ]);
    const icon = await screen.findByTestId('CheckCircleIcon');
    expect(icon).toHaveStyle({ color: '#1a7f37' });
    expect(
      screen.getByTitle('bug').firstElementChild?.firstElementChild,
    ).toHaveStyle({ backgroundColor: '#d73a4a' });
    expect(screen.getByTestId('line')).toHaveTextContent(
      'state To do → Done, labels none → bug',
    );
    const [query] = fake.queriesOf('/things');
    expect(query.get('work_states')).toBe(`${TODO},${DONE}`);
    expect(query.get('labels')).toBe(BUG);
  });

  it('have the shape of a priority', async () => {
    show(server(), [
      { field: 'priority', old_value: 'low', new_value: 'urgent' },
    ]);
    expect(await screen.findByTestId('ErrorIcon')).toBeInTheDocument();
    expect(screen.getByTestId('line')).toHaveTextContent(
      'priority low → urgent',
    );
  });

  it('are asked for in parts where there are more than one request takes', async () => {
    const fake = server();
    const many = Array.from({ length: 60 }, (_, n) => idOf(n + 100));
    show(fake, [{ field: 'labels', old_value: [], new_value: many }]);
    await screen.findByTestId('line');
    const asked = fake
      .queriesOf('/things')
      .flatMap(query => query.get('labels')?.split(',') ?? []);
    expect(asked).toEqual(many);
    expect(fake.queriesOf('/things')).toHaveLength(2);
  });
});
