import { mockServices } from '@backstage/backend-test-utils';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { people } from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';
import { NAMES } from '../../../pseudonyms/__testUtils__/names';
import { namesOnlyFor } from '../../../pseudonyms/__testUtils__/namesOnlyFor';
import {
  addressesIn,
  TestMailServer,
} from '../../mail/__testUtils__/TestMailServer';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';
import { sheetsOf } from '../files/__testUtils__/download';
import { textOfPdf } from '../pdf/__testUtils__/textOfPdf';

jest.setTimeout(60_000);

const ROOT = '/workspaces/default/dashboards';

const scheduler = mockServices.scheduler();

describe('dashboards that are mailed without names', () => {
  let server: TestMailServer;
  const mail: Record<string, unknown> = {
    from: 'Callboard <callboard@example.com>',
    perMinute: 60_000,
  };
  const config = { mail, activity: { privacy: 'pseudonymous' } };

  beforeAll(async () => {
    server = await TestMailServer.start();
    mail.smtp = { host: '127.0.0.1', port: server.port, security: 'none' };
  });
  afterAll(() => server.stop());

  describeCallboard(
    'have pseudonyms',
    {
      config: config as never,
      services: [namesOnlyFor(people.superAdmin), schedulerFactory(scheduler)],
    },
    callboard => {
      const world = makeDashboardWorld(callboard);

      beforeAll(() => world.enter());

      it.each(['pdf', 'xlsx'] as const)(
        'for everybody, also who sees names: %s',
        async format => {
          server.taken.length = 0;
          const board = await world.newDashboard('superAdmin', {
            access: 'shared',
          });
          const path = `${ROOT}/${board.id}`;
          const boss = callboard().as('superAdmin');
          await boss
            .post(`${path}/widgets`, {
              widget_type: 'activity_chart',
              title: 'Who',
              config: { x_axis: 'USER' },
            })
            .expect(201);
          const { body } = await boss
            .post(`${path}/schedules`, {
              recipient_refs: [people.superAdmin, people.admin],
              frequency: 'daily',
              hour: 8,
              format,
            })
            .expect(201);
          await callboard()
            .knex('dashboard_schedules')
            .where({ id: body.id })
            .update({ next_at: new Date(Date.now() - 1_000) });
          await scheduler.triggerTask('callboard-dashboard-mails');
          const mails = async () =>
            (await server.parsed()).filter(
              ({ subject }) => subject === board.name,
            );
          await until(async () => (await mails()).length === 2);
          for (const { attachments, to } of await mails()) {
            const [{ content }] = attachments;
            const told =
              format === 'pdf'
                ? (await textOfPdf(content)).join('\n')
                : JSON.stringify(
                    (await sheetsOf(content)).map(sheet =>
                      sheet.getSheetValues(),
                    ),
                  );
            expect(told).toMatch(/Person [0-9a-z]{10}/);
            // It says for whom it is.
            const [own] = addressesIn(to)[0].split('@');
            const others = told.replaceAll(new RegExp(own, 'gi'), '');
            expect(NAMES.exec(others)?.[0]).toBeUndefined();
          }
        },
      );
    },
  );
});
