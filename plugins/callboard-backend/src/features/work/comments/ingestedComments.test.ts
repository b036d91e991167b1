import { WorkItemComment } from '@callboard/plugin-callboard-common';
import { shuffle } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../../__testUtils__/tracesOf';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { at, Desk } from '../__testUtils__/Desk';
import { Thread } from '../__testUtils__/Thread';

const said = (values: object = {}) => ({
  external_id: 'c1',
  work_item_external_id: 'i1',
  updated_at: at(1),
  author_ref: people.member,
  author_name: 'max',
  body: 'Seen @gus.guest',
  mentions: [],
  external_url: 'https://example.org/i1#c1',
  created_at: at(1),
  edited_at: null,
  ...values,
});

describeCallboard(
  'comments of a source',
  { entities: landscape },
  callboard => {
    let desk: Desk;
    let thread: Thread;

    beforeAll(async () => {
      desk = await Desk.open(callboard());
      thread = await Thread.on(callboard(), desk);
      await callboard().as('member').get('/me').expect(200);
    });

    /** A new source with one item, and where its comments are. */
    async function newSource() {
      const source = desk.newSource();
      const [{ id }] = await desk.ingest(source, [
        {
          entity_ref: 'component:default/payments-api',
          external_id: 'i1',
          updated_at: at(0),
          title: 'From elsewhere',
        },
      ]);
      const path = `${desk.path}/work-items/${id}/comments`;
      const list = async (): Promise<WorkItemComment[]> => {
        const { body } = await desk
          .as('superAdmin')
          .get(`${path}?include_deleted=true`)
          .expect(200);
        return body.items;
      };
      return { source, path, list };
    }

    const statuses = async (source: string, comments: unknown[]) =>
      (await thread.ingest(source, comments)).map(({ status }) => status);

    it('are as they are there, and cannot be changed here', async () => {
      const { source, path, list } = await newSource();
      expect(await thread.ingest(source, [said()])).toEqual([
        {
          external_id: 'c1',
          status: 'created',
          id: expect.any(String),
          identifier: expect.stringMatching(/-\d+$/),
          reason: null,
        },
      ]);
      const [comment] = await list();
      expect(comment).toMatchObject({
        author_ref: people.member,
        author_name: 'Max Member',
        body: 'Seen @gus.guest',
        mentions: [],
        source,
        external_id: 'c1',
        external_url: 'https://example.org/i1#c1',
        created_at: at(1),
        edited_at: null,
      });
      const one = `${path}/${comment.id}`;
      await desk.as('member').patch(one, { body: 'No' }).expect(409);
      await desk.as('member').delete(one).expect(409);
      await desk.as('superAdmin').delete(one).expect(409);
      await thread.ingest(source, [said({ is_deleted: true })]);
      expect(await list()).toMatchObject([{ body: '', id: comment.id }]);
      const traces = await tracesOf(callboard(), comment.id);
      expect(traces.map(({ action, source: by }) => [action, by])).toEqual([
        ['create', 'ingest'],
        ['delete', 'ingest'],
      ]);
    });

    it('may be by somebody whom only the source knows', async () => {
      const { source, list } = await newSource();
      const unknown = { author_ref: null, author_name: 'octocat' };
      const [{ id }] = await thread.ingest(source, [said(unknown)]);
      expect(await list()).toMatchObject([unknown]);
      const renamed = { ...unknown, author_name: 'hubot' };
      expect(
        await statuses(source, [said({ ...renamed, updated_at: at(2) })]),
      ).toEqual(['updated']);
      expect(await list()).toMatchObject([renamed]);
      const [made, changed] = await tracesOf(callboard(), id!);
      expect(changesIn(made)).toMatchObject({ author_name: [null, 'octocat'] });
      expect(changesIn(changed)).toEqual({ author_name: ['octocat', 'hubot'] });
    });

    it('are unchanged if the history would show no difference', async () => {
      const { source } = await newSource();
      const [{ id }] = await thread.ingest(source, [said()]);
      expect(
        await statuses(source, [
          said({ updated_at: at(2), edited_at: at(2) }),
          said({ updated_at: at(3), author_name: 'maximilian' }),
        ]),
      ).toEqual(['unchanged', 'unchanged']);
      const traces = await tracesOf(callboard(), id!);
      expect(traces.map(({ action }) => action)).toEqual(['create']);
      expect(changesIn(traces[0])).not.toHaveProperty('author_name');
    });

    it('mention those of whom the source says it, if they can see the item', async () => {
      const { source, list } = await newSource();
      const mentions = [people.member, 'user:default/nobody', people.member];
      await thread.ingest(source, [said({ mentions })]);
      expect(await list()).toMatchObject([{ mentions: [people.member] }]);
    });

    it('count once, however often and late they are told', async () => {
      const { source, list } = await newSource();
      const newer = said({
        updated_at: at(3),
        body: 'Newer',
        edited_at: at(3),
      });
      expect(await statuses(source, [said()])).toEqual(['created']);
      expect(await statuses(source, [newer, said(), newer])).toEqual([
        'updated',
        'outdated',
        'unchanged',
      ]);
      expect(await statuses(source, [said({ updated_at: at(2) })])).toEqual([
        'outdated',
      ]);
      expect(await list()).toMatchObject([
        { body: 'Newer', version: 2, edited_at: at(3), created_at: at(1) },
      ]);
    });

    it('keep their time if their source does not repeat it', async () => {
      const { source, list } = await newSource();
      await thread.ingest(source, [said()]);
      await thread.ingest(source, [
        said({ updated_at: at(4), created_at: undefined, body: 'Later' }),
      ]);
      expect(await list()).toMatchObject([
        { body: 'Later', created_at: at(1) },
      ]);
    });

    it('stay deleted, also when that is told first', async () => {
      const { source, list } = await newSource();
      const gone = said({ updated_at: at(5), is_deleted: true });
      expect(await statuses(source, [gone])).toEqual(['deleted']);
      expect(await statuses(source, [said({ updated_at: at(9) })])).toEqual([
        'deleted',
      ]);
      expect(await list()).toEqual([]);
    });

    it('fail alone, and say why', async () => {
      const { source, list } = await newSource();
      const results = await thread.ingest(source, [
        7,
        said({ external_id: 'c2', work_item_external_id: 'i2' }),
        said({ external_id: 'c3', body: null }),
        said({ external_id: 'c4', author_ref: null, author_name: null }),
        said({ external_id: 'c5', external_url: 'file:///etc/passwd' }),
        said(),
      ]);
      expect(results.map(({ status }) => status)).toEqual([
        'failed',
        'failed',
        'failed',
        'failed',
        'failed',
        'created',
      ]);
      expect(results[1].reason).toBe(
        'work_item_external_id: is no work item of this source',
      );
      expect(await list()).toHaveLength(1);
    });

    it('are one act where many come together', async () => {
      const { source } = await newSource();
      const two = ['c1', 'c2'].map(external_id => said({ external_id }));
      const results = await thread.ingest(source, two);
      const traces = await tracesOf(callboard(), desk.pid);
      expect(traces.at(-1)).toMatchObject({
        action: 'ingest',
        entity_type: 'project',
        metadata: {
          text: '2 comments',
          entity_type: 'work_item_comment',
          source,
          changed: 2,
        },
      });
      expect(await tracesOf(callboard(), results[0].id!)).toEqual([]);
    });

    it('are out of reach with their item', async () => {
      const { source, path } = await newSource();
      await thread.ingest(source, [said()]);
      await desk
        .as('superAdmin')
        .delete(path.replace('/comments', ''))
        .expect(204);
      expect(
        await statuses(source, [
          said({ updated_at: at(2) }),
          said({ updated_at: at(3), is_deleted: true }),
        ]),
      ).toEqual(['failed', 'deleted']);
    });

    it('end the same in every order', async () => {
      const states = [
        said(),
        said({ updated_at: at(2), body: 'Second' }),
        said({ updated_at: at(2), body: 'Other second' }),
        said({ external_id: 'c2', updated_at: at(3) }),
        said({ external_id: 'c2', updated_at: at(1), is_deleted: true }),
        said({ external_id: 'c3', mentions: [people.member] }),
        said({ external_id: 'c3', updated_at: at(2), mentions: [] }),
      ];
      const endOf = async (order: readonly object[]) => {
        const { source, list } = await newSource();
        for (const state of order) await thread.ingest(source, [state]);
        return (await list())
          .filter(({ deleted_at }) => deleted_at === null)
          .map(({ external_id, body, mentions, edited_at, created_at }) => ({
            external_id,
            body,
            mentions,
            edited_at,
            created_at,
          }))
          .sort((one, two) => (one.external_id! < two.external_id! ? -1 : 1));
      };
      const expected = await endOf(states);
      expect(expected).toHaveLength(2);
      expect(await endOf([...states].reverse())).toEqual(expected);
      expect(await endOf(shuffle([...states, ...states]))).toEqual(expected);
    });
  },
);
