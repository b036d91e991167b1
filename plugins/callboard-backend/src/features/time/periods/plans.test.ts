import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { accessesIn, plansOf } from '../../../__testUtils__/plans';
import {
  landscape,
  thing,
} from '../../../core/projects/__testUtils__/landscape';
import { Desk } from '../../work/__testUtils__/Desk';
import { Departments } from '../__testUtils__/Departments';
import { LOADED_FROM, loadYear } from '../__testUtils__/loadYear';
import { TimeDesk } from '../__testUtils__/TimeDesk';

jest.setTimeout(120_000);

const PEOPLE = 300;

/** One has few of the entries. */
const components = Array.from({ length: 9 }, (_, nth) =>
  thing('Component', `component-${nth}`),
);

describeCallboard(
  'a year of submitted weeks',
  { entities: [...landscape, ...components] },
  callboard => {
    beforeAll(async () => {
      await callboard().as('reader').get('/me').expect(200);
      const { item } = await TimeDesk.open(callboard());
      const others = [];
      for (const { metadata } of components) {
        const desk = await Desk.open(callboard(), metadata.name);
        others.push(await desk.make());
      }
      const departments = new Departments(callboard());
      await departments.employ('member', await departments.found('reader'));
      const strangers = Array.from(
        { length: PEOPLE },
        (_, nth) => `user:default/p${nth}`,
      );
      await loadYear(callboard().knex, {
        user_refs: [people.member, ...strangers],
        items: [item, ...others],
      });
    });

    /** How the database finds an answer. Counting reads all there is, if that is much. */
    const plansFor = async (who: PersonName, path: string) => {
      const plans = await plansOf(callboard().knex, () =>
        callboard().as(who).get(`/workspaces/default/${path}`).expect(200),
      );
      return plans.filter(({ sql }) => !sql.startsWith('select count('));
    };

    it.each<[PersonName, number]>([
      ['superAdmin', 3 * (PEOPLE + 1)],
      ['projectAdmin', 3 * 31],
      ['reader', 3],
      ['member', 0],
    ])(
      'is looked through by %s for what waits, by index alone',
      async (who, total) => {
        const query = 'periods?to_approve=true';
        const list = await callboard()
          .as(who)
          .get(`/workspaces/default/${query}`)
          .expect(200);
        expect(list.body.total).toBe(total);
        const plans = await plansFor(who, query);
        expect(accessesIn(plans, 'time_periods')).not.toContain('scan');
        expect(accessesIn(plans, 'worklogs')).not.toContain('scan');
      },
    );

    it.each([
      ['superAdmin', 'periods'],
      ['superAdmin', 'periods?status=approved'],
      ['member', 'periods'],
      ['member', `timesheet?week=${LOADED_FROM}`],
      ['reader', `timesheet?week=${LOADED_FROM}&member_id=${people.member}`],
      [
        'projectAdmin',
        `timesheet?week=${LOADED_FROM}&member_id=${people.member}`,
      ],
    ] as const)('is read by %s with %s, by index alone', async (who, path) => {
      const plans = await plansFor(who, path);
      expect(accessesIn(plans, 'time_periods')).not.toContain('scan');
      expect(accessesIn(plans, 'worklogs')).not.toContain('scan');
    });

    it('takes as many queries however long a page is', async () => {
      const queries = async (limit: number) =>
        (await plansFor('projectAdmin', `periods?limit=${limit}`)).filter(
          ({ sql }) => /time_|worklogs|holidays|staff/.test(sql),
        ).length;
      expect(await queries(200)).toBe(await queries(1));
    });
  },
);
