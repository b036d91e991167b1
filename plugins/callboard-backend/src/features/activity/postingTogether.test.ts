import { NewActivity } from '@callboard/plugin-callboard-common';
import { randomUUID } from 'crypto';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import {
  actorOf,
  postingWith,
  rowsOf,
  workspace_id,
} from './__testUtils__/posting';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())(
  'posts of the same moment on %s',
  id => {
    let callboard: TestCallboard;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
    });

    afterAll(() => callboard.stop());

    it('are stored in one transaction', async () => {
      const inserts: string[] = [];
      const note = ({ sql }: { sql: string }) => {
        if (/insert into activity /i.test(sql)) inserts.push(sql);
      };
      callboard.knex.on('query', note);
      const posting = postingWith(callboard.knex);
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          posting.post(actorOf(`p${n}`), workspace_id, [
            { action: 'together', client_event_id: randomUUID() },
          ]),
        ),
      );
      callboard.knex.off('query', note);
      expect(inserts).toHaveLength(1);
      const rows = await rowsOf(callboard.knex, 'together');
      expect(rows.map(row => row.id)).toEqual(answers.flat().sort());
    });

    it('keep who did what, where, and the order of each', async () => {
      const posting = postingWith(callboard.knex);
      const other = randomUUID();
      const [mine, theirs] = await Promise.all([
        posting.post(actorOf('mine'), workspace_id, [
          { action: 'kept', entity_label: 'one' },
          { action: 'kept', entity_label: 'two' },
        ]),
        posting.post(actorOf('theirs'), other, [
          { action: 'kept', entity_label: 'three' },
        ]),
      ]);
      const rows = await rowsOf(callboard.knex, 'kept');
      expect(
        rows.map(row => [
          row.id,
          row.user_id,
          row.workspace_id,
          row.entity_label,
        ]),
      ).toEqual([
        [mine[0], 'user:default/mine', workspace_id, 'one'],
        [mine[1], 'user:default/mine', workspace_id, 'two'],
        [theirs[0], 'user:default/theirs', other, 'three'],
      ]);
    });

    it('date what is to be dated otherwise, and only that', async () => {
      const posting = postingWith(callboard.knex);
      const at = Date.now() - 60_000;
      const before = Date.now();
      await Promise.all([
        posting.post(actorOf('now'), workspace_id, [{ action: 'dated' }]),
        posting.post(actorOf('then', { at }), workspace_id, [
          { action: 'dated' },
        ]),
      ]);
      const rows = await rowsOf(callboard.knex, 'dated');
      expect(rows.map(row => row.user_name)).toEqual(['then', 'now']);
      expect(Number(rows[0].created_at)).toBe(at);
      expect(Number(rows[1].created_at)).toBeGreaterThanOrEqual(before);
    });

    it('count once where they bring the same event, as the first of them has it', async () => {
      const posting = postingWith(callboard.knex);
      const client_event_id = randomUUID();
      const post = (...labels: string[]) =>
        posting.post(
          actorOf('same'),
          workspace_id,
          labels.map(entity_label => ({
            action: 'same',
            entity_label,
            client_event_id,
          })),
        );
      const answers = await Promise.all([post('one', 'two'), post('three')]);
      const rows = await rowsOf(callboard.knex, 'same');
      expect(rows.map(row => row.entity_label)).toEqual(['one']);
      expect(new Set(answers.flat())).toEqual(new Set([rows[0].id]));
    });

    it('tell each workspace that something was added, where it was', async () => {
      const onStored = jest.fn();
      const posting = postingWith(callboard.knex, { onStored });
      const key = randomUUID();
      const event = { action: 'told', client_event_id: key };
      const [one, two] = [randomUUID(), randomUUID()];
      await Promise.all([
        posting.post(actorOf('told'), one, [event]),
        posting.post(actorOf('told'), two, [event]),
      ]);
      expect(onStored.mock.calls).toEqual([[one, 'user:default/told']]);
    });

    it('fail alone: what one of them brings is stored whole or not at all', async () => {
      const posting = postingWith(callboard.knex);
      const good = { action: 'whole' };
      const bad = { action: null as any } as NewActivity;
      const answers = await Promise.allSettled([
        posting.post(actorOf('a'), workspace_id, [good]),
        posting.post(actorOf('b'), workspace_id, [good, bad, good]),
        posting.post(actorOf('c'), workspace_id, [good, good]),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      const rows = await rowsOf(callboard.knex, 'whole');
      expect(rows.map(row => row.user_name)).toEqual(['a', 'c', 'c']);
    });

    it('leave no claim behind where they failed', async () => {
      const posting = postingWith(callboard.knex);
      const client_event_id = randomUUID();
      const event = { action: 'unclaimed', client_event_id };
      const bad = { action: null as any } as NewActivity;
      const [refused] = await Promise.allSettled([
        posting.post(actorOf('a'), workspace_id, [event, bad]),
      ]);
      expect(refused.status).toBe('rejected');
      const [stored] = await posting.post(actorOf('a'), workspace_id, [event]);
      expect(
        (await rowsOf(callboard.knex, 'unclaimed')).map(row => row.id),
      ).toEqual([stored]);
    });
  },
);
