import fc from 'fast-check';
import { cloneDeep } from 'lodash';
import { JsonText } from './jsonText';
import { nastyJson, nastyText } from './nasty';

/** One way to spoil a JSON value, at a place in it. */
export type JsonDamage = { at: number } & (
  | { kind: 'replace'; by: unknown }
  | { kind: 'rewrite'; text: string }
  | { kind: 'remove' }
  | { kind: 'wrap' }
  | { kind: 'add'; name: string; value: unknown }
);

const kind = <K extends JsonDamage['kind']>(name: K) => fc.constant(name);

// Without the bias to small numbers it would mostly be the value as a whole.
const at = fc.noBias(fc.nat());

/** Ways to spoil a JSON value. */
export const jsonDamage: fc.Arbitrary<JsonDamage> = fc.oneof(
  {
    arbitrary: fc.record({ kind: kind('replace'), at, by: nastyJson }),
    weight: 4,
  },
  {
    arbitrary: fc.record({ kind: kind('rewrite'), at, text: nastyText }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: kind('remove'), at }), weight: 1 },
  { arbitrary: fc.record({ kind: kind('wrap'), at }), weight: 1 },
  {
    arbitrary: fc.record({
      kind: kind('add'),
      at,
      name: nastyText,
      value: nastyJson,
    }),
    weight: 1,
  },
);

type Container = Record<string, unknown>;

/** A spoilt copy of a value. */
export function breakJson(value: unknown, damage: JsonDamage): unknown {
  // The value becomes a field itself, so that it can be spoilt as a whole.
  const root: Container = { value: cloneDeep(value) };
  const all = placesIn(root);
  const texts = all.filter(place => typeof valueAt(place) === 'string');
  const places = damage.kind === 'rewrite' && texts.length > 0 ? texts : all;
  const { holder, name } = places[damage.at % places.length];
  switch (damage.kind) {
    case 'replace':
      holder[name] = damage.by;
      break;
    case 'rewrite':
      holder[name] = damage.text;
      break;
    case 'remove':
      delete holder[name];
      break;
    case 'wrap':
      holder[name] = [holder[name]];
      break;
    default:
      define(isContainer(holder[name]) ? holder[name] : holder, damage);
  }
  return root.value;
}

/**
 * An own property, also where assigning would change the prototype. An array
 * gets one more item: an index could make it longer than any memory.
 */
function define(
  holder: Container,
  { name, value }: { name: string; value: unknown },
): void {
  if (Array.isArray(holder)) {
    holder.push(value);
    return;
  }
  Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

interface Place {
  holder: Container;
  name: string;
}

function valueAt({ holder, name }: Place): unknown {
  return holder[name];
}

function placesIn(holder: Container): Place[] {
  return Object.keys(holder).flatMap(name => {
    const child = holder[name];
    return [{ holder, name }, ...(isContainer(child) ? placesIn(child) : [])];
  });
}

function isContainer(value: unknown): value is Container {
  return (
    typeof value === 'object' && value !== null && !(value instanceof JsonText)
  );
}
