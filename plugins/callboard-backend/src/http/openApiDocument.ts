import {
  allEndpoints,
  Endpoint,
  JsonValue,
  nothing,
  webhookEventTypes,
  webhookPayload,
} from '@callboard/plugin-callboard-common';
import { isEmpty, keyBy, mapValues, memoize, uniq } from 'lodash';
import { z } from 'zod';
import {
  createDocument,
  CreateDocumentOptions,
  oas31,
  ZodOpenApiOperationObject,
} from 'zod-openapi';
import { errorDescriptions, listErrorStatuses } from './endpointErrors';
import {
  describeAccess,
  describeParameter,
  tagDescriptions,
} from './openApiDescriptions';

const errorBody = z
  .object({
    error: z.looseObject({ name: z.string(), message: z.string() }),
    request: z.object({ method: z.string(), url: z.string() }).optional(),
    response: z.object({ statusCode: z.int() }),
  })
  .meta({ id: 'Error' });

const retryAfter = {
  description: 'The seconds to wait before the next attempt',
  schema: { type: 'integer' as const, minimum: 0 },
};

/** The statuses whose responses have the header `Retry-After`. */
const RETRIED = ['429', '503'];

const conditionHeaders = z.object({
  'If-Match': z.string().optional().meta({
    description:
      'The `ETag` of the version that the change applies to. Without it, the last write wins.',
  }),
});

/** Renders schemas such that generated clients compile, and have precise types. */
const simplifySchema: CreateDocumentOptions['override'] = ({ jsonSchema }) => {
  const {
    properties,
    additionalProperties: valueSchema,
    required,
  } = jsonSchema;
  if (typeof valueSchema !== 'object') {
    return;
  }
  if (required && !properties) {
    // A record whose keys are known has properties.
    jsonSchema.properties = mapValues(keyBy(required), () => valueSchema);
    jsonSchema.additionalProperties = false;
    delete jsonSchema.propertyNames;
  } else if (properties) {
    // In TypeScript, the type of an index signature must include the types of all properties.
    const types = [valueSchema, ...Object.values(properties)].flatMap(
      listTypes,
    );
    jsonSchema.additionalProperties =
      isEmpty(valueSchema) ||
      ({ type: uniq(types) } as z.core.JSONSchema.JSONSchema);
  }
};

/** Lists the types of a schema that is not a reference. */
function listTypes(schema: z.core.JSONSchema._JSONSchema): string[] {
  const { type = [], anyOf = [] } = Object(schema) as {
    type?: string | string[];
    anyOf?: z.core.JSONSchema._JSONSchema[];
  };
  return [type, ...anyOf.map(listTypes)].flat();
}

/** The API as an OpenAPI 3.1 document, generated from the contract. */
export const getOpenApiDocument = memoize((): Record<string, JsonValue> => {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [operationId, endpoint] of Object.entries(allEndpoints)) {
    const { method, path, alias } = endpoint;
    const operationIdByPath = {
      [path]: operationId,
      ...(alias ? { [alias]: `${operationId}ByAlias` } : {}),
    };
    for (const [eachPath, id] of Object.entries(operationIdByPath)) {
      paths[eachPath] = {
        ...paths[eachPath],
        [method.toLowerCase()]: buildOperation(id, endpoint),
      };
    }
  }
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Callboard',
        version: '1',
        description: 'The Callboard API, relative to /api/callboard.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/api/callboard' }],
      security: [{ backstage: [] }],
      tags: Object.entries(tagDescriptions).map(([name, description]) => ({
        name,
        description,
      })),
      components: {
        responses: mapValues(errorDescriptions, (description, status) => ({
          description,
          ...(RETRIED.includes(status) && {
            headers: { 'Retry-After': retryAfter },
          }),
          content: { 'application/json': { schema: errorBody } },
        })),
        securitySchemes: {
          backstage: {
            type: 'http',
            scheme: 'bearer',
            description: 'A token of the portal',
          },
        },
      },
      paths,
      webhooks: { event: { post: buildWebhookOperation() } },
    },
    { override: simplifySchema },
  );
  describeParameters(document);
  return document as unknown as Record<string, JsonValue>;
});

function buildOperation(
  operationId: string,
  endpoint: Endpoint,
): ZodOpenApiOperationObject {
  return {
    operationId,
    summary: endpoint.summary,
    description: describeOperation(endpoint),
    tags: [endpoint.tag],
    ...(endpoint.access.kind === 'public' ? { security: [] } : {}),
    requestParams: {
      path: endpoint.params,
      query: endpoint.query,
      ...(endpoint.isConditional && { header: conditionHeaders }),
    },
    ...(endpoint.body ? { requestBody: buildRequestBody(endpoint) } : {}),
    responses: {
      [endpoint.status]: buildSuccessResponse(endpoint),
      ...(endpoint.statusOfDryRun && {
        [endpoint.statusOfDryRun]: buildSuccessResponse(endpoint),
      }),
      ...Object.fromEntries(
        listErrorStatuses(endpoint).map(status => [
          status,
          { $ref: `#/components/responses/${status}` },
        ]),
      ),
    },
  } as ZodOpenApiOperationObject;
}

function describeOperation(endpoint: Endpoint) {
  const { access, permission, isHeavy, isRateLimited } = endpoint;
  return [
    describeAccess(access),
    permission
      ? `The portal's policy can deny it (\`${permission.name}\`).`
      : '',
    isHeavy ? 'Only a few large reads of a user run at a time.' : '',
    isRateLimited ? 'Limited to a number of events per minute.' : '',
  ]
    .filter(Boolean)
    .join(' ');
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

const etag = {
  description: 'The version of the resource, for `If-Match`',
  schema: { type: 'string' as const },
};

function buildSuccessResponse({ download, response }: Endpoint) {
  if (download) {
    const [mediaType] = download.split(';');
    return {
      description: 'The file',
      content: {
        [mediaType]: { schema: { type: 'string', format: 'binary' } },
      },
    };
  }
  const hasVersion = response instanceof z.ZodObject && response.shape.version;
  return response
    ? {
        description: 'Success',
        ...(hasVersion && { headers: { ETag: etag } }),
        content: { 'application/json': { schema: response } },
      }
    : { description: 'Done' };
}

/** @see https://www.standardwebhooks.com */
const webhookHeaders = z.object({
  'webhook-id': z.string().meta({
    description: 'The id of the delivery, the same for every attempt',
  }),
  'webhook-timestamp': z.string().meta({
    description: 'The time of the attempt, in Unix seconds',
  }),
  'webhook-signature': z.string().meta({
    description:
      '`v1,` and the Base64 HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`; two such signatures, separated by a space, while the secret is rotated',
  }),
});

/** Describes the requests that Callboard sends to receivers of webhooks. */
function buildWebhookOperation(): ZodOpenApiOperationObject {
  return {
    operationId: 'receiveEvent',
    summary: 'Receive a change of a workspace',
    description: `A signed request to the URL of a webhook. The type of the event is one of ${webhookEventTypes
      .map(type => `\`${type}\``)
      .join(', ')}.`,
    tags: ['Webhooks'],
    security: [],
    requestParams: { header: webhookHeaders },
    requestBody: {
      required: true,
      content: { 'application/json': { schema: webhookPayload } },
    },
    responses: {
      '2XX': { description: 'Received' },
      410: { description: 'Deactivates the webhook' },
      default: { description: 'Retried later' },
    },
  };
}

function describeParameters({ paths = {} }: oas31.OpenAPIObject): void {
  for (const [path, operations] of Object.entries(paths)) {
    for (const { parameters = [] } of Object.values(operations)) {
      for (const parameter of parameters) {
        const { description, ...schema } = parameter.schema;
        parameter.description ??=
          description ?? describeParameter({ path }, parameter);
        parameter.schema = schema;
      }
    }
  }
}
