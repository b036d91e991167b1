import { Endpoint } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { breakJson, jsonDamage } from './breakJson';
import { FuzzRequest, Pools } from './FuzzRequest';
import {
  nastyCursor,
  nastyHeaders,
  nastyText,
  rawPathPieces,
  rawQueryPieces,
} from './nasty';
import { paramsOf, soundParts, toRequest } from './soundParts';

const who = fc.oneof(
  { arbitrary: fc.constant<PersonName>('superAdmin'), weight: 8 },
  { arbitrary: fc.constantFrom<PersonName>('member', 'guest'), weight: 1 },
);

/** Bounded so that Node's own limit on headers is never what answers. */
const MAX_PATH = 12_000;

/** Few things are wrong at a time: else all would stop at the first check. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 6 },
    { arbitrary, weight: 1 },
  );
}

/** Never empty: the path would be that of another endpoint. */
const pathPiece = fc.oneof(
  nastyText
    .filter(text => text !== '')
    // Lone surrogates cannot be encoded.
    .map(text => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))),
  rawPathPieces,
);

/** Requests with something wrong, most of them, in one or several places. */
export function brokenRequests(
  endpoint: Endpoint,
  pools: Pools,
): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      who,
      sound: soundParts(endpoint, pools),
      params: paramsOf(endpoint, () => seldom(pathPiece)),
      query: fc.array(queryPair(endpoint, pools), { maxLength: 2 }),
      replaces: fc.boolean(),
      rawQuery: seldom(rawQueryPieces),
      damages: fc.array(jsonDamage, { maxLength: 2 }),
      headers: seldom(nastyHeaders),
    })
    .map(({ sound, params, query, replaces, damages, ...made }) => {
      const replaced = new Set(replaces ? query.map(([name]) => name) : []);
      const sent = toRequest(endpoint, {
        params: Object.fromEntries(
          Object.entries(params).map(([name, piece]) => [
            name,
            piece ?? sound.params[name],
          ]),
        ),
        query: [
          ...sound.query.filter(([name]) => !replaced.has(name)),
          ...query,
        ],
        body: damages.reduce(breakJson, sound.body),
      });
      const request = {
        ...sent,
        who: made.who,
        intact: false,
        headers: { ...sent.headers, ...made.headers } as Record<string, string>,
      };
      return made.rawQuery === undefined
        ? request
        : { ...request, ...withRawQuery(sent.path, made.rawQuery) };
    })
    .filter(({ path }) => path.length < MAX_PATH);
}

function withRawQuery(path: string, raw: string) {
  const glue = path.includes('?') ? '&' : '?';
  return { path: `${path}${glue}${raw}`, query: undefined };
}

function queryPair(
  endpoint: Endpoint,
  pools: Pools,
): fc.Arbitrary<[string, string]> {
  const names = Object.keys(endpoint.query.shape);
  const anyName = fc.oneof(
    fc.constantFrom('cursor', 'limit', '__proto__', 'toString'),
    nastyText,
  );
  const name = names.length
    ? fc.oneof(
        { arbitrary: fc.constantFrom(...names), weight: 8 },
        { arbitrary: anyName, weight: 1 },
      )
    : anyName;
  const cursor = fc.oneof(nastyCursor, fc.constantFrom(...pools.cursor));
  return name.chain(chosen =>
    fc.tuple(fc.constant(chosen), chosen === 'cursor' ? cursor : nastyText),
  );
}
