import { describeCallboard } from '../../__testUtils__/describeCallboard';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { chunk, omit, without } from 'lodash';
import { Entity } from '@backstage/catalog-model';
import { roleRanks } from '@callboard/plugin-callboard-common';
import { workItemConditions } from '@callboard/plugin-callboard-node';
import { ProjectAudience } from './ProjectAudience';
import { noRoles, seesProject } from './ProjectRoles';

jest.setTimeout(120_000);

/** As many people as an item can be given to. */
const MOST_ASSIGNEES = 20;

const roles = [null, 'guest', 'member', 'admin'] as const;
const ownerships = ['nobody', 'user', 'group'] as const;

/** Somebody with one of all combinations of what can matter. */
interface Person {
  ref: `user:${string}`;
  inWorkspace: (typeof roles)[number];
  inProject: (typeof roles)[number];
  ownsAs: (typeof ownerships)[number];
  isSuspended: boolean;
  isSuperAdmin: boolean;
}

const everybody: Person[] = [];
for (const inWorkspace of roles) {
  for (const inProject of roles) {
    for (const ownsAs of ownerships) {
      for (const isSuspended of [false, true]) {
        for (const isSuperAdmin of [false, true]) {
          everybody.push({
            ref: `user:default/p${everybody.length}`,
            inWorkspace,
            inProject,
            ownsAs,
            isSuspended,
            isSuperAdmin,
          });
        }
      }
    }
  }
}

/** What the rules say, in the words of their page. */
function expected(person: Person, access: 'open' | 'secret') {
  const isInWorkspace = person.inWorkspace !== null || person.isSuperAdmin;
  const isWorkspaceAdmin =
    person.isSuperAdmin || person.inWorkspace === 'admin';
  const owns = person.ownsAs !== 'nobody' && !person.isSuspended;
  const role = isWorkspaceAdmin || owns ? 'admin' : person.inProject;
  return {
    sees: isInWorkspace && (access === 'open' || role !== null),
    role: isInWorkspace ? role : null,
    missing: isInWorkspace || role === null ? [] : ['workspace'],
  };
}

const system = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default' },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/owners' },
    ...everybody
      .filter(({ ownsAs }) => ownsAs === 'user')
      .map(({ ref }) => ({ type: 'ownedBy', targetRef: ref })),
  ],
});

/** The references through which somebody owns things, according to the portal. */
const ownershipRefsOf = ({ ref, ownsAs, isSuperAdmin }: Person): string[] => [
  ref,
  ...(ownsAs === 'group' ? ['group:default/owners'] : []),
  ...(isSuperAdmin ? ['group:default/super'] : []),
];

const withoutGroups = (person: Person): Person => ({
  ...person,
  ownsAs: person.ownsAs === 'group' ? 'nobody' : person.ownsAs,
  isSuperAdmin: false,
});

const superAdmins = ['user:default/sue.super', 'group:default/super'];

/** The portal knows who belongs to the group; the Group itself names nobody. */
const groups = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials: any) {
      const { userEntityRef } = credentials.principal;
      const person = everybody.find(({ ref }) => ref === userEntityRef);
      return {
        userEntityRef,
        ownershipEntityRefs: person ? ownershipRefsOf(person) : [userEntityRef],
      };
    },
  }),
});

describeCallboard(
  'who sees a project',
  {
    services: [groups],
    config: { superAdmins },
    entities: [system('open'), system('secret')],
  },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const ids = { open: '', secret: '' };

    beforeAll(async () => {
      await boss()
        .post('/workspaces', { slug: 'org', name: 'Org' })
        .expect(201);
      for (const access of ['open', 'secret'] as const) {
        const made = await boss()
          .put(`/workspaces/org/projects/by-entity/system/default/${access}`)
          .expect(200);
        ids[access] = made.body.id;
        await boss()
          .patch(`/workspaces/org/projects/${ids[access]}`, { access })
          .expect(200);
      }
      for (const person of everybody) {
        await standInWorkspace(person);
        await standInProjects(person);
      }
      // What the portal says of them is known from their first request on.
      await inTens(everybody, ({ ref }) => callboard().as(ref).get('/me'));
    });

    async function standInWorkspace({ ref, ...person }: Person) {
      if (person.inWorkspace) {
        await boss()
          .post('/workspaces/org/members', {
            user_ref: ref,
            role: person.inWorkspace,
          })
          .expect(201);
      }
      if (person.isSuspended) {
        const name = ref.split('/')[1];
        await boss()
          .post('/workspaces/org/staff', {
            staff_id: name,
            first_name: 'P',
            last_name: name,
            email: `${name}@example.org`,
            user_ref: ref,
            employment_status: 'suspended',
          })
          .expect(201);
      }
    }

    async function standInProjects({ ref, inProject }: Person) {
      for (const id of Object.values(ids)) {
        if (inProject) {
          await boss()
            .post(`/workspaces/org/projects/${id}/members`, {
              user_ref: ref,
              role: inProject,
            })
            .expect(201);
        }
      }
    }

    /** Sends a request for each, ten at a time. */
    async function inTens<T>(
      all: readonly Person[],
      send: (person: Person) => PromiseLike<T>,
    ): Promise<T[]> {
      const answers: T[] = [];
      for (let at = 0; at < all.length; at += 10) {
        answers.push(...(await Promise.all(all.slice(at, at + 10).map(send))));
      }
      return answers;
    }

    it('is found for many people at once, each in projects of their own', async () => {
      const audience = new ProjectAudience({
        superAdmins,
        workspaces: {
          default: { name: 'Default', timezone: 'UTC', autoJoin: 'member' },
        },
      });
      const { body } = await boss().get('/workspaces/org').expect(200);
      // Everybody in one of the two.
      const asked = everybody.map(({ ref }, at) => ({
        access: at % 2 === 0 ? ('open' as const) : ('secret' as const),
        user_ref: ref,
      }));
      const rolesAt = await audience.rolesAt(
        callboard().knex,
        body.id,
        asked.map(({ access, user_ref }) => ({
          user_ref,
          project_id: ids[access],
        })),
      );
      expect(
        asked.map(({ access, user_ref }) => {
          const held = rolesAt(user_ref, ids[access]);
          return {
            sees: seesProject(held, { access }),
            role: held.workspace && held.project,
          };
        }),
      ).toEqual(
        asked.map(({ access }, at) =>
          omit(expected(everybody[at], access), 'missing'),
        ),
      );
      expect(rolesAt(everybody[0].ref, ids.secret)).toBe(noRoles);
    });

    describe.each(['open', 'secret'] as const)('that is %s', access => {
      const path = () => `/workspaces/org/projects/${ids[access]}`;
      const those = everybody.map(person => ({
        person,
        ...expected(person, access),
      }));

      it('is told the same to whoever asks for it', async () => {
        const answers = await inTens(everybody, ({ ref }) =>
          callboard().as(ref).get(path()),
        );
        expect(
          answers.map(({ status }, at) => [everybody[at], status]),
        ).toEqual(those.map(({ person, sees }) => [person, sees ? 200 : 404]));
      });

      it('can be given work in it, and nobody else', async () => {
        const assign = (chosen: readonly { person: Person }[]) =>
          boss().post(`${path()}/work-items`, {
            title: 'For some',
            assignees: chosen.map(({ person }) => person.ref),
          });
        for (const some of chunk(those, MOST_ASSIGNEES)) {
          const blind = some.filter(({ sees }) => !sees);
          const { body } = await assign(some);
          expect(
            some.filter((_, at) =>
              JSON.stringify(body).includes(`body.assignees[${at}]:`),
            ),
          ).toEqual(blind);
          await assign(without(some, ...blind)).expect(201);
        }
      });

      it.each([
        ['with the Groups they are in', (person: Person) => person],
        ['with none, as they have left them', withoutGroups],
      ])("is told the same to the portal's policy, %s", async (_, now) => {
        const { body: item } = await boss()
          .post(`${path()}/work-items`, { title: 'Found by some' })
          .expect(201);
        const { body } = await callboard()
          .as('service')
          .post('/.well-known/backstage/permissions/apply-conditions', {
            items: everybody.map(person => ({
              id: person.ref,
              resourceRef: item.id,
              resourceType: 'callboard-work-item',
              conditions: workItemConditions.isVisibleTo({
                userRef: person.ref,
                ownershipRefs: ownershipRefsOf(now(person)),
              }),
            })),
          })
          .expect(200);
        expect(
          body.items.map(({ result }: { result: string }, at: number) => [
            everybody[at],
            result,
          ]),
        ).toEqual(
          everybody.map(person => [
            person,
            expected(now(person), access).sees ? 'ALLOW' : 'DENY',
          ]),
        );
      });

      it('is explained by it', async () => {
        const answers = await inTens(everybody, ({ ref }) =>
          boss().get(
            `/workspaces/org/memberships/explain?user_ref=${ref}&project=${ids[access]}`,
          ),
        );
        expect(
          answers.map(({ body }, at) => ({
            person: everybody[at],
            role: body.role,
            missing: body.missing,
          })),
        ).toEqual(
          those.map(({ person, role, missing }) => ({
            person,
            role,
            missing,
          })),
        );
        const highest = answers.filter(({ body }) =>
          body.sources.some(
            (source: { role: keyof typeof roleRanks }) =>
              body.role &&
              roleRanks[source.role] > roleRanks[body.role as 'admin'],
          ),
        );
        expect(highest).toEqual([]);
      });
    });
  },
);
