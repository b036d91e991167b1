import { Faker } from '@faker-js/faker';
import { createChance } from '../world/chance';
import { DemoWorld } from '../world/DemoWorld';
import { Thing } from '../world/Thing';
import { Tenure } from './tenures';

/** How one person uses the portal. */
export interface Habits {
  tenure: Tenure;
  /** The time zone of their office. */
  timezone: string;
  /** What they look at, each as often as its weight says. */
  favourites: Array<{ weight: number; value: Thing }>;
  /** Where their randomness comes from, so that nobody changes another's. */
  chance: Faker;
}

const FAVOURITES = 9;

/** What each person's days look like: their own team's things come first. */
export function makeHabits(world: DemoWorld, tenures: Tenure[]): Habits[] {
  const timezones = new Map(
    world.teams.map(team => [team.name, team.timezone]),
  );
  return tenures.map(tenure => {
    const chance = createChance(`habits of ${tenure.person.name}`);
    const own = world.things.filter(
      thing => thing.owner === tenure.person.team,
    );
    const others = chance.helpers.shuffle(
      world.things.filter(thing => thing.owner !== tenure.person.team),
    );
    return {
      tenure,
      timezone: timezones.get(tenure.person.team) ?? 'UTC',
      chance,
      favourites: [...own, ...others]
        .slice(0, FAVOURITES)
        .map((value, rank) => ({ weight: 1 / (rank + 1), value })),
    };
  });
}
