import { mockServices } from '@backstage/backend-test-utils';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { ChangingCatalog, groupEntity } from './__testUtils__/ChangingCatalog';
import { historyOf } from './__testUtils__/historyOf';

const catalog = new ChangingCatalog();
const scheduler = mockServices.scheduler();
const logger = mockServices.logger.mock();

const platform = {
  catalog: catalog.factory,
  services: [schedulerFactory(scheduler), logger.factory],
};

const seeded = (catalogSeed: object) => ({
  ...platform,
  config: { organisation: { catalogSeed: { enabled: true, ...catalogSeed } } },
});

const seedNow = () => scheduler.triggerTask('callboard-catalog-seed');

describeCallboard('scheduled seeding', seeded({}), callboard => {
  it('only says in the log what it would do', async () => {
    const boss = callboard().as('superAdmin');
    const path = '/workspaces/default/departments';
    await boss.post(path, { name: 'Taken' }).expect(201);
    catalog.become([groupEntity('scheduled'), groupEntity('taken')]);
    logger.info.mockClear();
    await seedNow();
    const { body } = await boss.get(path).expect(200);
    expect(body.items).toHaveLength(1);
    expect(logger.info).toHaveBeenCalledWith(
      'Seeding the workspace default from the catalog, as a dry run that changes nothing; departments: 1 new, 0 changed, 0 as they were; staff: 0 new, 0 changed, 0 as they were; 1 left alone; group:default/taken: there is a department taken that was not made from it',
    );
  });
});

describeCallboard(
  'scheduled seeding that is no dry run',
  seeded({ dryRun: false, workspace: 'made-later', groupTypes: ['team'] }),
  callboard => {
    it('is done by Callboard itself, once there is the workspace', async () => {
      catalog.become([groupEntity('scheduled')]);
      logger.warn.mockClear();
      await seedNow();
      expect(logger.warn).toHaveBeenCalledWith(
        'There is no workspace made-later to seed from the catalog',
      );
      const boss = callboard().as('superAdmin');
      const slug = 'made-later';
      await boss.post('/workspaces', { slug, name: slug }).expect(201);
      await seedNow();
      const { body } = await boss.get(`/workspaces/${slug}/departments`);
      expect(body.items).toMatchObject([{ name: 'scheduled' }]);
      const [trace] = await historyOf(callboard(), body.items[0].id);
      expect(trace.user_id).toBe('system:callboard/callboard');
    });
  },
);

describeCallboard('seeding that is off', platform, callboard => {
  it('is refused', async () => {
    const { body } = await callboard()
      .as('superAdmin')
      .post('/workspaces/default/organisation/seed-from-catalog', {})
      .expect(409);
    expect(body.error.message).toMatch(/Seeding from the catalog is off/);
  });
});
