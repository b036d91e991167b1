import fc from 'fast-check';
import { cloneDeep } from 'lodash';
import { JsonText } from './jsonText';
import { nastyJson, nastyText } from './nasty';

/**
 * A way to break a JSON value at a position; a shallow position is the value itself or one of its
 * fields.
 */
export type JsonDamage = { at: number; isShallow: boolean } & (
  | { kind: 'replace'; by: unknown }
  | { kind: 'rewrite'; text: string }
  | { kind: 'remove' }
  | { kind: 'wrap' }
  | { kind: 'add'; name: string; value: unknown }
);

const kind = <K extends JsonDamage['kind']>(name: K) => fc.constant(name);

// Without bias, because small numbers would mostly select the whole value.
const at = fc.noBias(fc.nat());

const where = { at, isShallow: fc.boolean() };

/** Generates ways to break a JSON value. */
export const jsonDamage: fc.Arbitrary<JsonDamage> = fc.oneof(
  {
    arbitrary: fc.record({ kind: kind('replace'), ...where, by: nastyJson }),
    weight: 4,
  },
  {
    arbitrary: fc.record({ kind: kind('rewrite'), ...where, text: nastyText }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: kind('remove'), ...where }), weight: 1 },
  { arbitrary: fc.record({ kind: kind('wrap'), ...where }), weight: 1 },
  {
    arbitrary: fc.record({
      kind: kind('add'),
      ...where,
      name: nastyText,
      value: nastyJson,
    }),
    weight: 1,
  },
);

type Container = Record<string, unknown>;

/** A broken copy of a value. */
export function breakJson(value: unknown, damage: JsonDamage): unknown {
  // The value becomes a field itself, so that it can be broken as a whole.
  const root: Container = { value: cloneDeep(value) };
  const allSlots = listSlots(root, damage.isShallow ? 2 : Infinity);
  const texts = allSlots.filter(slot => typeof getValue(slot) === 'string');
  const slots =
    damage.kind === 'rewrite' && texts.length > 0 ? texts : allSlots;
  const { holder, name } = slots[damage.at % slots.length];
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
      defineProperty(isContainer(holder[name]) ? holder[name] : holder, damage);
  }
  return root.value;
}

/**
 * Defines an own property, even where assignment would change the prototype. An array gets one more
 * item, because a huge index could exhaust the memory.
 */
function defineProperty(
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

interface JsonSlot {
  holder: Container;
  name: string;
}

function getValue({ holder, name }: JsonSlot): unknown {
  return holder[name];
}

function listSlots(holder: Container, depth: number): JsonSlot[] {
  if (depth === 0) {
    return [];
  }
  return Object.keys(holder).flatMap(name => {
    const child = holder[name];
    const nested = isContainer(child) ? listSlots(child, depth - 1) : [];
    return [{ holder, name }, ...nested];
  });
}

function isContainer(value: unknown): value is Container {
  return (
    typeof value === 'object' && value !== null && !(value instanceof JsonText)
  );
}
