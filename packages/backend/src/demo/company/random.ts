import { base, de, en, Faker } from '@faker-js/faker';

/**
 * Creates a deterministic source of random values. Each purpose has its own stream, so that more
 * people do not change the values of the first ones.
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
  const values = Object.keys(weights) as K[];
  return random.helpers.weightedArrayElement(
    values.map(value => ({ value, weight: weights[value] })),
  );
}

/** Alternates German and English names, one German to two English ones. */
export function createNames(stream: string) {
  const english = createRandom(stream);
  const german = createRandom(stream, [de, en, base]);
  return (index: number): [first: string, last: string] => {
    const { person } = index % 3 === 0 ? german : english;
    return [person.firstName(), person.lastName()];
  };
}

/** Reads a table of text: a line is a row, `|` separates its trimmed cells. */
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
