import fc from 'fast-check';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { at, Desk } from './__testUtils__/Desk';

jest.setTimeout(180_000);

const groups = ['backlog', 'started', 'completed', 'cancelled'];
const names = ['Backlog', 'In Progress', 'In Review', 'Done', 'Cancelled'];

/** Seconds that sources tell of, all of them long ago, but for a few to come. */
const seconds = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 99 }) },
  { weight: 1, arbitrary: fc.constant(900_000_000) },
);

const snapshot = fc.record({
  external_id: fc.constantFrom('1', '2'),
  /** By how much it comes late: what is too late is not taken. */
  delay: fc.integer({ min: 0, max: 15 }),
  created_at: fc.option(seconds.map(at)),
  completed_at: fc.option(seconds.map(at)),
  state_groups: fc.constantFrom(...groups).map(group => [group]),
});

/** Something that happens to the items of a source: it reports them, or people move them. */
const act = fc.oneof(
  fc.record({ told: fc.array(snapshot, { minLength: 1, maxLength: 4 }) }),
  fc.record({ moved: fc.constantFrom(...names) }),
  fc.record({ movedTogether: fc.constantFrom(...names) }),
  fc.record({ deleted: fc.constantFrom(...names) }),
);
type Act = typeof act extends fc.Arbitrary<infer Kind> ? Kind : never;

describeCallboard('the states of items', { entities: landscape }, callboard => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
  });

  async function perform(source: string, each: Act, nth: number) {
    const ids = (await desk.itemsOf(source)).map(({ id }) => id);
    if ('told' in each) {
      const items = each.told.map(({ delay, ...item }, index) => ({
        entity_ref: 'component:default/payments-api',
        title: 'One',
        updated_at: at(20 + 10 * nth + index - delay),
        ...item,
      }));
      await desk.ingest(source, items);
    } else if ('moved' in each && ids.length > 0) {
      await desk.patch(
        { id: ids[0] },
        { state_id: desk.states[each.moved].id },
      );
    } else if ('movedTogether' in each && ids.length > 0) {
      const state_id = desk.states[each.movedTogether].id;
      await desk
        .as('superAdmin')
        .post(`${desk.path}/work-items/bulk-update`, {
          ids,
          changes: { state_id },
        })
        .expect(200);
    } else if ('deleted' in each && ids.length > 0) {
      const state = await desk.set('states', {
        name: 'Of a while',
        group: 'started',
      });
      await desk.patch({ id: ids[0] }, { state_id: state.id });
      await desk
        .as('superAdmin')
        .delete(
          `${desk.path}/states/${state.id}?reassign_to=${
            desk.states[each.deleted].id
          }`,
        )
        .expect(204);
    }
  }

  it('follow one another without a gap, up to the one it is in, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 2, maxLength: 8 }),
        async acts => {
          const source = desk.newSource();
          for (const [nth, each] of acts.entries()) {
            await perform(source, each, nth);
          }
          for (const item of await desk.itemsOf(source)) {
            const spans = await desk.spansOf(item);
            const begins = spans.map(([, entered_at]) => entered_at);
            const ends = spans.map(([, , left_at]) => left_at);
            expect(ends).toEqual([...begins.slice(1), null]);
            expect(begins).toEqual([...new Set(begins)].sort());
            expect(desk.states[spans.at(-1)![0]].id).toBe(item.state_id);
            const now = new Date().toISOString();
            expect(begins.filter(moment => moment > now)).toEqual([]);
            const started_at = await desk.startOf(item);
            const { completed_at } = item;
            expect([started_at ?? '', completed_at ?? '~']).toEqual(
              [started_at ?? '', completed_at ?? '~'].sort(),
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
