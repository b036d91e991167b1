import { base, de, en, Faker } from '@faker-js/faker';

/**
 * Creates a repeatable source of random values: the same day gives the same data. A stream separates
 * the values for one purpose from others: more people do not change the values of the first ones.
 */
export function createRandom(stream: string, locale = [en, base]): Faker {
  const random = new Faker({ locale });
  random.seed([20_261, ...Buffer.from(stream)]);
  return random;
}

/** Draws a Poisson-distributed count, never below zero. */
export function drawCount(random: Faker, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random.number.float();
  let count = 0;
  while (product > limit) {
    product *= random.number.float();
    count += 1;
  }
  return count;
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
export function parseTable(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()));
}
