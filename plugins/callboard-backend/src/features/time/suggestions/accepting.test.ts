import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { DATE, suggestionDay } from './__testUtils__/suggestionDay';

describeCallboard('suggestions', { entities: landscape }, callboard => {
  const day = suggestionDay(callboard);
  const { member, did, list, shown, short, accept, keep } = day;

  describe('that are accepted', () => {
    it('are entries, and are suggested no more', async () => {
      await did('09:00', day.desk.item);
      await did('12:00', day.desk.item);
      const kept = await keep('15:00');
      const [, first, second] = await list();
      const { body } = await accept([
        { id: second.id, minutes: 10, description: 'Half of it' },
        { id: kept },
        { id: first.id },
      ]).expect(201);
      expect(body.worklogs).toMatchObject([
        {
          duration_minutes: 10,
          description: 'Half of it',
          started_at: second.started_at,
          source: 'suggestion',
          logged_at: DATE,
          logged_by: people.member,
          is_billable: false,
        },
        {
          duration_minutes: 30,
          description: 'From a timer',
          is_billable: true,
        },
        { duration_minutes: 15, work_item_id: day.desk.item.id },
      ]);
      // What was left off can still be suggested, kept time cannot.
      expect(await shown()).toEqual([short(day.desk.item, '11:55', 5)]);
      expect(await callboard().knex('kept_times')).toEqual([]);
      await accept([{ id: first.id }]).expect(400);
    });

    it('are made once, however often they are accepted at once', async () => {
      await did('09:00', day.desk.item);
      const kept = await keep('15:00');
      const [, { id }] = await list();
      const answers = await Promise.all(
        [1, 2, 3].map(() => accept([{ id }, { id: kept }])),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([
        201, 400, 400,
      ]);
      expect(await callboard().knex('worklogs')).toHaveLength(2);
    });

    it('are all made, or none', async () => {
      await did('09:00', day.desk.item);
      await did('12:00', day.desk.item);
      const [first, second] = await list();
      const unknown = await accept([
        { id: first.id },
        { id: 'nothing' },
      ]).expect(400);
      expect(unknown.body.error.message).toContain('body.items[1].id');
      await day.desk.settle({
        max_minutes_per_day: 20,
        require_description: true,
      });
      const refused = await accept([
        { id: first.id, description: 'Said' },
        { id: second.id, minutes: 15 },
      ]).expect(400);
      expect(refused.body.error.message).toContain('body.items[1].description');
      const over = await accept([
        { id: second.id, minutes: 21, description: 'Said' },
      ]).expect(400);
      expect(over.body.error.message).toContain('body.items[0].minutes');
      await day.desk.settle({
        max_minutes_per_day: null,
        require_description: null,
      });
      expect(await callboard().knex('worklogs')).toEqual([]);
    });

    it('can be logged on', async () => {
      const item = await day.desk.desk.make();
      await keep('15:00', item);
      await day.desk
        .as('superAdmin')
        .delete(`${day.desk.desk.path}/work-items/${item.id}`)
        .expect(204);
      const [{ id }] = await list();
      const { body } = await accept([{ id }]).expect(400);
      expect(body.error.message).toContain(
        `body.items[0].id: ${item.identifier} is deleted`,
      );
      expect(await list()).toHaveLength(1);
    });
  });

  describe('that are dismissed', () => {
    const dismiss = (id: string, date = DATE) =>
      member().delete(`/me/time-suggestions/${id}?date=${date}`);

    it('are suggested no more', async () => {
      await did('09:00', day.desk.item);
      await did('12:00', day.desk.item);
      const [first, second] = await list();
      await dismiss(first.id).expect(204);
      expect(await list()).toEqual([second]);
      await dismiss(first.id).expect(404);
      await dismiss('nothing').expect(404);
      await dismiss(second.id, '2026-05-07').expect(404);
      // More of it is something else.
      await did('08:50', day.desk.item);
      expect(await list()).toHaveLength(2);
    });

    it('are gone where they are of a timer, and that is told', async () => {
      const id = await keep('15:00');
      await dismiss(id).expect(204);
      await dismiss(id).expect(404);
      expect(await callboard().knex('kept_times')).toEqual([]);
      const { body } = await member()
        .get(`/me/activity?entity_id=${id}`)
        .expect(200);
      expect(body.activities).toMatchObject([
        {
          action: 'discard',
          entity_type: 'timer',
          metadata: { text: '30m kept of 2026-05-06' },
        },
      ]);
    });

    it('are nobody else’s', async () => {
      const id = await keep('15:00');
      await callboard()
        .as('projectAdmin')
        .delete(`/me/time-suggestions/${id}?date=${DATE}`)
        .expect(404);
      expect(await list()).toMatchObject([{ id }]);
    });
  });
});
