import { landscape } from './landscape';
import { makePeople, Person } from './people';
import { DemoTeam, makeTeams } from './teams';
import { Thing } from './Thing';

/** The demo company: who works there, how they are organised, what they run. */
export interface DemoWorld {
  people: Person[];
  teams: DemoTeam[];
  things: readonly Thing[];
}

/** Makes the company; the same number of people gives the same company. */
export function makeDemoWorld(size: { people: number }): DemoWorld {
  const teams = makeTeams(size.people);
  return {
    people: makePeople(size.people, teams),
    teams,
    things: landscape,
  };
}
