import { execFile } from 'child_process';
import { resolve } from 'path';
import { promisify } from 'util';
import { describeCallboard } from '../__testUtils__/describeCallboard';
import { getAuthorizationHeader } from '../__testUtils__/startCallboard';
import { catalogEntities } from '../core/projects/__testUtils__/catalogEntities';

const script = resolve(
  __dirname,
  '../../../../scripts/openapi-clients/run.mjs',
);

/** Installing the generators requires the registry of packages. */
const INSTALLATION_MS = 600_000;

describeCallboard(
  'clients generated from the OpenAPI document',
  { databases: ['SQLITE_3'], entities: catalogEntities },
  callboard => {
    it(
      'compile, list projects, create work items and log time @full',
      async () => {
        const { as, knex, port, base } = callboard();
        const { body: project } = await as('superAdmin')
          .put(
            '/workspaces/default/projects/by-entity/component/default/payments_api',
          )
          .expect(200);
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [script],
          {
            env: {
              ...process.env,
              CALLBOARD_URL: `http://127.0.0.1:${port}${base}`,
              CALLBOARD_TOKEN: getAuthorizationHeader('superAdmin'),
            },
          },
        );
        const results = Object.entries<{ item: string }>(JSON.parse(stdout));
        expect(results.map(([generator]) => generator)).toEqual([
          ...['openapiTypescript', 'orval', 'heyApi', 'oazapfts'],
        ]);
        for (const [, { item, ...read }] of results) {
          expect(read).toEqual({ projects: [project.id], minutes: 90 });
          expect(await knex('work_items').where({ id: item })).toHaveLength(1);
          expect(
            await knex('worklogs').where({ work_item_id: item }),
          ).toMatchObject([{ duration_minutes: 90 }]);
        }
      },
      INSTALLATION_MS,
    );
  },
);
