import fc from 'fast-check';
import { nastyJson, nastyText } from './nasty';

/** One way to spoil a JSON value. */
export type JsonDamage =
  | { kind: 'replace'; at: number; by: unknown }
  | { kind: 'remove'; at: number }
  | { kind: 'add'; at: number; name: string; value: unknown }
  | { kind: 'wrap'; at: number };

/** Ways to spoil a JSON value. */
export const jsonDamage: fc.Arbitrary<JsonDamage> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('replace' as const),
      at: fc.nat(),
      by: nastyJson,
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('remove' as const),
      at: fc.nat(),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      at: fc.nat(),
      name: nastyText,
      value: nastyJson,
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({ kind: fc.constant('wrap' as const), at: fc.nat() }),
    weight: 1,
  },
);

type Container = Record<string, unknown>;

/** A spoilt copy of a value. */
export function breakJson(value: unknown, damage: JsonDamage): unknown {
  // The value becomes a field itself, so that it can be spoilt as a whole.
  const root: Container = { value: structuredClone(value) };
  const places = placesIn(root);
  const { holder, name } = places[damage.at % places.length];
  switch (damage.kind) {
    case 'replace':
      holder[name] = damage.by;
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

/** An own property, also where assigning would change the prototype. */
function define(
  holder: Container,
  { name, value }: { name: string; value: unknown },
): void {
  Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function placesIn(
  holder: Container,
): Array<{ holder: Container; name: string }> {
  return Object.keys(holder).flatMap(name => {
    const child = holder[name];
    return [{ holder, name }, ...(isContainer(child) ? placesIn(child) : [])];
  });
}

function isContainer(value: unknown): value is Container {
  const prototype =
    typeof value === 'object' && value !== null
      ? Object.getPrototypeOf(value)
      : undefined;
  return prototype === Object.prototype || Array.isArray(value);
}
