import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { recordPlans } from '../../../__testUtils__/plans';
import { people } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { insertMany } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { Stopwatch } from '../__testUtils__/Stopwatch';
import { TimeFixture } from '../__testUtils__/TimeFixture';
import {
  at,
  DATE,
  NOW,
  createSuggestionFixture,
} from './__testUtils__/createSuggestionFixture';
import { listOwnActions } from './listOwnActions';
import { databaseIds } from '../../../__testUtils__/databases';

describeWithoutJobs(
  'time suggestions',
  { entities: catalogEntities, databases: databaseIds },
  callboard => {
    const day = createSuggestionFixture(callboard);
    const {
      member,
      recordActivity,
      list,
      listFormatted,
      formatSuggestion,
      accept,
      log,
      insertUnloggedTime,
      ingestItemAndComment,
    } = day;

    it('returns drafts from the activity of a user on a day, with evidence', async () => {
      await recordActivity('09:00', day.fixture.item);
      await recordActivity('09:20', day.fixture.item, {
        action: 'entity_view',
      });
      expect(await list()).toEqual([
        {
          id: expect.stringMatching(/^[\w-]{43}$/),
          kind: 'activity',
          workspace_slug: 'default',
          project_id: day.fixture.project.pid,
          work_item: {
            id: day.fixture.item.id,
            identifier: day.fixture.item.identifier,
            title: day.fixture.item.title,
          },
          date: DATE,
          started_at: `${DATE}T09:00:00.000Z`,
          ended_at: `${DATE}T09:20:00.000Z`,
          minutes: 20,
          description: null,
          reason: null,
          evidence: [
            {
              at: `${DATE}T09:00:00.000Z`,
              action: 'update',
              entity_type: 'work_item',
              label: 'At 09:00',
            },
            {
              at: `${DATE}T09:20:00.000Z`,
              action: 'entity_view',
              entity_type: 'work_item',
              label: 'At 09:20',
            },
          ],
        },
      ]);
      expect(await list()).toEqual(await list());
      expect(await list('projectAdmin')).toEqual([]);
      expect(await list('member', '2026-05-05')).toEqual([]);
    });

    it('defaults to today in the time zone of the user', async () => {
      const watch = new Stopwatch(callboard());
      await watch.setTimeZone('member', 'Pacific/Auckland');
      await recordActivity('12:30', day.fixture.item);
      const { body } = await member().get('/me/time-suggestions').expect(200);
      // In that time zone the next day began at noon UTC.
      expect(body.date).toBe('2026-05-07');
      expect(body.items).toMatchObject([{ minutes: 15, date: '2026-05-07' }]);
      expect(await list()).toEqual([]);
      await watch.setTimeZone('member', 'UTC');
    });

    it('includes comments and the activity of the user in external sources', async () => {
      const comment = await member()
        .post(
          `${day.fixture.project.path}/work-items/${day.fixture.item.id}/comments`,
          {
            body: 'Found it',
          },
        )
        .expect(201);
      await callboard().knex('activity').delete();
      await recordActivity('10:00', comment.body, {
        entity_type: 'work_item_comment',
      });
      expect(await listFormatted()).toEqual([
        formatSuggestion(day.fixture.item, '09:45', 15),
      ]);

      await ingestItemAndComment();
      expect(await list('member', '2026-05-12')).toMatchObject([
        {
          work_item: { title: 'Opened elsewhere' },
          minutes: 25,
          evidence: [
            { action: 'create', entity_type: 'work_item' },
            { action: 'create', entity_type: 'work_item_comment' },
          ],
        },
      ]);
    });

    it('ignores activity without a single work item and detail entries of bulk actions', async () => {
      await recordActivity(
        '09:00',
        { id: 'component:default/payments-api' },
        {
          action: 'entity_view',
          entity_type: 'component',
        },
      );
      await recordActivity('09:00', { id: 'no id' });
      await recordActivity('09:00', { id: createId(day.now) });
      await recordActivity('09:00', day.fixture.item, { is_detail: true });
      expect(await list()).toEqual([]);
    });

    it('excludes logged time and the running timer @full-postgres', async () => {
      for (const time of ['09:00', '09:25', '09:50', '10:15']) {
        await recordActivity(time, day.fixture.item);
      }
      await log({ duration_minutes: 30, started_at: `${DATE}T09:10:00Z` });
      const other = await TimeFixture.open(callboard(), 'payments_api');
      await other.log('member', {
        logged_at: DATE,
        duration_minutes: 5,
        started_at: `${DATE}T10:05:00Z`,
      });
      expect(await listFormatted()).toEqual([
        formatSuggestion(day.fixture.item, '09:00', 10),
        formatSuggestion(day.fixture.item, '09:40', 25),
        formatSuggestion(day.fixture.item, '10:10', 5),
      ]);
      await member()
        .put('/me/timer', {
          work_item_id: day.fixture.item.id,
          started_at: `${DATE}T09:45:00Z`,
        })
        .expect(200);
      expect(await listFormatted()).toEqual([
        formatSuggestion(day.fixture.item, '09:00', 10),
      ]);
    });

    it('subtracts time logged on the work item without a start time', async () => {
      await recordActivity('09:00', day.fixture.item);
      await recordActivity('09:30', day.fixture.item);
      await log({ duration_minutes: 10 });
      expect(await listFormatted()).toEqual([
        formatSuggestion(day.fixture.item, '09:10', 20),
      ]);
      await log({ duration_minutes: 60 });
      expect(await listFormatted()).toEqual([]);
    });

    it('limits suggestions to the remaining minutes of the day', async () => {
      await day.fixture.saveSettings({ max_minutes_per_day: 60 });
      await recordActivity('09:00', day.fixture.item);
      await recordActivity('09:30', day.fixture.item);
      await recordActivity('12:00', day.fixture.item);
      const other = await day.fixture.project.make();
      await callboard()
        .knex('activity')
        .where({ user_id: people.superAdmin })
        .delete();
      await log({ duration_minutes: 20 }, other);
      expect(await listFormatted()).toEqual([
        formatSuggestion(day.fixture.item, '09:00', 30),
        formatSuggestion(day.fixture.item, '11:45', 10),
      ]);
      await log({ duration_minutes: 40 }, other);
      expect(await list()).toEqual([]);
      await day.fixture.saveSettings({ max_minutes_per_day: null });
    });

    it('omits work items on which the user cannot log time on that day @full-sqlite', async () => {
      await recordActivity('09:00', day.fixture.item);
      const patch = (values: object) =>
        day.fixture
          .as('superAdmin')
          .patch(day.fixture.project.path, values)
          .expect(200);
      for (const [off, on] of [
        [
          { is_time_tracking_enabled: false },
          { is_time_tracking_enabled: true },
        ],
        [
          { archived_at: new Date(day.now).toISOString() },
          { archived_at: null },
        ],
      ]) {
        await patch(off);
        expect(await list()).toEqual([]);
        await patch(on);
      }
      await day.fixture.saveSettings({ max_past_working_days: 1 });
      day.now += 5 * 86_400_000;
      expect(await list()).toEqual([]);
      await day.fixture.saveSettings({ max_past_working_days: null });
      expect(await list()).toHaveLength(1);
      const { knex } = callboard();
      await knex('time_periods').insert({
        id: createId(day.now),
        workspace_id: day.workspace_id,
        member_id: people.member,
        week_start: '2026-05-04',
        week_end: '2026-05-10',
        status: 'submitted',
        version: 1,
        created_at: new Date(day.now),
        updated_at: new Date(day.now),
      });
      expect(await list()).toEqual([]);
      await insertUnloggedTime('15:00');
      expect(await list()).toHaveLength(1);
      const [{ id }] = await list();
      await accept([{ id }]).expect(409);
      await knex('time_periods').delete();
    });

    it('lists unlogged timers first and excludes their time from other suggestions', async () => {
      await recordActivity('09:00', day.fixture.item);
      await recordActivity('09:20', day.fixture.item);
      const id = await insertUnloggedTime('09:10');
      expect(await list()).toMatchObject([
        {
          id,
          kind: 'timer',
          minutes: 30,
          description: 'From a timer',
          reason: 'the day was full',
          evidence: [],
        },
        { kind: 'activity', started_at: `${DATE}T09:00:00.000Z`, minutes: 10 },
      ]);
    });

    it('queries activity, work items and comments by index @full', async () => {
      await ingestItemAndComment();
      const { knex } = callboard();
      const others = Array.from({ length: 3_000 }, (_, index) => ({
        created_at: at('00:00') + index,
        user_id: `user:default/other-${index % 100}`,
        entity_type: 'work_item',
      }));
      await addRows(knex, day.workspace_id, others);
      for (const [table, author] of [
        ['work_items', 'created_by'],
        ['work_item_comments', 'author_ref'],
      ]) {
        const row = await knex(table).whereNot('source', 'callboard').first();
        await insertMany(
          knex,
          table,
          others.map((_, index) => ({
            ...row,
            id: createId(NOW),
            external_id: `other-${index}`,
            [author]: `user:default/other-${index % 100}`,
            ...(table === 'work_items' ? { number: 1_000 + index } : {}),
          })),
        );
      }
      await knex.raw('ANALYZE');
      // A transaction keeps the statements of jobs out of the plans.
      const plans = await knex.transaction(tx =>
        recordPlans(tx, () =>
          listOwnActions(tx, people.member, {
            from: at('00:00'),
            to: at('20:00'),
          }),
        ),
      );
      const [here, items, comments] = plans.map(({ plan }) => plan);
      expect(here).toMatch(/activity\w*user\w*idx/);
      expect(items).toContain('work_items_imported_idx');
      expect(comments).toContain('work_item_comments_imported_idx');
    });
  },
);

describeCallboard(
  'accepted and dismissed time suggestions',
  { entities: catalogEntities, databases: databaseIds },
  callboard => {
    const day = createSuggestionFixture(callboard);
    const {
      member,
      recordActivity,
      list,
      listFormatted,
      formatSuggestion,
      accept,
      insertUnloggedTime,
    } = day;

    describe('accepted suggestions', () => {
      it('flags time entries that overlap others', async () => {
        await recordActivity('09:00', day.fixture.item);
        await recordActivity('12:00', day.fixture.item);
        const [first, second] = await list();
        const { body } = await accept([
          { id: first.id, minutes: 240 },
          { id: second.id },
        ]).expect(201);
        expect(body.worklogs).toMatchObject([
          { overlaps: true },
          { overlaps: true },
        ]);
      });

      it('creates time entries and no longer lists the accepted suggestions @full-postgres', async () => {
        await recordActivity('09:00', day.fixture.item);
        await recordActivity('12:00', day.fixture.item);
        const unlogged = await insertUnloggedTime('15:00');
        const [, first, second] = await list();
        const { body } = await accept([
          { id: second.id, minutes: 10, description: 'Half of it' },
          { id: unlogged },
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
          { duration_minutes: 15, work_item_id: day.fixture.item.id },
        ]);
        // The part that was not accepted is suggested again; unlogged time is not.
        expect(await listFormatted()).toEqual([
          formatSuggestion(day.fixture.item, '11:55', 5),
        ]);
        expect(await callboard().knex('unlogged_times')).toEqual([]);
        await accept([{ id: first.id }]).expect(400);
      });

      it('replaces the suggested description by none if it is empty', async () => {
        const id = await insertUnloggedTime('15:00');
        const { body } = await accept([{ id, description: '' }]).expect(201);
        expect(body.worklogs).toMatchObject([{ description: null }]);
      });

      it('creates time entries once when accepted concurrently', async () => {
        await recordActivity('09:00', day.fixture.item);
        const unlogged = await insertUnloggedTime('15:00');
        const [, { id }] = await list();
        const answers = await Promise.all(
          [1, 2, 3].map(() => accept([{ id }, { id: unlogged }])),
        );
        expect(answers.map(({ status }) => status).sort()).toEqual([
          201, 400, 400,
        ]);
        expect(await callboard().knex('worklogs')).toHaveLength(2);
      });

      it('creates no time entry when one of the accepted suggestions is invalid', async () => {
        await recordActivity('09:00', day.fixture.item);
        await recordActivity('12:00', day.fixture.item);
        const [first, second] = await list();
        const unknown = await accept([
          { id: first.id },
          { id: 'nothing' },
        ]).expect(400);
        expect(unknown.body.error.message).toContain('body.items[1].id');
        await day.fixture.saveSettings({
          max_minutes_per_day: 20,
          require_description: true,
        });
        const refused = await accept([
          { id: first.id, description: 'Said' },
          { id: second.id, minutes: 15 },
        ]).expect(400);
        expect(refused.body.error.message).toContain(
          'body.items[1].description',
        );
        const over = await accept([
          { id: second.id, minutes: 21, description: 'Said' },
        ]).expect(400);
        expect(over.body.error.message).toContain('body.items[0].minutes');
        await day.fixture.saveSettings({
          max_minutes_per_day: null,
          require_description: null,
        });
        expect(await callboard().knex('worklogs')).toEqual([]);
      });

      it('returns 400 when the work item of the suggestion is deleted', async () => {
        const item = await day.fixture.project.make();
        await insertUnloggedTime('15:00', item);
        await day.fixture
          .as('superAdmin')
          .delete(`${day.fixture.project.path}/work-items/${item.id}`)
          .expect(204);
        const [{ id }] = await list();
        const { body } = await accept([{ id }]).expect(400);
        expect(body.error.message).toContain(
          `body.items[0].id: ${item.identifier} is deleted`,
        );
        expect(await list()).toHaveLength(1);
      });
    });

    describe('dismissed suggestions', () => {
      const dismiss = (id: string, date = DATE) =>
        member().delete(`/me/time-suggestions/${id}?date=${date}`);

      it('omits dismissed suggestions from the list', async () => {
        await recordActivity('09:00', day.fixture.item);
        await recordActivity('12:00', day.fixture.item);
        const [first, second] = await list();
        await dismiss(first.id).expect(204);
        expect(await list()).toEqual([second]);
        await dismiss(first.id).expect(404);
        await dismiss('nothing').expect(404);
        await dismiss(second.id, '2026-05-07').expect(404);
        // Earlier activity changes the id of the suggestion, which is then listed again.
        await recordActivity('08:50', day.fixture.item);
        expect(await list()).toHaveLength(2);
      });

      it('deletes the unlogged timer and records an activity entry', async () => {
        const id = await insertUnloggedTime('15:00');
        await dismiss(id).expect(204);
        await dismiss(id).expect(404);
        expect(await callboard().knex('unlogged_times')).toEqual([]);
        const { body } = await member()
          .get(`/me/activity?entity_id=${id}`)
          .expect(200);
        expect(body.activities).toMatchObject([
          {
            action: 'discard',
            entity_type: 'timer',
            metadata: { text: '30m of 2026-05-06 not logged' },
          },
        ]);
      });

      it('returns 404 when another user dismisses the suggestion', async () => {
        const id = await insertUnloggedTime('15:00');
        await callboard()
          .as('projectAdmin')
          .delete(`/me/time-suggestions/${id}?date=${DATE}`)
          .expect(404);
        expect(await list()).toMatchObject([{ id }]);
      });
    });
  },
);
