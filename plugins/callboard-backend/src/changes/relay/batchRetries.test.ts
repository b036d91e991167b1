import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  createChangeFixture,
  jane,
  getNoteId,
  ChangeFixture,
} from '../../__testUtils__/changeFixture';
import { readFirstOfBatches, readBatch } from '../readChanges';
import { TransactionalSubscriber } from '../Subscriber';

const WORKSPACE = '01900000-0000-7000-8000-000000000001';
const LONG = 10 * 60_000;

/** Renames three notes in one action; each is visible to its own people. */
async function renameThree({ changes }: ChangeFixture): Promise<void> {
  await changes.run(jane, async change => {
    for (const nth of [1, 2, 3]) {
      change.record({
        workspace_id: WORKSPACE,
        visibility: 'people',
        people: [`user:default/reader-${nth}`],
        entity_type: 'label',
        entity_id: getNoteId(nth),
        entity_label: 'b',
        detail: true,
        before: { name: 'a', author: `author ${nth}` },
        after: { name: 'b', author: `author ${nth}` },
      });
    }
  });
}

/** A subscriber that reads whole batches with their first change, once its target is available. */
function createBatchReader() {
  const state = { isAway: true, authors: [] as unknown[], people: [] as any[] };
  const subscriber: TransactionalSubscriber = {
    name: 'reader',
    async handle(changes, tx) {
      for (const { batch_id } of await readFirstOfBatches(tx, changes)) {
        if (state.isAway) {
          throw new Error('not now');
        }
        const known = new Map(changes.map(change => [change.id, change]));
        for await (const some of readBatch(tx, batch_id!, known)) {
          state.authors.push(...some.map(({ resource }) => resource?.author));
          state.people.push(...some.flatMap(({ people }) => people));
        }
      }
    },
  };
  return { state, subscriber };
}

describe('retry of the first change of a batch', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    it('returns the complete original batch, then empties the outbox @full-postgres', async () => {
      const fixture = await createChangeFixture(databases, databaseId);
      const { state, subscriber } = createBatchReader();
      fixture.subscribers.transactional.push(subscriber);
      await renameThree(fixture);
      await fixture.relay.drain();
      expect(await fixture.knex('outbox_dispatches')).toHaveLength(1);
      state.isAway = false;
      fixture.advanceClock(LONG);
      await fixture.relay.drain();
      expect(state.authors).toEqual(['author 1', 'author 2', 'author 3']);
      expect(state.people).toEqual(
        [1, 2, 3].map(nth => `user:default/reader-${nth}`),
      );
      expect(await fixture.knex('outbox')).toEqual([]);
    });

    it('empties the outbox when the activity entries are deleted @full-postgres', async () => {
      const fixture = await createChangeFixture(databases, databaseId);
      fixture.subscribers.transactional.push(createBatchReader().subscriber);
      await renameThree(fixture);
      await fixture.relay.drain();
      expect(await fixture.knex('outbox')).toHaveLength(3);
      await fixture.knex('activity').delete();
      fixture.advanceClock(LONG);
      await fixture.relay.drain();
      expect(await fixture.knex('outbox')).toEqual([]);
    });
  });
});
