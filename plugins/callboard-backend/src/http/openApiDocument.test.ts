import {
  allEndpoints,
  changeActions,
  entityTypes,
} from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { listErrorStatuses } from './endpointErrors';
import { getOpenApiDocument } from './openApiDocument';

const document = getOpenApiDocument() as any;

const operations = Object.entries<any>(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries<any>(methods).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      ...operation,
    })),
);

/** The endpoint of an operation, including its alias. */
const getEndpoint = (operationId: string) =>
  allEndpoints[operationId.replace(/ByAlias$/, '')];

const isOptional = (operationId: string, name: string): boolean => {
  const schema = getEndpoint(operationId).query.shape[name] as z.ZodType;
  return schema.safeParse(undefined).success;
};

/** All nested values, with their paths. */
function* walk(value: unknown, path = ''): Generator<[string, any]> {
  yield [path, value];
  if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      yield* walk(child, `${path}/${name}`);
    }
  }
}

describe('OpenAPI document', () => {
  it('declares OpenAPI version 3.1 and the server URL of the API', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({
      title: 'Callboard',
      version: '1',
      license: { identifier: 'Apache-2.0' },
    });
    expect(document.servers).toEqual([{ url: '/api/callboard' }]);
  });

  it('lists every endpoint once for each path, under a unique operation id', () => {
    expect(
      operations
        .map(({ operationId, method, path }) => [operationId, method, path])
        .sort(),
    ).toEqual(
      Object.entries(allEndpoints)
        .flatMap(([id, { method, path, alias }]) => [
          [id, method, path],
          ...(alias ? [[`${id}ByAlias`, method, alias]] : []),
        ])
        .sort(),
    );
  });

  it('describes parameters, body, responses and tag of each operation @full', () => {
    for (const operation of operations) {
      const endpoint = getEndpoint(operation.operationId);
      const named = (location: string) =>
        (operation.parameters ?? [])
          .filter((parameter: any) => parameter.in === location)
          .map((parameter: any) => parameter.name)
          .sort();
      expect(named('path')).toEqual(Object.keys(endpoint.params.shape).sort());
      expect(named('query')).toEqual(Object.keys(endpoint.query.shape).sort());
      expect(Boolean(operation.requestBody)).toBe(Boolean(endpoint.body));
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(
          [endpoint.status, ...listErrorStatuses(endpoint)].map(String),
        ),
      );
      expect(operation.summary).not.toBe('');
      expect(operation.description).toMatch(/^(Requires|Only for) .+\.$/);
      expect(operation.tags).toEqual([endpoint.tag]);
    }
  });

  it('describes uploads as multipart forms with a required file and other fields', () => {
    const uploads = operations.filter(
      ({ operationId }) => getEndpoint(operationId).upload,
    );
    expect(uploads.length).toBeGreaterThan(0);
    for (const { requestBody } of uploads) {
      const { schema } = requestBody.content['multipart/form-data'];
      expect(requestBody.required).toBe(true);
      expect(schema.allOf).toEqual([
        {
          type: 'object',
          properties: { file: expect.objectContaining({ format: 'binary' }) },
          required: ['file'],
        },
        { $ref: expect.any(String) },
      ]);
    }
  });

  it('requires a body only for endpoints that reject a missing one', () => {
    const bodies = operations.filter(
      ({ requestBody }) => requestBody?.content['application/json'],
    );
    for (const { operationId, requestBody } of bodies) {
      const { body } = getEndpoint(operationId);
      expect([operationId, requestBody.required]).toEqual([
        operationId,
        !body!.safeParse(undefined).success,
      ]);
    }
  });

  it('gives every parameter a type, and requires only mandatory ones @full', () => {
    for (const { operationId, parameters = [] } of operations) {
      for (const parameter of parameters) {
        const { type, enum: values, $ref } = parameter.schema;
        expect([operationId, parameter.name, type ?? values ?? $ref]).toEqual([
          operationId,
          parameter.name,
          expect.anything(),
        ]);
        expect([
          operationId,
          parameter.name,
          parameter.required ?? false,
        ]).toEqual([
          operationId,
          parameter.name,
          parameter.in === 'path' ||
            (parameter.in === 'query' &&
              !isOptional(operationId, parameter.name)),
        ]);
      }
    }
  });

  it('accepts any date-time in requests, and limits responses to one format', () => {
    const { ProjectPatch, Project } = document.components.schemas;
    expect(ProjectPatch.properties.archived_at.anyOf).toEqual([
      { type: 'string', format: 'date-time', maxLength: 64 },
      { type: 'null' },
    ]);
    const [answered] = Project.properties.archived_at.anyOf;
    expect(answered).toMatchObject({ format: 'date-time' });
    expect('2026-05-01T00:00:00.000Z').toMatch(new RegExp(answered.pattern));
    expect('2026-05-01T00:00:00Z').not.toMatch(new RegExp(answered.pattern));
  });

  it('lists change actions and entity types as examples, not as enums, for activity', () => {
    const { Activity, ActivitySummary, ActivityFacets, NewActivity } =
      document.components.schemas;
    const list = operations.find(
      ({ operationId }) => operationId === 'listWorkspaceActivity',
    )!;
    const filter = (name: string) =>
      list.parameters.find((each: any) => each.name === name).schema;
    const actions = [
      filter('action'),
      filter('type'),
      Activity.properties.action,
      ActivitySummary.properties.by_action.items.properties.action,
      ActivityFacets.properties.actions.items.properties.action,
      NewActivity.properties.action,
    ];
    for (const schema of actions) {
      expect(schema).toMatchObject({
        type: 'string',
        examples: expect.arrayContaining([...changeActions, 'page_view']),
      });
      expect(schema).not.toHaveProperty('enum');
    }
    const types = [
      filter('entity_type'),
      Activity.properties.entity_type.anyOf[0],
      ActivityFacets.properties.entity_types.items.properties.entity_type,
      NewActivity.properties.entity_type.anyOf[0],
    ];
    for (const schema of types) {
      expect(schema).toMatchObject({ type: 'string', examples: entityTypes });
      expect(schema).not.toHaveProperty('enum');
    }
  });

  it('limits recorded changes to known actions and entity types', () => {
    const { ChangeAction, EntityType } = document.components.schemas;
    expect(ChangeAction.enum).toEqual(changeActions);
    expect(EntityType.enum).toEqual(entityTypes);
  });

  it('resolves all references within the document @full', () => {
    const refs = [...walk(document)].filter(([path]) => path.endsWith('/$ref'));
    expect(refs.length).toBeGreaterThan(0);
    for (const [path, ref] of refs) {
      const target = ref
        .replace(/^#\//, '')
        .split('/')
        .reduce((value: any, name: string) => value?.[name], document);
      expect([path, ref, target]).toEqual([path, ref, expect.anything()]);
    }
  });

  it('allows only public endpoints without credentials', () => {
    expect(document.security).toEqual([{ backstage: [] }]);
    expect(document.components.securitySchemes.backstage).toMatchObject({
      type: 'http',
      scheme: 'bearer',
    });
    expect(
      operations
        .filter(({ security }) => security?.length === 0)
        .map(({ operationId }) => operationId)
        .sort(),
    ).toEqual(['getHealth', 'getOpenApi', 'readCalendar']);
  });

  it.each([
    ['getOpenApi', []],
    ['getMe', [401, 403]],
    ['listProjects', [401, 403, 404, 429]],
    ['createWorkItem', [401, 403, 404, 409, 413]],
    ['updateWorkItem', [401, 403, 404, 409, 412, 413]],
    ['exportStaffXlsx', [401, 403, 404, 429]],
    ['postActivity', [401, 403, 404, 413, 429]],
    ['checkActivityCounts', [401, 403, 409]],
  ])('lists only the errors that %s can return', (operationId, expected) => {
    const { responses } = operations.find(
      operation => operation.operationId === operationId,
    )!;
    const errors = Object.keys(responses).filter(status => status >= '400');
    expect(errors).toEqual([400, ...expected, 503].map(String));
  });

  it('defines each error response once for all operations', () => {
    for (const { operationId, responses } of operations) {
      const errors = Object.entries<any>(responses).filter(
        ([status]) => status >= '400',
      );
      for (const [status, response] of errors) {
        const $ref = `#/components/responses/${status}`;
        expect([operationId, response]).toEqual([operationId, { $ref }]);
      }
    }
    const described = Object.entries<any>(document.components.responses);
    for (const [status, response] of described) {
      expect(response.description).not.toBe('');
      expect('headers' in response).toBe(['429', '503'].includes(status));
      expect(response.content['application/json'].schema).toEqual({
        $ref: '#/components/schemas/Error',
      });
    }
  });

  it('gives every schema a type, and ids the format uuid', () => {
    const combined = ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum'];
    const schemas = [...walk(document)].filter(
      ([path, schema]) =>
        /\/(schema|items|additionalProperties|properties\/\w+|anyOf\/\d+)$/.test(
          path,
        ) && typeof schema === 'object',
    );
    expect(schemas.length).toBeGreaterThan(1_000);
    for (const [path, schema] of schemas) {
      const described = [...combined, 'const'].some(key => key in schema);
      expect([path, described]).toEqual([path, true]);
    }
    const { Project, JsonValue } = document.components.schemas;
    expect(Project.properties.id).toEqual({ type: 'string', format: 'uuid' });
    expect(JsonValue.type).toContain('object');
    expect(Object.keys(document.components.schemas).join()).not.toMatch(/__/);
  });

  it('describes every parameter', () => {
    for (const { operationId, parameters = [] } of operations) {
      for (const { name, description } of parameters) {
        expect([operationId, name, description]).toEqual([
          operationId,
          name,
          expect.stringMatching(/\w/),
        ]);
      }
    }
  });

  it('describes If-Match for conditional changes, and the ETag of versions', () => {
    for (const { operationId, parameters = [], responses } of operations) {
      const names = parameters.map((parameter: any) => parameter.name);
      const { isConditional = false } = getEndpoint(operationId);
      expect([operationId, names.includes('If-Match')]).toEqual([
        operationId,
        isConditional,
      ]);
      expect([operationId, '412' in responses]).toEqual([
        operationId,
        isConditional,
      ]);
    }
    const { responses } = document.paths['/workspaces'].post;
    expect(responses['201'].headers).toHaveProperty('ETag');
  });

  it('describes the tags of all operations', () => {
    const tags = new Set(operations.map(({ tags: [tag] }) => tag));
    expect(document.tags.map(({ name }: any) => name)).toEqual(
      [...tags].sort(),
    );
  });

  it('describes the requests to receivers of webhooks', () => {
    const { post } = document.webhooks.event;
    expect(post.parameters.map(({ name }: any) => name)).toEqual([
      ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
    ]);
    const { schema } = post.requestBody.content['application/json'];
    expect(schema.$ref).toMatch('WebhookPayload');
  });

  it('describes errors in the format of Backstage', () => {
    expect(document.components.schemas.Error).toMatchObject({
      type: 'object',
      required: ['error', 'response'],
    });
  });
});
