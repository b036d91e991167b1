import { Endpoint } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { mapValues } from 'lodash';
import { breakJson, jsonDamage } from './breakJson';
import { formDamage } from './formDamage';
import { FuzzRequest } from './FuzzRequest';
import {
  nastyCursor,
  nastyHeaders,
  nastyText,
  rawPathPieces,
  rawQueryPieces,
} from './nasty';
import { soundParts, toRequest } from './soundParts';
import { Supply } from './Supply';
import { chooseCaller } from './resources';

/**
 * Generates callers, mostly authorised ones: requests of other callers are rejected before they are
 * validated.
 */
const toCallerArbitrary = (
  endpoint: Endpoint,
): fc.Arbitrary<FuzzRequest['callerName']> =>
  fc.oneof(
    { arbitrary: fc.constant(chooseCaller(endpoint)), weight: 20 },
    { arbitrary: fc.constantFrom('service', 'member', 'guest'), weight: 1 },
  );

/** The maximum length of a path: less than Node's own limit, at which Node itself would respond. */
const MAX_PATH = 12_000;

/** The parts of a request that can be broken. */
type Aspect = 'params' | 'query' | 'rawQuery' | 'body' | 'form' | 'headers';

/**
 * Generates the parts to break, at most two of them: otherwise nearly all requests would fail the
 * first check.
 */
function toAspectsArbitrary(endpoint: Endpoint): fc.Arbitrary<Aspect[]> {
  const hasQuery = Object.keys(endpoint.query.shape).length > 0;
  const repeatAspect = <T extends Aspect>(
    aspect: T,
    when: unknown,
    weight: number,
  ) => (when ? Array<Aspect>(weight).fill(aspect) : []);
  const weightedAspects = [
    ...repeatAspect('params', Object.keys(endpoint.params.shape).length, 2),
    ...repeatAspect('query', true, hasQuery || !endpoint.body ? 8 : 3),
    ...repeatAspect('rawQuery', true, 1),
    ...repeatAspect('body', endpoint.body, 12),
    ...repeatAspect('form', endpoint.upload, 12),
    ...repeatAspect('headers', true, 1),
  ];
  return fc.array(fc.constantFrom(...weightedAspects), {
    minLength: 1,
    maxLength: 2,
  });
}

/** A path parameter. Never empty, because the path would then belong to another endpoint. */
const pathPiece = fc.oneof(
  nastyText
    .filter(text => text !== '')
    // Lone surrogates cannot be encoded.
    .map(text => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))),
  rawPathPieces,
);

/** Generates bad values for one or more path parameters. */
function toBadParamsArbitrary({
  params,
}: Endpoint): fc.Arbitrary<Record<string, string>> {
  const pieces = Object.keys(params.shape).map(name => [name, pathPiece]);
  return fc.record(Object.fromEntries(pieces), {
    requiredKeys: pieces.slice(-1).map(([name]) => name as string),
  });
}

/** Generates requests, most of which are invalid in one or more parts. */
export function brokenRequests(
  endpoint: Endpoint,
  supply: Supply,
): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      callerName: toCallerArbitrary(endpoint),
      aspects: toAspectsArbitrary(endpoint),
      sound: soundParts(endpoint, supply),
      params: toBadParamsArbitrary(endpoint),
      query: fc.array(queryPair(endpoint, supply), {
        minLength: 1,
        maxLength: 2,
      }),
      replaces: fc.boolean(),
      rawQuery: rawQueryPieces,
      damages: fc.array(jsonDamage, { minLength: 1, maxLength: 2 }),
      form: formDamage,
      headers: nastyHeaders,
    })
    .map(({ aspects, sound, ...bad }) => {
      const isBroken = (aspect: Aspect) => aspects.includes(aspect);
      const pairs = isBroken('query') ? bad.query : [];
      const replaced = new Set(bad.replaces ? pairs.map(([name]) => name) : []);
      const sent = toRequest(endpoint, {
        params: isBroken('params')
          ? { ...sound.params, ...bad.params }
          : sound.params,
        query: [
          ...sound.query.filter(([name]) => !replaced.has(name)),
          ...pairs,
        ],
        body: isBroken('body')
          ? bad.damages.reduce(breakJson, sound.body)
          : sound.body,
        file: isBroken('form') ? bad.form.file : sound.file,
      });
      return {
        ...sent,
        ...(isBroken('form') ? truncateForm(sent, bad.form.cut) : {}),
        ...(isBroken('params') ? { params: decodeParams(sent.params) } : {}),
        ...(isBroken('rawQuery') ? addRawQuery(sent.path, bad.rawQuery) : {}),
        callerName: bad.callerName,
        isIntact: false,
        headers: {
          ...sent.headers,
          ...(isBroken('headers') ? bad.headers : {}),
        } as Record<string, string>,
      };
    })
    .filter(({ path }) => path.length < MAX_PATH);
}

/** The path parameters as a server decodes them; undefined if it cannot. */
function decodeParams(
  params: Record<string, string> = {},
): Record<string, string> | undefined {
  try {
    return mapValues(params, decodeURIComponent);
  } catch {
    return undefined;
  }
}

function addRawQuery(path: string, raw: string) {
  const separator = path.includes('?') ? '&' : '?';
  return { path: `${path}${separator}${raw}`, query: undefined };
}

/** A form is complete without the final line break: RFC 2046, 5.1.1. */
const OPTIONAL_END = '\r\n'.length;

function truncateForm({ body, form }: Partial<FuzzRequest>, bytes: number) {
  return bytes > 0
    ? {
        body: body?.slice(0, -bytes),
        form: bytes > OPTIONAL_END ? undefined : form,
      }
    : { body, form };
}

function queryPair(
  endpoint: Endpoint,
  supply: Supply,
): fc.Arbitrary<[string, string]> {
  const names = Object.keys(endpoint.query.shape);
  const anyName = fc.oneof(
    fc.constantFrom('cursor', 'limit', '__proto__', 'toString'),
    nastyText,
  );
  const name = names.length
    ? fc.oneof(
        { arbitrary: fc.constantFrom(...names), weight: 3 },
        { arbitrary: anyName, weight: 1 },
      )
    : anyName;
  const cursor = fc.oneof(
    nastyCursor,
    fc.nat().map(choice => supply.pickCursor(choice) ?? ''),
  );
  return name.chain(chosen =>
    fc.tuple(fc.constant(chosen), chosen === 'cursor' ? cursor : nastyText),
  );
}
