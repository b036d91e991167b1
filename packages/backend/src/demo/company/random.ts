import { base, de, en, Faker } from '@faker-js/faker';

/**
 * Creates a deterministic source of random values. Each person and each purpose has a stream of its
 * own, so that additional people do not change the values of others.
 *
 * @param stream - the name of the stream; the same name gives the same values
 */
export function createRandom(stream: string, locale = [en, base]): Faker {
  const random = new Faker({ locale });
  random.seed([20_261, ...Buffer.from(stream)]);
  return random;
}

/** Draws a key of an object, whose values are the weights. */
export function drawKey<K extends string>(
  random: Faker,
  weights: Record<K, number>,
): K {
  const keys = Object.keys(weights) as K[];
  return random.helpers.weightedArrayElement(
    keys.map(key => ({ value: key, weight: weights[key] })),
  );
}

/**
 * Returns a function that draws names: a German one for every third index, an English one for the
 * others.
 */
export function createNameGenerator(stream: string) {
  const english = createRandom(stream);
  const german = createRandom(stream, [de, en, base]);
  return (index: number): [first: string, last: string] => {
    const { person } = index % 3 === 0 ? german : english;
    return [person.firstName(), person.lastName()];
  };
}

/** Parses a table: each line is a row, `|` separates its cells, which are trimmed. */
export function parseTable<Column extends string>(
  columns: readonly Column[],
  text: string,
): Array<Record<Column, string>> {
  const lines = text.trim().split('\n');
  return lines.map(line => {
    const cells = line.split('|').map(cell => cell.trim());
    return Object.fromEntries(
      columns.map((column, index) => [column, cells[index]]),
    ) as Record<Column, string>;
  });
}
