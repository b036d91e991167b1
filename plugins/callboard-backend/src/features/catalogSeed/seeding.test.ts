import { mockServices } from '@backstage/backend-test-utils';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../__testUtils__/describeCallboard';
import { TestCallboard } from '../../__testUtils__/startCallboard';
import { toFieldChanges } from '../../__testUtils__/listActivityEntries';
import {
  ChangingCatalog,
  groupEntity,
  userEntity,
} from './__testUtils__/ChangingCatalog';
import { untilErased } from '../privacy/erasures/__testUtils__/untilErased';
import { readHistory } from './__testUtils__/readHistory';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';

describe('catalog import', () => {
  const catalog = new ChangingCatalog();
  const options = {
    catalog: catalog.factory,
    config: {
      organisation: { catalogSeed: { enabled: true } },
      projects: { kinds: ['user'] },
    },
  };

  /** Waits until all changes are dispatched, because stopping would wait for them. */
  async function waitForDispatches(callboard: TestCallboard): Promise<void> {
    for (;;) {
      const { body } = await callboard.as('nobody').get('/health').expect(200);
      if (body.relay.pending === 0) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  const none = { created: 0, updated: 0, unchanged: 0 };

  describeCallboard('catalog import', options, callboard => {
    const boss = () => callboard().as('superAdmin');
    const base = '/workspaces/default';

    /** Seeds without a dry run, and returns the result. */
    async function seed() {
      const { body } = await boss()
        .post(`${base}/organisation/seed-from-catalog`, { dry_run: false })
        .expect(200);
      return body;
    }

    async function items(path: string) {
      const { body } = await boss().get(`${base}${path}?limit=200`).expect(200);
      return body.items;
    }

    const one = async (path: string, name: string) =>
      (await items(path)).find((item: any) =>
        [item.name, item.first_name].includes(name),
      );

    it('returns the planned changes of a dry run, and stores nothing', async () => {
      catalog.replaceEntities([groupEntity('dry'), userEntity('dry', ['dry'])]);
      const { body } = await boss()
        .post(`${base}/organisation/seed-from-catalog`)
        .expect(200);
      expect(body).toEqual({
        dry_run: true,
        departments: { created: 1, updated: 0, unchanged: 0 },
        staff: { created: 1, updated: 0, unchanged: 0 },
        conflicts: [],
      });
      expect(await items('/departments')).toEqual([]);
      expect(await items('/staff')).toEqual([]);
    });

    it('creates departments and staff once, and records activity entries', async () => {
      catalog.replaceEntities([
        groupEntity('pay', 'company', { displayName: 'Payments' }),
        groupEntity('company'),
        userEntity('jane', ['pay']),
        userEntity('joe', ['company']),
      ]);
      expect(await seed()).toEqual({
        dry_run: false,
        departments: { created: 2, updated: 0, unchanged: 0 },
        staff: { created: 2, updated: 0, unchanged: 0 },
        conflicts: [],
      });
      const company = await one('/departments', 'company');
      const pay = await one('/departments', 'Payments');
      const jane = await one('/staff', 'jane');
      expect(pay).toMatchObject({
        parent_id: company.id,
        level: 2,
        dept_type: 'team',
        version: 1,
      });
      expect(pay.entity_ref).toBeUndefined();
      expect(jane).toMatchObject({
        staff_id: 'JANE',
        last_name: 'Last',
        email: 'jane@example.org',
        user_ref: 'user:default/jane',
        department_id: pay.id,
      });
      const [created] = await readHistory(callboard(), pay.id);
      expect(toFieldChanges(created).parent_id).toEqual([null, company.id]);
      const summary = await boss()
        .get('/admin/activity?action=catalog_seed')
        .expect(200);
      expect(summary.body.activities).toMatchObject([
        {
          entity_type: 'workspace',
          entity_label: 'Default',
          batch_id: created.batch_id,
          user_name: 'sue.super',
          metadata: {
            text: '2 departments, 2 people',
            departments: { created: 2, updated: 0, unchanged: 0 },
            staff: { created: 2, updated: 0, unchanged: 0 },
            conflicts: 0,
          },
        },
      ]);

      expect(await seed()).toMatchObject({
        departments: { created: 0, updated: 0, unchanged: 2 },
        staff: { created: 0, updated: 0, unchanged: 2 },
      });
      expect(await readHistory(callboard(), pay.id)).toHaveLength(1);
      expect(await one('/departments', 'Payments')).toEqual(pay);
    });

    it('updates departments, staff and project memberships after a catalog change @full', async () => {
      catalog.replaceEntities([
        groupEntity('top'),
        groupEntity('team', 'top'),
        userEntity('amy', ['team']),
      ]);
      await seed();
      const team = await one('/departments', 'team');
      const amy = await one('/staff', 'amy');
      const project = await boss()
        .put(`${base}/projects/by-entity/user/default/amy`, {})
        .expect(200);
      await boss()
        .post(`${base}/departments/${team.id}/links`, {
          project_id: project.body.id,
        })
        .expect(201);
      catalog.replaceEntities([
        groupEntity('top'),
        groupEntity('team', undefined, { displayName: 'Crew' }),
        userEntity('amy', ['top'], {
          profile: { displayName: 'Amy Ann Last', email: 'ann@example.org' },
        }),
        userEntity('bea', ['team']),
      ]);
      expect(await seed()).toMatchObject({
        departments: { created: 0, updated: 1, unchanged: 1 },
        staff: { created: 1, updated: 1, unchanged: 0 },
      });
      expect(await one('/departments', 'Crew')).toMatchObject({
        id: team.id,
        parent_id: null,
        level: 1,
        version: 2,
      });
      expect(await one('/staff', 'Amy')).toMatchObject({
        id: amy.id,
        last_name: 'Ann Last',
        email: 'ann@example.org',
        department_id: team.id,
      });
      const members = await boss()
        .get(`${base}/projects/${project.body.id}/members`)
        .expect(200);
      expect(
        members.body.items.map((member: any) => member.user_ref).sort(),
      ).toEqual(['user:default/amy', 'user:default/bea']);
    });

    it('skips departments and staff that were deleted in Callboard', async () => {
      catalog.replaceEntities([groupEntity('doomed'), userEntity('dan')]);
      await seed();
      const doomed = await one('/departments', 'doomed');
      const dan = await one('/staff', 'dan');
      await boss().delete(`${base}/departments/${doomed.id}`).expect(204);
      await boss().delete(`${base}/staff/${dan.id}`).expect(204);
      expect(await seed()).toMatchObject({ departments: none, staff: none });
    });

    it('skips staff who were created manually and deleted', async () => {
      catalog.replaceEntities([userEntity('eve')]);
      const { body: eve } = await boss()
        .post(`${base}/staff`, {
          staff_id: 'EVE',
          user_ref: 'user:default/eve',
          first_name: 'Eve',
          email: 'eve@example.org',
          employment_status: 'resigned',
        })
        .expect(201);
      await boss().delete(`${base}/staff/${eve.id}`).expect(204);
      expect(await seed()).toMatchObject({ staff: none });
    });

    it('skips erased people until they sign in', async () => {
      catalog.replaceEntities([userEntity('fay')]);
      const user_ref = 'user:default/fay';
      const { body } = await boss()
        .post('/admin/erasures', { user_ref, reason: 'Requested' })
        .expect(201);
      await untilErased(callboard(), body.id);
      expect(await seed()).toMatchObject({ staff: none });
      await callboard().as(user_ref).get('/me').expect(200);
      expect((await seed()).staff.created).toBe(1);
    });

    it('skips entities that Callboard published, and reports email conflicts', async () => {
      const published = {
        'backstage.io/managed-by-origin-location': 'callboard:department/x',
      };
      const hired = await boss()
        .post(`${base}/staff`, {
          staff_id: 'H1',
          first_name: 'Hand',
          last_name: 'Made',
          email: 'taken@example.org',
          user_ref: 'user:default/elsewhere',
        })
        .expect(201);
      catalog.replaceEntities([
        groupEntity('ours', undefined, {
          annotations: { ...published, 'callboard.io/department-id': 'x' },
        }),
        userEntity('our', [], { annotations: published }),
        userEntity('taken'),
      ]);
      expect(await seed()).toMatchObject({
        departments: none,
        staff: none,
        conflicts: [
          {
            entity_ref: 'user:default/taken',
            reason: 'its email address already belongs to Hand Made (H1)',
          },
        ],
      });
      const { body } = await boss().get(`${base}/staff/${hired.body.id}`);
      expect(body).toEqual(hired.body);
    });

    it('removes characters that databases reject, and shortens long names', async () => {
      catalog.replaceEntities([
        groupEntity('odd', undefined, { displayName: 'O\u0000d\ud83dd' }),
        groupEntity('long', undefined, { displayName: `${'x'.repeat(254)}😀` }),
      ]);
      await seed();
      expect(await one('/departments', 'O d d')).toBeDefined();
      expect(await one('/departments', 'x'.repeat(254))).toBeDefined();
    });

    it('imports 3,000 users in one run @full', async () => {
      const names = Array.from({ length: 3_000 }, (_, index) => `many${index}`);
      catalog.replaceEntities([
        groupEntity('many'),
        ...names.map(name => userEntity(name, ['many'])),
      ]);
      expect((await seed()).staff.created).toBe(3_000);
      expect((await seed()).staff.unchanged).toBe(3_000);
      await waitForDispatches(callboard());
    });

    it('returns 503 when the catalog is unavailable', async () => {
      catalog.replaceEntities('unavailable');
      const { status, body } = await boss().post(
        `${base}/organisation/seed-from-catalog`,
        { dry_run: false },
      );
      expect(status).toBe(503);
      expect(body.error.message).toMatch(
        /The catalog is not responding. Try again later/,
      );
    });

    it('returns 409 for a workspace that the import is not configured for', async () => {
      const slug = 'not-configured';
      await boss().post('/workspaces', { slug, name: slug }).expect(201);
      const { body } = await boss()
        .post(`/workspaces/${slug}/organisation/seed-from-catalog`, {})
        .expect(409);
      expect(body.error.message).toMatch(/only into the workspace default/);
    });
  });
});

describe('scheduled catalog import', () => {
  const catalog = new ChangingCatalog();
  const scheduler = mockServices.scheduler();
  const logger = mockServices.logger.mock();

  const platform = {
    catalog: catalog.factory,
    services: [schedulerFactory(scheduler), logger.factory],
  };

  const seeded = (catalogSeed: object) => ({
    ...platform,
    config: {
      organisation: { catalogSeed: { enabled: true, ...catalogSeed } },
    },
  });

  const seedNow = () => scheduler.triggerTask('callboard-catalog-seed');

  describeWithoutJobs(
    'scheduled catalog import in dry-run mode',
    seeded({}),
    callboard => {
      it('logs the changes of a dry run, and stores nothing', async () => {
        const boss = callboard().as('superAdmin');
        const path = '/workspaces/default/departments';
        await boss.post(path, { name: 'Taken' }).expect(201);
        catalog.replaceEntities([
          groupEntity('scheduled'),
          groupEntity('taken'),
        ]);
        logger.info.mockClear();
        await seedNow();
        const { body } = await boss.get(path).expect(200);
        expect(body.items).toHaveLength(1);
        expect(logger.info).toHaveBeenCalledWith(
          'Seeding the workspace default from the catalog, as a dry run that changes nothing; departments: 1 created, 0 updated, 0 unchanged; staff: 0 created, 0 updated, 0 unchanged; conflicts: 1; group:default/taken: another department is already named taken',
        );
      });
    },
  );

  describeWithoutJobs(
    'scheduled catalog import without dry run',
    seeded({ dryRun: false, workspace: 'made-later', groupTypes: ['team'] }),
    callboard => {
      it('warns without the workspace, and imports as the Callboard user once it exists', async () => {
        catalog.replaceEntities([groupEntity('scheduled')]);
        logger.warn.mockClear();
        await seedNow();
        expect(logger.warn).toHaveBeenCalledWith(
          'The catalog was not imported, because workspace made-later does not exist',
        );
        const boss = callboard().as('superAdmin');
        const slug = 'made-later';
        await boss.post('/workspaces', { slug, name: slug }).expect(201);
        await seedNow();
        const { body } = await boss.get(`/workspaces/${slug}/departments`);
        expect(body.items).toMatchObject([{ name: 'scheduled' }]);
        const [entry] = await readHistory(callboard(), body.items[0].id);
        expect(entry.user_id).toBe('system:callboard/callboard');
      });
    },
  );

  describeWithoutJobs('catalog import disabled', platform, callboard => {
    it('returns 409 when the import is turned off', async () => {
      const { body } = await callboard()
        .as('superAdmin')
        .post('/workspaces/default/organisation/seed-from-catalog', {})
        .expect(409);
      expect(body.error.message).toMatch(/The catalog import is off/);
    });
  });
});
