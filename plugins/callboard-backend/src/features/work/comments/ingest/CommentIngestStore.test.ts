import { Knex } from 'knex';
import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { plansOf } from '../../../../__testUtils__/plans';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import { insertMany } from '../../../../database/bulk';
import { newId } from '../../../../database/ids';
import { at, Desk } from '../../__testUtils__/Desk';
import { Thread } from '../../__testUtils__/Thread';
import { CommentIngestStore } from './CommentIngestStore';

const OTHERS = 3_000;

describeCallboard(
  'the items of a source that is commented on',
  { entities: landscape },
  callboard => {
    let source: string;
    let items: Array<{ id: string; external_id: string }>;

    beforeAll(async () => {
      const desk = await Desk.open(callboard());
      const thread = await Thread.on(callboard(), desk);
      source = desk.newSource();
      await desk.ingest(
        source,
        ['called', 'commented', 'both', 'neither', 'gone'].map(external_id => ({
          entity_ref: 'component:default/payments-api',
          external_id,
          updated_at: at(0),
          title: external_id,
        })),
      );
      await thread.ingest(
        source,
        ['commented', 'both', 'neither', 'gone'].map(name => ({
          external_id: `on-${name}`,
          work_item_external_id: name,
          updated_at: at(1),
          author_name: 'octocat',
          body: 'Hello',
        })),
      );
      await desk.ingest(source, [
        {
          entity_ref: 'component:default/payments-api',
          external_id: 'gone',
          updated_at: at(2),
          is_deleted: true,
        },
      ]);
      const { knex } = callboard();
      items = await knex('work_items').where({ source });
      await addOthers(knex, 'work_items', source);
      await addOthers(knex, 'work_item_comments', source);
      await knex.raw('ANALYZE');
    });

    /** The rows found, and the query plan. */
    async function findItems() {
      const { knex } = callboard();
      const { workspace_id } = items[0] as any;
      return knex.transaction(async tx => {
        let found: Awaited<ReturnType<CommentIngestStore['findItems']>>;
        const plans = await plansOf(tx, async () => {
          found = await new CommentIngestStore().findItems(
            tx,
            workspace_id,
            source,
            {
              items: ['called', 'both', 'gone', 'unknown'],
              comments: ['on-commented', 'on-both', 'on-gone', 'unknown'],
            },
          );
        });
        const plan = plans.map(each => each.plan).join('\n');
        return { found: found!, plan };
      });
    }

    it('are those that it calls so, and those that its comments are on', async () => {
      const { found } = await findItems();
      const names = found.map(({ external_id }) => external_id);
      expect(names.sort()).toEqual(['both', 'called', 'commented']);
    });

    it('are looked up, however many others there are', async () => {
      const { plan } = await findItems();
      expect(plan).toContain('work_items_external_idx');
      expect(plan).toContain('work_item_comments_external_idx');
      expect(plan).not.toMatch(/Seq Scan|SCAN work_item/);
    });
  },
);

/** Adds copies of ingested comments. */
async function addOthers(knex: Knex, table: string, source: string) {
  const row = await knex(table).where({ source }).first();
  await insertMany(
    knex,
    table,
    Array.from({ length: OTHERS }, (_, index) => ({
      ...row,
      id: newId(Date.now()),
      external_id: `other-${index}`,
      ...(table === 'work_items' ? { number: 1_000 + index } : {}),
    })),
  );
}
