import { base, de, en, Faker } from '@faker-js/faker';

/** The one seed of the demo world: the same day gives the same world. */
const SEED = 20_261;

/**
 * A source of random values that repeats itself.
 *
 * @param stream keeps what is drawn for one purpose apart from another, so
 *   that more people do not change what the first ones do
 */
export function createChance(stream: string): Faker {
  const chance = new Faker({ locale: [en, base] });
  chance.seed([SEED, ...Buffer.from(stream)]);
  return chance;
}

/** Like {@link createChance}, with names of another language. */
export function createGermanChance(stream: string): Faker {
  const chance = new Faker({ locale: [de, en, base] });
  chance.seed([SEED, ...Buffer.from(stream)]);
  return chance;
}

/** A whole number that is `mean` on average, never below zero. */
export function drawCount(chance: Faker, mean: number): number {
  const limit = Math.exp(-mean);
  let product = chance.number.float();
  let count = 0;
  while (product > limit) {
    product *= chance.number.float();
    count += 1;
  }
  return count;
}
