import { randomUUID } from 'crypto';
import { allEndpoints, Endpoint } from '@callboard/plugin-callboard-common';
import { ruleDatabaseIds } from '../__testUtils__/databases';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { isFullRun } from '../__testUtils__/random';
import {
  getAuthorizationHeader,
  startCallboard,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import {
  accessTable,
  callers,
  projectAdminTable,
} from './__testUtils__/accessTable';
import { Connection, RawRequest } from './__testUtils__/Connection';
import { toRequestPayload } from './__testUtils__/toRequestPayload';
import { buildRequestUrl } from './__testUtils__/buildRequestUrl';
import { isEndpointTested } from './__testUtils__/isEndpointTested';
import { validRequests } from './__testUtils__/validRequests';
import {
  TargetWorkspace,
  ContractFixture,
  fixtureConfig,
} from './__testUtils__/ContractFixture';

const operationIds = Object.keys(allEndpoints).sort();

/** Endpoints whose project is in the body. */
const withProjectInBody = new Set(['importWorkItems']);

/** The workspaces that a request to an endpoint can refer to. */
function listTargets(
  operationId: string,
  endpoint: Endpoint,
): Array<TargetWorkspace | 'anywhere'> {
  if (
    'pid' in endpoint.params.shape ||
    'project' in endpoint.query.shape ||
    withProjectInBody.has(operationId)
  ) {
    return ['own', 'secret', 'foreign'];
  }
  if ('slug' in endpoint.params.shape) {
    return ['own', 'foreign'];
  }
  return 'workspace' in endpoint.query.shape ||
    'workspace_id' in endpoint.query.shape
    ? ['own', 'foreign', 'default']
    : ['anywhere'];
}

describe('access table', () => {
  it('lists every endpoint with each workspace that a request can target', () => {
    expect(
      Object.fromEntries(
        Object.entries(accessTable).map(([id, row]) => [id, Object.keys(row)]),
      ),
    ).toEqual(
      Object.fromEntries(
        operationIds.map(id => [id, listTargets(id, allEndpoints[id])]),
      ),
    );
    expect(Object.keys(validRequests).sort()).toEqual(operationIds);
  });
});

const databases = MigratedDatabases.create(ruleDatabaseIds);

describe.each(databases.eachSupportedId())(
  'access table, on %p',
  databaseId => {
    /**
     * Whether a run that is not a full run skips a caller, given the statuses of previous callers.
     * It tests one of the callers who may make a change.
     */
    const isImplied = (
      expected: string,
      { isWrite, sent }: { isWrite: boolean; sent: ReadonlySet<string> },
    ) => !isFullRun && expected < '400' && isWrite && sent.has(expected);

    let callboard: TestCallboard;
    let connection: Connection;
    let fixture: ContractFixture;

    beforeAll(async () => {
      callboard = await startCallboard(databases, databaseId, {
        config: fixtureConfig,
      });
      connection = new Connection(callboard);
      fixture = new ContractFixture(callboard);
      // Both exist before the first request of the table.
      await fixture.getSlug('own');
      await fixture.getSlug('foreign');
      await fixture.ensureProject('own');
      await fixture.ensureProject('secret');
      await fixture.ensureProject('foreign');
    });

    afterAll(async () => {
      connection.close();
      await callboard.stop();
    });

    /** Creates the resources of a request. */
    async function prepareRequest(
      operationId: string,
      target: TargetWorkspace,
    ) {
      const { method, ...endpoint } = allEndpoints[operationId];
      const { params, query, body, file } = await validRequests[operationId](
        fixture,
        target,
      );
      return {
        method,
        path: buildRequestUrl({ method, ...endpoint }, params, query),
        ...toRequestPayload(body, file),
      };
    }

    /** Sends a request with these and the necessary headers. */
    async function send(
      prepared: RawRequest,
      callerName: string,
      headers: Record<string, string>,
    ): Promise<number> {
      const authorization = getAuthorizationHeader(callerName);
      const { status } = await connection.send({
        ...prepared,
        headers: {
          ...(authorization ? { authorization } : {}),
          ...prepared.headers,
          ...headers,
        },
      });
      return status;
    }

    /** The requests that have recorded activity. */
    const withActivity = (requestIds: string[]): Promise<string[]> =>
      callboard
        .knex('activity')
        .whereIn('request_id', requestIds)
        .pluck('request_id');

    it('finds an activity entry by its request id', async () => {
      const requestId = randomUUID();
      await connection.send({
        method: 'POST',
        path: '/activity',
        headers: {
          authorization: getAuthorizationHeader('member')!,
          'content-type': 'application/json',
          'x-request-id': requestId,
        },
        body: JSON.stringify({ action: 'page_view' }),
      });
      expect(await withActivity([requestId])).toEqual([requestId]);
    });

    const cells = Object.entries(accessTable)
      .filter(([operationId]) => isEndpointTested(operationId))
      .flatMap(([operationId, row]) =>
        Object.entries(row).map(
          ([target, expected]) => [operationId, target, expected] as const,
        ),
      );

    it.each(cells)(
      'returns for %s (target %s) the statuses %s, and records only accepted requests',
      async (operationId, target, expected) => {
        const asGuest = expected.split(' ')[callers.indexOf('guest')];
        const asProjectAdmin =
          projectAdminTable[operationId]?.[target as TargetWorkspace] ??
          asGuest;
        const expectedStatuses = `${expected} ${asProjectAdmin}`.split(' ');
        const isWrite = allEndpoints[operationId].method !== 'GET';
        const statuses: string[] = [];
        const refused: string[] = [];
        let prepared: RawRequest | undefined;
        const sent = new Set<string>();
        for (const [nth, callerName] of [
          ...callers,
          'projectAdmin',
        ].entries()) {
          if (isImplied(expectedStatuses[nth], { isWrite, sent })) {
            statuses.push(expectedStatuses[nth]);
            continue;
          }
          prepared ??= await prepareRequest(
            operationId,
            target as TargetWorkspace,
          );
          const requestId = randomUUID();
          const headers = { 'x-request-id': requestId };
          const status = await send(prepared, callerName, headers);
          statuses.push(`${status}`);
          sent.add(`${status}`);
          if (status >= 400) {
            refused.push(requestId);
          } else if (isWrite) {
            // Only a refusal leaves everything unchanged.
            prepared = undefined;
          }
        }
        expect(statuses.join(' ')).toBe(expectedStatuses.join(' '));
        expect(await withActivity(refused)).toEqual([]);
      },
    );

    const changes = operationIds.filter(
      id => allEndpoints[id].method !== 'GET' && isEndpointTested(id),
    );

    it.each(changes)(
      'returns 412 for %s with an If-Match of another version only if it is conditional',
      async operationId => {
        const prepared = await prepareRequest(operationId, 'own');
        const headers = { 'If-Match': '"999999"' };
        const statuses = [];
        for (const callerName of ['superAdmin', 'service', 'member']) {
          statuses.push(await send(prepared, callerName, headers));
        }
        // The router responds to an undeclared 412 with 500.
        expect(statuses.filter(status => status >= 500)).toEqual([]);
        expect(statuses.includes(412)).toBe(
          allEndpoints[operationId].isConditional ?? false,
        );
      },
    );
  },
);
