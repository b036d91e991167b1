import { mockServices } from '@backstage/backend-test-utils';
import {
  Activity,
  ActivityVerification,
  VerificationJob,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { people } from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';
import { callboardActor } from '../../../access/actor';
import { newId } from '../../../database/ids';
import { sealAll } from '../__testUtils__/sealAll';
import { START } from './checkChain';

jest.setTimeout(60_000);

const scheduler = mockServices.scheduler();

describeCallboard(
  'What checks of the log find',
  { services: [schedulerFactory(scheduler)] },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const rows = () => callboard().knex('activity');
    const verify = async (): Promise<ActivityVerification> =>
      (await boss().get('/admin/activity/verify').expect(200)).body;
    const checks = async (): Promise<VerificationJob[]> =>
      (await boss().get('/admin/activity/verifications').expect(200)).body
        .items;
    const tamper = (id: string) => rows().where({ id }).update({ ip: '::1' });
    const mend = () => rows().update({ ip: null });
    const checkDaily = () =>
      scheduler.triggerTask('callboard-activity-verification');

    /** The ids of rows that were found, in the order in which that was recorded. */
    const recorded = async (): Promise<unknown[]> => {
      const { body } = await boss()
        .get('/admin/activity?action=tamper_found')
        .expect(200);
      return body.activities
        .map(({ changes }: Activity) => (changes[0].new_value as any).id)
        .reverse();
    };

    const untilChecked = () =>
      until(async () =>
        (await checks()).every(({ status }) => status !== 'running'),
      );

    let ids: string[];
    beforeAll(async () => {
      const events = [1, 2, 3].map(() => ({ action: 'add_note' }));
      ({ ids } = (await boss().post('/activity', events).expect(201)).body);
      await sealAll(callboard().knex, () =>
        scheduler.triggerTask('callboard-activity-seals'),
      );
    });

    it('is recorded once, however many ask and however often', async () => {
      expect(await verify()).toMatchObject({ ok: true });
      expect(await checks()).toEqual([]);

      await tamper(ids[1]);
      await Promise.all([verify(), verify(), verify()]);
      const { first_bad } = await verify();
      expect(first_bad).toMatchObject({ id: ids[1], kind: 'changed' });
      expect(await recorded()).toEqual([ids[1]]);
      expect(await checks()).toMatchObject([
        {
          status: 'done',
          started_by: people.superAdmin,
          result: { ok: false, first_bad },
        },
      ]);

      // What comes before hides it, and is something else.
      await tamper(ids[0]);
      await verify();
      await verify();
      expect(await recorded()).toEqual([ids[1], ids[0]]);
      await rows().where({ id: ids[0] }).update({ ip: null });
      await verify();
      expect(await recorded()).toEqual([ids[1], ids[0]]);
    });

    it('is recorded again where all was well in between', async () => {
      await mend();
      await checkDaily();
      await untilChecked();
      const before = await recorded();
      await tamper(ids[1]);
      await checkDaily();
      await untilChecked();
      await checkDaily();
      await untilChecked();
      await verify();
      expect(await recorded()).toEqual([...before, ids[1]]);
      await mend();
    });

    it('is looked for every day, by one check at a time', async () => {
      const id = newId(Date.now());
      await callboard()
        .knex('activity_verifications')
        .insert({
          id,
          status: 'running',
          started_by: callboardActor.user_ref,
          started_at: new Date(),
          rows_total: 0,
          state: JSON.stringify(START),
        });
      const before = (await checks()).length;
      await checkDaily();
      expect(await checks()).toHaveLength(before);
      await boss()
        .post(`/admin/activity/verifications/${id}/cancel`, {})
        .expect(200);
      await checkDaily();
      await untilChecked();
      const [newest, ...rest] = await checks();
      expect(rest).toHaveLength(before);
      expect(newest).toMatchObject({
        status: 'done',
        started_by: callboardActor.user_ref,
        from: null,
        to: null,
        result: { ok: true },
      });
    });
  },
);
