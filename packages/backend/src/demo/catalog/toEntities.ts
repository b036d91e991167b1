import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { DemoWorld } from '../world/DemoWorld';
import { Thing } from '../world/Thing';
import { Person } from '../world/people';
import { DemoTeam } from '../world/teams';

/** Where every entity of the demo says it comes from. */
export const DEMO_LOCATION = 'demo:lantern';

const annotations = {
  [ANNOTATION_LOCATION]: DEMO_LOCATION,
  [ANNOTATION_ORIGIN_LOCATION]: DEMO_LOCATION,
};

function apiDefinition(name: string, description: string): string {
  return JSON.stringify(
    {
      openapi: '3.1.0',
      info: { title: name, version: '1.0.0', description },
      paths: {},
    },
    null,
    2,
  );
}

function teamEntity(team: DemoTeam): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: team.name, description: team.description, annotations },
    spec: {
      type: team.type,
      profile: { displayName: team.title },
      ...(team.parent && { parent: team.parent }),
      children: [],
    },
  };
}

function personEntity(person: Person): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name: person.name,
      description: person.position,
      annotations: {
        ...annotations,
        // A login at GitHub has no dots.
        'github.com/user-login': person.name.replaceAll('.', '-'),
      },
    },
    spec: {
      profile: { displayName: person.displayName, email: person.email },
      memberOf: [person.team],
    },
  };
}

function thingEntity(thing: Thing): Entity {
  const isSoftware = thing.kind === 'Component' || thing.kind === 'API';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: thing.kind,
    metadata: {
      name: thing.name,
      ...(thing.title && { title: thing.title }),
      description: thing.description,
      ...(thing.tags && { tags: thing.tags }),
      annotations: {
        ...annotations,
        ...(thing.kind === 'Component' && {
          'github.com/project-slug': `lantern/${thing.name}`,
        }),
      },
    },
    spec: {
      owner: thing.owner,
      ...(thing.type && { type: thing.type }),
      ...(isSoftware && { lifecycle: thing.lifecycle }),
      ...(thing.within && {
        [thing.kind === 'System' ? 'domain' : 'system']: thing.within,
      }),
      ...(thing.provides && { providesApis: thing.provides }),
      ...(thing.consumes && { consumesApis: thing.consumes }),
      ...(thing.dependsOn && { dependsOn: thing.dependsOn }),
      ...(thing.kind === 'API' && {
        definition: apiDefinition(thing.name, thing.description),
      }),
    },
  };
}

/** The demo company as the catalog takes it. */
export function toEntities(world: DemoWorld): Entity[] {
  return [
    ...world.teams.map(teamEntity),
    ...world.people.map(personEntity),
    ...world.things.map(thingEntity),
  ];
}
