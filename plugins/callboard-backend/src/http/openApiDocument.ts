import {
  allEndpoints,
  Endpoint,
  nothing,
} from '@callboard/plugin-callboard-common';
import { memoize } from 'lodash';
import { z } from 'zod';
import { createDocument, ZodOpenApiPathsObject } from 'zod-openapi';

const errorBody = z
  .object({
    error: z.looseObject({ name: z.string(), message: z.string() }),
    request: z.object({ method: z.string(), url: z.string() }).optional(),
    response: z.object({ statusCode: z.int() }),
  })
  .meta({ id: 'Error' });

const failures: Readonly<Record<string, string>> = {
  400: 'Invalid input; the message names each invalid field',
  401: 'No valid credentials',
  403: 'Permission denied',
  404: 'Not found, or not visible to the caller',
  409: 'Conflicts with the current state',
  412: 'The resource has changed since it was read',
  413: 'The body exceeds 1 MB, or the file its limit',
  429: 'Too many requests; retry after the time in Retry-After',
  503: 'The database is unavailable or overloaded; retry after the time in Retry-After',
};

/** The API as an OpenAPI 3.1 document, generated from the contract. */
export const openApiDocument = memoize((): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [operationId, endpoint] of Object.entries(allEndpoints)) {
    const { method, path, alias } = endpoint;
    const described = {
      [path]: operationId,
      ...(alias ? { [alias]: `${operationId}ByAlias` } : {}),
    };
    for (const [each, id] of Object.entries(described)) {
      paths[each] = {
        ...paths[each],
        [method.toLowerCase()]: buildOperation(id, endpoint),
      };
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Callboard',
      version: '1',
      description: 'The Callboard API, relative to /api/callboard.',
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/api/callboard' }],
    security: [{ backstage: [] }],
    components: {
      responses: Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          {
            description,
            content: { 'application/json': { schema: errorBody } },
          },
        ]),
      ),
      securitySchemes: {
        backstage: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of the portal',
        },
      },
    },
    paths: paths as ZodOpenApiPathsObject,
  }) as unknown as Record<string, unknown>;
});

function buildOperation(operationId: string, endpoint: Endpoint) {
  return {
    operationId,
    summary: endpoint.summary,
    tags: [endpoint.tag],
    ...(endpoint.access.kind === 'public' ? { security: [] } : {}),
    requestParams: { path: endpoint.params, query: endpoint.query },
    ...(endpoint.body ? { requestBody: buildRequestBody(endpoint) } : {}),
    responses: {
      [endpoint.status]: buildSuccessResponse(endpoint),
      ...(endpoint.statusOfDryRun && {
        [endpoint.statusOfDryRun]: buildSuccessResponse(endpoint),
      }),
      ...Object.fromEntries(
        Object.keys(failures).map(status => [
          status,
          { $ref: `#/components/responses/${status}` },
        ]),
      ),
    },
  };
}

function buildRequestBody({ body = nothing, upload }: Endpoint) {
  if (upload) {
    // An intersection, to retain the cross-field checks of the body.
    const form = z.intersection(z.object({ file: z.file() }), body);
    return {
      required: true,
      content: { 'multipart/form-data': { schema: form } },
    };
  }
  return {
    required: !body.safeParse(undefined).success,
    content: { 'application/json': { schema: body } },
  };
}

function buildSuccessResponse(endpoint: Endpoint) {
  if (endpoint.download) {
    const [mediaType] = endpoint.download.split(';');
    return {
      description: 'The file',
      content: {
        [mediaType]: { schema: { type: 'string', format: 'binary' } },
      },
    };
  }
  return endpoint.response
    ? {
        description: 'Success',
        content: { 'application/json': { schema: endpoint.response } },
      }
    : { description: 'Done' };
}
