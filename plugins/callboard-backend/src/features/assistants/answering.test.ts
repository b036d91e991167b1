import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { addRows } from '../activity/__testUtils__/activityRows';
import { TimeDesk, today } from '../time/__testUtils__/TimeDesk';
import { firstOfWeek } from '../time/rules/weeks';
import { addDays } from '../time/rules/workingDays';
import { Assistant } from './__testUtils__/Assistant';
import { portalOfAssistants } from './__testUtils__/portalOfAssistants';

const ROOT = '/workspaces/default';
const MONDAY = 1;

describeCallboard(
  'assistants',
  { ...portalOfAssistants, entities: landscape },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const lastWeek = addDays(firstOfWeek(today(), MONDAY), -7);
    let desk: TimeDesk;
    let max: Assistant;

    /** Employs somebody who is to work half an hour on each day. */
    async function employ(who: 'member' | 'projectAdmin') {
      await boss()
        .post(`${ROOT}/staff`, {
          staff_id: who.slice(0, 8),
          first_name: who,
          last_name: 'Person',
          email: `${who}@example.com`,
          user_ref: people[who],
        })
        .expect(201);
      await boss()
        .put(`${ROOT}/work-schedule?member_id=${people[who]}`, {
          minutes_per_weekday: [30, 30, 30, 30, 30, 30, 30],
        })
        .expect(200);
    }

    beforeAll(async () => {
      desk = await TimeDesk.open(callboard());
      await employ('member');
      await employ('projectAdmin');
      max = await Assistant.of(callboard(), 'member');
    });

    it('tell who somebody is, and what day it is for them', async () => {
      const { answer } = await max.use('who-am-i');
      expect(answer).toMatchObject({
        user_ref: people.member,
        workspaces: [{ slug: 'default', role: 'member', today: today() }],
      });
    });

    it('tell what changed on a project last week, and nothing of other weeks or projects', async () => {
      const { body: workspace } = await boss().get(ROOT).expect(200);
      const { body: shop } = await boss()
        .put(`${ROOT}/projects/by-entity/system/default/shop`)
        .expect(200);
      const change = (
        label: string,
        day: string,
        project_id = desk.desk.pid,
      ) => ({
        project_id,
        visibility: 'project' as const,
        user_id: people.projectAdmin,
        user_name: 'Pia Project',
        action: 'update',
        entity_type: 'work_item',
        entity_id: desk.item.id,
        entity_label: label,
        changes: [{ field: 'title', old_value: 'Before', new_value: label }],
        created_at: Date.parse(`${day}T12:00:00Z`),
      });
      await addRows(callboard().knex, workspace.id, [
        change('The week before', addDays(lastWeek, -1)),
        change('On Monday', lastWeek),
        change('On Sunday', addDays(lastWeek, 6)),
        change('In the shop', addDays(lastWeek, 2), shop.id),
      ]);
      const asked = { project: 'payments', period: 'last_week' };

      const { answer } = await max.use('list-activity', asked);
      expect(answer).toMatchObject({
        start: lastWeek,
        end: addDays(lastWeek, 6),
        total: 2,
        activities: [
          { entity_label: 'On Sunday', user_ref: people.projectAdmin },
          {
            entity_label: 'On Monday',
            changes: [
              { field: 'title', old_value: 'Before', new_value: 'On Monday' },
            ],
          },
        ],
      });
      const counted = await max.use('summarize-activity', asked);
      expect(counted.answer).toMatchObject({
        total: 2,
        by_user: [{ user_id: people.projectAdmin, count: 2 }],
        by_day: [
          { date: lastWeek, count: 1 },
          { date: addDays(lastWeek, 6), count: 1 },
        ],
      });
    });

    it('tell who is over capacity this week, as far as somebody plans the time of others', async () => {
      const { identifier: item } = desk.item;
      await max.use('log-time', { item, duration: '5h' });
      const who = async (assistant: Assistant, band: string) =>
        (await assistant.use('get-capacity', { band })).answer.people;
      const over = [
        {
          user_ref: people.member,
          name: 'Max Member',
          expected_minutes: 210,
          logged_minutes: 300,
          ratio: 300 / 210,
          band: 'over',
        },
      ];
      const sue = await Assistant.of(callboard(), 'superAdmin');
      const pia = await Assistant.of(callboard(), 'projectAdmin');

      expect(await who(sue, 'over')).toEqual(over);
      expect(await who(max, 'over')).toEqual(over);
      expect(await who(pia, 'over')).toEqual([]);
      expect(await who(pia, 'under')).toMatchObject([
        { user_ref: people.projectAdmin, logged_minutes: 0 },
      ]);
    });
  },
);
