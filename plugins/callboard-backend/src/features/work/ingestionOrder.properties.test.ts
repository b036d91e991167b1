import fc from 'fast-check';
import { omit } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { at, Desk } from './__testUtils__/Desk';

jest.setTimeout(120_000);

const entity_ref = 'component:default/payments-api';

describeCallboard('ingestion', { entities: landscape }, callboard => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
  });

  it('ends the same in whatever order and however often whole states arrive', async () => {
    const state = fc.record(
      {
        external_id: fc.constantFrom('1', '2'),
        second: fc.integer({ min: 1, max: 4 }),
        title: fc.constantFrom('A', 'B', 'C'),
        state_groups: fc.constantFrom(['backlog', 'started'], ['completed']),
        labels: fc.subarray(['x', 'y']),
        is_deleted: fc.constantFrom(false, false, false, true),
      },
      {
        requiredKeys: [
          'external_id',
          'second',
          'title',
          'state_groups',
          'labels',
        ],
      },
    );
    const toItem = ({ second, ...rest }: { second: number }) => ({
      entity_ref,
      updated_at: at(second),
      completed_at: at(second),
      ...rest,
    });
    const endOf = async (states: Array<{ second: number }>, size: number) => {
      const source = desk.newSource();
      for (let start = 0; start < states.length; start += size) {
        await desk.ingest(
          source,
          states.slice(start, start + size).map(toItem),
        );
      }
      return (await desk.itemsOf(source))
        .map(item =>
          omit(item, [
            'id',
            'identifier',
            'source',
            'version',
            'created_at',
            'updated_at',
            'sort_order',
          ]),
        )
        .sort((one, other) => (one.external_id! < other.external_id! ? -1 : 1));
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(state, { minLength: 1, maxLength: 6 }).chain(states =>
          fc.tuple(
            fc.constant(states),
            fc.shuffledSubarray([...states, ...states], {
              minLength: states.length * 2,
            }),
            fc.constantFrom(1, 3, 100),
          ),
        ),
        async ([states, shuffled, size]) => {
          expect(await endOf(shuffled, size)).toEqual(await endOf(states, 1));
        },
      ),
      { numRuns: 20 },
    );
  });
});
