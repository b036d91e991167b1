import { TestDatabaseId } from '@backstage/backend-test-utils';
import { allEndpoints, Endpoint } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  getAuthorizationHeader,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { Connection } from './Connection';
import { brokenRequests } from './fuzz/brokenRequests';
import { FuzzRequest } from './fuzz/FuzzRequest';
import { intactRequests } from './fuzz/intactRequests';
import { judge } from './fuzz/judge';
import { Supply } from './fuzz/Supply';
import { formatProgressTable, FuzzProgress } from './fuzz/FuzzProgress';
import { isEndpointTested } from './isEndpointTested';
import { fixtureConfig } from './ContractFixture';
import { isFullRun, testSeed } from '../../__testUtils__/random';

/**
 * The number of requests to each endpoint on one database; each database gets different requests.
 */
const RUNS = Number(process.env.CALLBOARD_FUZZ_RUNS ?? (isFullRun ? 500 : 4));

/**
 * How often a test repeats with other requests if too few requests reached their intended outcome.
 * With only two requests, that may be chance.
 */
const MAX_REPETITIONS = 7;

/** Endpoints that return 409 for valid requests here: Callboard cannot read the tests' source. */
const conflicting = new Set(['syncWorkSource']);

const { stackTraceLimit } = Error;

/** Reads come first: data left by writes would make them slow. */
const operations = Object.entries(allEndpoints)
  .filter(([operationId]) => isEndpointTested(operationId))
  .sort(
    ([, a], [, b]) => Number(b.method === 'GET') - Number(a.method === 'GET'),
  );

/** Sends arbitrary requests to every endpoint, both valid and invalid ones. */
// Each database has its own test file, so that the tests run in parallel.
// eslint-disable-next-line jest/no-export
export function describeFuzz(databaseId: TestDatabaseId): void {
  const databases = MigratedDatabases.create([databaseId]);
  const describeHere =
    databases.eachSupportedId().length > 0 ? describe : describe.skip;

  describeHere(`arbitrary requests, on ${databaseId}`, () => {
    const allProgress: FuzzProgress[] = [];
    let callboard: TestCallboard;
    let connection: Connection;
    let supply: Supply;

    beforeAll(async () => {
      // Capturing the stacks of rejections, which are not needed, takes a quarter of the time.
      Error.stackTraceLimit = 0;
      callboard = await startCallboard(databases, databaseId, {
        config: fixtureConfig,
      });
      connection = new Connection(callboard);
      supply = await Supply.fill(callboard);
    });

    afterAll(async () => {
      Error.stackTraceLimit = stackTraceLimit;
      process.stdout.write(
        `\nCALLBOARD_TEST_SEED=${testSeed} on ${databaseId}\n${formatProgressTable(
          allProgress,
        )}\n`,
      );
      connection.close();
      await callboard.stop();
    });

    async function send(
      endpoint: Endpoint,
      request: FuzzRequest,
      progress: FuzzProgress,
    ): Promise<void> {
      await supply.provideFor(endpoint);
      const response = await connection.send({
        ...request,
        headers: {
          ...request.headers,
          authorization: getAuthorizationHeader(request.callerName)!,
        },
      });
      const { fault, isSchemaRejection } = judge(endpoint, request, response);
      const isHandled = response.status < 300;
      if (request.isIntact) {
        const isConflict =
          response.status === 409 && conflicting.has(progress.operationId);
        progress.intact.add(response.status, isHandled || isConflict);
      } else {
        progress.broken.add(response.status, isSchemaRejection);
      }
      expect(fault).toBeUndefined();
      supply.storeCursor(response);
      // A valid request that failed may have used resources in an unsuitable state.
      if (isHandled ? canDelete(request) : request.isIntact) {
        await supply.replaceNamedResources(request);
      }
    }

    it.each(operations)(
      '%s returns responses that match the contract, and never fails',
      async (operationId, endpoint) => {
        const progress = new FuzzProgress(operationId);
        allProgress.push(progress);
        await supply.prepare(endpoint);
        // Differs between endpoints, which would otherwise all get the same kind of requests.
        const seed = testSeed ^ fc.hash(databaseId + operationId);
        for (const [requests, count] of [
          [intactRequests, progress.intact],
          [brokenRequests, progress.broken],
        ] as const) {
          let round = 0;
          do {
            await fc.assert(
              fc.asyncProperty(requests(endpoint, supply), request =>
                send(endpoint, request, progress),
              ),
              { seed: seed + round, numRuns: RUNS / 2 },
            );
            round += 1;
          } while (!count.isSufficient && round <= MAX_REPETITIONS);
        }
        expect(progress.misses).toEqual([]);
      },
    );

    it('still responds afterwards, and has polluted no prototype', async () => {
      await callboard.as('superAdmin').get('/me').expect(200);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });
  });
}

/** Whether a request can delete resources: bulk actions and accepted suggestions can, too. */
function canDelete({ method, path, body }: FuzzRequest): boolean {
  return (
    method === 'DELETE' ||
    /"action": *"delete"/.test(String(body)) ||
    path === '/me/time-suggestions/accept'
  );
}
