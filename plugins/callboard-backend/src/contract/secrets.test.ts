import { allEndpoints, Endpoint } from '@callboard/plugin-callboard-common';
import { randomUUID } from 'crypto';
import { ruleDatabaseIds } from '../__testUtils__/databases';
import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import {
  getAuthorizationHeader,
  startCallboard,
  TestCallboard,
} from '../__testUtils__/startCallboard';
import { Connection } from './__testUtils__/Connection';
import { isEndpointTested } from './__testUtils__/isEndpointTested';
import { toRequestPayload } from './__testUtils__/toRequestPayload';
import { buildRequestUrl } from './__testUtils__/buildRequestUrl';
import { ValidRequest } from './__testUtils__/requestMakers';
import { validRequests } from './__testUtils__/validRequests';
import {
  getProjectEntity,
  ContractFixture,
  fixtureConfig,
} from './__testUtils__/ContractFixture';

/** Members of the workspace outside its secret project. */
const outsiders = ['guest', 'reader', 'member'] as const;

/** Additional parts of a request, valid or invalid. */
const additions: Record<string, (request: ValidRequest) => ValidRequest> = {
  nothing: request => request,
  'an unknown parameter': ({ query, ...rest }) => ({
    ...rest,
    query: { ...query, nonsense: '1' },
  }),
  'an invalid body': ({ body, ...rest }) => ({
    ...rest,
    ...(body !== undefined && { body: [7] }),
  }),
};

const projectEndpoints = Object.entries(allEndpoints).filter(
  ([id, { params, query }]) =>
    isEndpointTested(id) && ('pid' in params.shape || 'project' in query.shape),
);

/** Reads of a workspace, and their filter that accepts the id of a project. */
const filteredReads: Array<[string, string]> = [
  ['listWorkItemsOfWorkspace', 'project_id'],
  ['listWorkspaceActivity', 'entity_id'],
  ['summarizeWorkspaceActivity', 'entity_id'],
  ['getWorkspaceActivityFacets', 'entity_id'],
];

const databases = MigratedDatabases.create(ruleDatabaseIds);

describe.each(databases.eachSupportedId())(
  'secret project, on %p',
  databaseId => {
    let callboard: TestCallboard;
    let connection: Connection;
    let fixture: ContractFixture;
    let pid: string;

    beforeAll(async () => {
      callboard = await startCallboard(databases, databaseId, {
        config: fixtureConfig,
      });
      connection = new Connection(callboard);
      fixture = new ContractFixture(callboard);
      ({ pid } = await fixture.ensureProject('secret'));
    });

    afterAll(async () => {
      connection.close();
      await callboard.stop();
    });

    /** The whole response, except parts that repeat the request. */
    async function getResponse(
      endpoint: Endpoint,
      callerName: string,
      { params, query, body, file }: ValidRequest,
      secrets: readonly string[],
    ) {
      const payload = toRequestPayload(body, file);
      const { status, headers, text } = await connection.send({
        method: endpoint.method,
        path: buildRequestUrl(endpoint, params, query),
        headers: {
          authorization: getAuthorizationHeader(callerName)!,
          ...payload.headers,
        },
        body: payload.body,
      });
      const { date, etag, 'content-length': _, ...rest } = headers;
      const disclosed = secrets.reduce(
        (shown, word) => shown.split(word).join('…'),
        text,
      );
      return { status, disclosed, headers: Object.keys(rest).sort() };
    }

    /** Compares the responses about the project with those about one that does not exist. */
    async function compare(
      endpoint: Endpoint,
      callerName: string,
      request: ValidRequest,
      [secret, absent]: [string, string],
    ) {
      const other: ValidRequest = JSON.parse(
        JSON.stringify(request).split(secret).join(absent),
      );
      const secrets = [secret, absent];
      return [
        await getResponse(endpoint, callerName, request, secrets),
        await getResponse(endpoint, callerName, other, secrets),
      ];
    }

    it.each(projectEndpoints.map(([id]) => id))(
      'returns to outsiders the same response as for a missing project in %s',
      async id => {
        for (const [addition, add] of Object.entries(additions)) {
          for (const callerName of outsiders) {
            const request = add(await validRequests[id](fixture, 'secret'));
            const [withSecret, without] = await compare(
              allEndpoints[id],
              callerName,
              request,
              [pid, randomUUID()],
            );
            expect({ addition, callerName, ...withSecret }).toEqual({
              addition,
              callerName,
              ...without,
            });
            expect(withSecret.status).toBeGreaterThanOrEqual(400);
          }
        }
      },
    );

    it.each(filteredReads)(
      'omits the project from responses of %s filtered by %s',
      async (id, parameter) => {
        const { params, query } = await validRequests[id](fixture, 'own');
        for (const callerName of outsiders) {
          const request = { params, query: { ...query, [parameter]: pid } };
          const ids: [string, string] = [pid, randomUUID()];
          const [withSecret, without] = await compare(
            allEndpoints[id],
            callerName,
            request,
            ids,
          );
          expect({ callerName, ...withSecret }).toEqual({
            callerName,
            ...without,
          });
          expect(withSecret.status).toBe(200);
        }
      },
    );

    it('returns to outsiders the same 404 as for a missing entity when requested by entity', async () => {
      const { ensureProject } = allEndpoints;
      for (const callerName of outsiders) {
        const request = await validRequests.ensureProject(fixture, 'secret');
        const names: [string, string] = [
          getProjectEntity('secret').name,
          'no.such',
        ];
        const [withSecret, without] = await compare(
          ensureProject,
          callerName,
          request,
          names,
        );
        expect({ callerName, ...withSecret }).toEqual({
          callerName,
          ...without,
        });
        expect(withSecret.status).toBe(404);
      }
    });

    it('returns to guests the same 404 as for an entity without a project', async () => {
      const { ensureProject } = allEndpoints;
      for (const callerName of ['guest', 'reader']) {
        const request = await validRequests.ensureProject(fixture, 'secret');
        const names: [string, string] = [
          getProjectEntity('secret').name,
          'ada.admin',
        ];
        const [withSecret, without] = await compare(
          ensureProject,
          callerName,
          request,
          names,
        );
        expect({ callerName, ...withSecret }).toEqual({
          callerName,
          ...without,
        });
        expect(withSecret.status).toBe(404);
      }
    });
  },
);
