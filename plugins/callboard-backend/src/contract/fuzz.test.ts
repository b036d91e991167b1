import { TestDatabases } from '@backstage/backend-test-utils';
import { allEndpoints } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { databaseIds } from '../__testUtils__/databases';
import {
  authorizationOf,
  startCallboard,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import { Connection } from './__testUtils__/Connection';
import { brokenRequests } from './__testUtils__/fuzz/brokenRequests';
import { FuzzRequest, Pools } from './__testUtils__/fuzz/FuzzRequest';
import { intactRequests } from './__testUtils__/fuzz/intactRequests';
import { judge } from './__testUtils__/fuzz/judge';
import { makePools } from './__testUtils__/fuzz/makePools';
import { worldConfig } from './__testUtils__/World';

jest.setTimeout(240_000);

/** The same requests every time; another seed tries others. */
const SEED = Number(process.env.CALLBOARD_FUZZ_SEED ?? 20_261_101);

/** PostgreSQL sees fewer: what it refuses and SQLite takes shows soon. */
const RUNS: Record<string, number> = {
  SQLITE_3: Number(process.env.CALLBOARD_FUZZ_RUNS ?? 1_000),
  POSTGRES_18: Number(process.env.CALLBOARD_FUZZ_RUNS ?? 200),
};

/** Reading first: it is quickest while there is little to read. */
const operations = Object.entries(allEndpoints).sort(
  ([, a], [, b]) =>
    Number(a.method !== 'GET') - Number(b.method !== 'GET') ||
    a.method.localeCompare(b.method),
);

const { stackTraceLimit } = Error;

const databases = TestDatabases.create({ ids: databaseIds });

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
