import {
  Endpoint,
  endpoints,
  ingestedWorkItem,
  ingestedWorkItemComment,
  NO_VALUE,
  pseudonym,
  TimesheetCell,
  suggestionId,
  uuid,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { z } from 'zod';
import { getWeekStart, addDays, getWeekday } from '../../../database/zones';
import { people } from '../../../__testUtils__/startCallboard';
import { FormFile, multipart } from '../../../http/__testUtils__/multipart';
import { importableFile } from '../importableFile';
import { UNLOGGED_ON } from '../ContractTimeFixture';
import { toArbitrary, FieldOverride } from './toArbitrary';
import { FuzzRequest } from './FuzzRequest';
import { writeJsonText } from './jsonText';
import { Supply } from './Supply';
import { resolveFieldKind, PSEUDONYM, SUGGESTION } from './resources';

/** The parts of a request. */
export interface Parts {
  /** Encoded for the path. */
  params: Record<string, string>;
  query: Array<[string, string]>;
  /** For an upload, the fields of its form. */
  body?: unknown;
  file?: FormFile;
}

/** Moves the start of a worklog to the worklog's day, because the two must agree. */
const alignStartWithDay = (body: { logged_at?: string; started_at?: string }) =>
  body.logged_at && body.started_at
    ? { ...body, started_at: `${body.logged_at}T08:30:00.5+02:00` }
    : body;

/** Makes the fields of a body compatible where the schema does not require it. */
const bodyAdjustments = new Map<Endpoint, (body: any) => unknown>([
  [endpoints.createWorklog as Endpoint, alignStartWithDay],
  [endpoints.replaceWorklog as Endpoint, alignStartWithDay],
  [endpoints.updateWorklog as Endpoint, alignStartWithDay],
  [
    endpoints.saveTimesheet as Endpoint,
    // Uses days of the saved week, which have space for the cells of many requests.
    ({ week, cells }) => ({
      week,
      cells: cells.map((cell: TimesheetCell) => ({
        ...cell,
        date: addDays(getWeekStart(week, 1), getWeekday(cell.date) - 1),
        minutes: cell.minutes % 5,
      })),
    }),
  ],
  [
    endpoints.layOutDashboard as Endpoint,
    // The dashboards of requests are empty, so most requests send no widgets; some send unknown
    // ones.
    ({ widgets }) => ({ widgets: widgets.length > 2 ? widgets : [] }),
  ],
  [
    endpoints.createDashboardSchedule as Endpoint,
    // Most requests send a known user, some send unknown ones.
    ({ recipient_refs, ...rest }) => ({
      ...rest,
      recipient_refs:
        recipient_refs.length > 2 ? recipient_refs : [people.member],
    }),
  ],
]);

/** Generates parts that the contract accepts and that refer to related resources. */
export function soundParts(
  endpoint: Endpoint,
  supply: Supply,
): fc.Arbitrary<Parts> {
  const overrideField = createFieldOverride(endpoint, supply);
  const isSound = (body: unknown) => endpoint.body!.safeParse(body).success;
  return fc.record({
    params: fc.nat().map(choice => supply.pickParams(endpoint, choice)),
    query: createQueryArbitrary(endpoint, overrideField),
    body: endpoint.body
      ? toArbitrary(endpoint.body, overrideField)
          .filter(isSound)
          .map(body => bodyAdjustments.get(endpoint)?.(body) ?? body)
          .filter(isSound)
      : fc.constant(undefined),
    file: fc.constant(endpoint.upload && importableFile),
  });
}

/** Lists whose entries the endpoint validates one by one, by the name of their field. */
const ingestedSchemas = new Map<string, z.ZodType>([
  ['items', ingestedWorkItem],
  ['comments', ingestedWorkItemComment],
]);

/**
 * Generates ids of mostly existing resources for reference fields. Other overrides depend on the
 * endpoint.
 */
function createFieldOverride(
  endpoint: Endpoint,
  supply: Supply,
): FieldOverride {
  return (field, schema) => {
    if (field === 'workspace') {
      return fc.nat().map(() => supply.getSlug(endpoint));
    }
    if (endpoint.path.endsWith('/rows') && ['key', 'group'].includes(field)) {
      // Valid keys depend on the axes of the widget.
      const day = '2026-11-21';
      return fc.constantFrom(day, day, day, NO_VALUE);
    }
    const ingested = endpoint.path.endsWith('/ingest')
      ? ingestedSchemas.get(field)
      : undefined;
    if (ingested) {
      return fc.array(
        toArbitrary(ingested, createFieldOverride(endpoint, supply)),
        {
          minLength: 1,
          maxLength: 3,
        },
      );
    }
    if (endpoint.path.startsWith('/me/time-suggestions')) {
      // A day with suggestions, and with space for them.
      if (field === 'date') return fc.constant(UNLOGGED_ON);
      if (field === 'minutes') return fc.constantFrom(1, null);
    }
    const kind = findReferenceKind(endpoint, field, schema);
    return kind === undefined
      ? undefined
      : fc.oneof(
          {
            arbitrary: fc
              .nat()
              .map(choice => supply.pickResource(kind, endpoint, choice).id),
            weight: 15,
          },
          {
            arbitrary: fc.nat().map(choice => supply.pickStrayId(kind, choice)),
            weight: 1,
          },
        );
  };
}

function findReferenceKind(
  endpoint: Endpoint,
  field: string,
  schema: z.core.$ZodType,
): string | undefined {
  if (schema === suggestionId) {
    return SUGGESTION;
  }
  if (schema === pseudonym) {
    return PSEUDONYM;
  }
  return schema === uuid ? resolveFieldKind(endpoint, field) : undefined;
}

function createQueryArbitrary(
  { query: schema }: Endpoint,
  overrideField: FieldOverride,
): fc.Arbitrary<Parts['query']> {
  return (
    toArbitrary(schema, overrideField)
      // Only lists issue cursors.
      .map(({ cursor, ...query }: any) => query)
      .filter(query => schema.safeParse(query).success)
      .map(query =>
        Object.entries(query).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]),
      )
  );
}

/** Assembles a request. Inserts `params` unchanged, because they are encoded already. */
export function toRequest(
  endpoint: Endpoint,
  { params, query, body, file }: Parts,
): Omit<FuzzRequest, 'callerName' | 'isIntact'> {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name) => params[name]);
  const search = new URLSearchParams(query);
  return {
    method: endpoint.method,
    path: search.size > 0 ? `${path}?${search}` : path,
    params,
    query: [...search],
    ...(endpoint.upload
      ? buildFormPayload(body, file)
      : buildJsonPayload(endpoint, body)),
  };
}

function buildJsonPayload(
  endpoint: Endpoint,
  body: unknown,
): Pick<FuzzRequest, 'headers' | 'body'> {
  return endpoint.body && body !== undefined
    ? {
        headers: { 'content-type': 'application/json' },
        body: writeJsonText(body),
      }
    : {};
}

/** A body that is not an object has no fields; a field that is not text is sent as JSON. */
function buildFormPayload(
  body: unknown,
  file: FormFile | undefined,
): Pick<FuzzRequest, 'headers' | 'body' | 'form'> {
  const fields = Object.entries(Object(body)).map(
    ([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : writeJsonText(value),
    ],
  );
  return {
    ...multipart(fields, file ? [['file', file]] : []),
    form: file?.name === undefined ? undefined : fields,
  };
}
