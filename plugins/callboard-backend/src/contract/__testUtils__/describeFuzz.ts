import { TestDatabases } from '@backstage/backend-test-utils';
import { allEndpoints, Endpoint } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { databaseIds } from '../../__testUtils__/databases';
import {
  authorizationOf,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { Connection } from './Connection';
import { brokenRequests } from './fuzz/brokenRequests';
import { FuzzRequest, Pools } from './fuzz/FuzzRequest';
import { intactRequests } from './fuzz/intactRequests';
import { judge } from './fuzz/judge';
import { makePools } from './fuzz/makePools';
import { worldConfig } from './World';

/** The same requests every time; another seed tries others. */
const SEED = Number(process.env.CALLBOARD_FUZZ_SEED ?? 20_261_101);

/** PostgreSQL sees fewer: what it refuses and SQLite takes shows soon. */
const RUNS: Record<string, number> = {
  SQLITE_3: Number(process.env.CALLBOARD_FUZZ_RUNS ?? 1_000),
  POSTGRES_18: Number(process.env.CALLBOARD_FUZZ_RUNS ?? 200),
};

const { stackTraceLimit } = Error;

/**
 * Sends all sorts of requests to some endpoints, on every database: those that
 * the contract allows, and those it does not.
 */
// Several files share the tests, so that they run beside each other.
// eslint-disable-next-line jest/no-export
export function describeFuzz(isMeant: (endpoint: Endpoint) => boolean): void {
  const databases = TestDatabases.create({ ids: databaseIds });
  const operations = Object.entries(allEndpoints).filter(([, endpoint]) =>
    isMeant(endpoint),
  );

  describe.each(databases.eachSupportedId())(
    'whatever is sent, on %p',
    databaseId => {
      let callboard: TestCallboard;
      let connection: Connection;
      let pools: Pools;

      beforeAll(async () => {
        // Nobody reads the stacks of refusals, and they take a quarter of the time.
        Error.stackTraceLimit = 0;
        callboard = await startCallboard(databases, databaseId, {
          config: worldConfig,
        });
        connection = new Connection(callboard);
        pools = await makePools(callboard);
      });

      afterAll(async () => {
        Error.stackTraceLimit = stackTraceLimit;
        connection.close();
        await callboard.stop();
      });

      it.each(operations)(
        '%s answers as the contract says, and never fails',
        async (_operationId, endpoint) => {
          const check = async (request: FuzzRequest) => {
            const answer = await connection.send({
              ...request,
              headers: {
                ...request.headers,
                authorization: authorizationOf(request.who)!,
              },
            });
            expect(judge(endpoint, request, answer)).toBeUndefined();
          };
          await fc.assert(
            fc.asyncProperty(
              fc.oneof(
                { arbitrary: intactRequests(endpoint, pools), weight: 1 },
                { arbitrary: brokenRequests(endpoint, pools), weight: 4 },
              ),
              check,
            ),
            { seed: SEED, numRuns: RUNS[databaseId] },
          );
        },
      );

      it('is still well afterwards, and has polluted no prototype', async () => {
        await callboard.as('superAdmin').get('/me').expect(200);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      });
    },
  );
}
