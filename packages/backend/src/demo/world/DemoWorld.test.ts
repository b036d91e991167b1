import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  parseEntityRef,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { toEntities } from '../catalog/toEntities';
import { demoPeople } from '../demoPeople';
import { makeDemoWorld } from './DemoWorld';

describe('makeDemoWorld', () => {
  it('makes the same company again', () => {
    expect(makeDemoWorld({ people: 60 })).toEqual(
      makeDemoWorld({ people: 60 }),
    );
  });

  it.each([4, 40, 700])('has exactly %i people, all different', count => {
    const { people } = makeDemoWorld({ people: count });
    expect(people).toHaveLength(count);
    expect(new Set(people.map(({ name }) => name)).size).toBe(count);
    expect(people.slice(0, 4).map(({ name }) => name)).toEqual(
      demoPeople.map(({ name }) => name),
    );
  });

  it('keeps its people when more join', () => {
    const few = makeDemoWorld({ people: 20 }).people;
    const many = makeDemoWorld({ people: 30 }).people;
    expect(many.slice(0, 20)).toEqual(few);
  });

  it('has names that are long, and names of other alphabets', () => {
    const names = makeDemoWorld({ people: 40 }).people.map(
      ({ displayName }) => displayName,
    );
    expect(names.some(name => name.length > 50)).toBe(true);
    expect(names.some(name => /\p{Script=Han}/u.test(name))).toBe(true);
    expect(names.some(name => /\p{Script=Arabic}/u.test(name))).toBe(true);
  });

  it('gives people addresses that reach nobody', () => {
    for (const { email } of makeDemoWorld({ people: 100 }).people) {
      expect(email).toMatch(/^[a-z0-9.]+@example\.com$/);
    }
  });

  it('runs enough to look at, all of it owned by teams that exist', () => {
    const { things, teams } = makeDemoWorld({ people: 4 });
    const count = (kind: string) =>
      things.filter(thing => thing.kind === kind).length;
    expect(count('System')).toBeGreaterThanOrEqual(4);
    expect(count('Component')).toBeGreaterThanOrEqual(12);
    const names = teams.map(({ name }) => name);
    for (const { owner } of things) {
      expect(names).toContain(owner);
    }
  });

  it('leaves the member and the guest without systems and components', () => {
    const { things } = makeDemoWorld({ people: 4 });
    const teams = demoPeople
      .filter(({ name }) => ['max.member', 'gina.guest'].includes(name))
      .map(({ team }) => team);
    expect(
      things.filter(
        ({ kind, owner }) =>
          ['System', 'Component'].includes(kind) && teams.includes(owner),
      ),
    ).toEqual([]);
  });
});

describe('toEntities', () => {
  const entities = toEntities(makeDemoWorld({ people: 120 }));
  const refs = new Set(
    entities.map(({ kind, metadata }) =>
      `${kind}:default/${metadata.name}`.toLowerCase(),
    ),
  );

  it('makes what the catalog accepts', async () => {
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new DefaultNamespaceEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    for (const entity of entities) {
      await expect(policy.enforce(entity)).resolves.toBeTruthy();
    }
    expect(refs.size).toBe(entities.length);
  });

  it('refers only to what is there', () => {
    const kinds: Record<string, string> = {
      owner: 'group',
      parent: 'group',
      memberOf: 'group',
      system: 'system',
      domain: 'domain',
      providesApis: 'api',
      consumesApis: 'api',
      dependsOn: 'component',
    };
    for (const { spec } of entities) {
      for (const [field, defaultKind] of Object.entries(kinds)) {
        for (const value of [spec?.[field] ?? []].flat()) {
          const ref = parseEntityRef(String(value), {
            defaultKind,
            defaultNamespace: 'default',
          });
          expect(refs).toContain(`${ref.kind}:${ref.namespace}/${ref.name}`);
        }
      }
    }
  });
});
