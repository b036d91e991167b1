import { TestCallboard, people } from '../../__testUtils__/startCallboard';

/**
 * Which workspace a request names: one the roles are held in, one that only
 * others are in, or the default one, which nobody has joined here.
 */
export type Place = 'own' | 'foreign' | 'default';

/** The configuration of the world: nobody joins anything by themselves. */
export const worldConfig = {
  workspaces: { default: { autoJoin: 'none' } },
  activity: { readers: [people.reader], eventsPerMinute: 1_000_000 },
};

const membersOf = {
  own: { admin: 'admin', member: 'member', guest: 'guest', reader: 'guest' },
  foreign: { stranger: 'admin' },
} as const;

/**
 * Workspaces with known people in them, and new things in those, for requests
 * that use something up. The super admin is a member of none.
 */
export class World {
  #made = 0;
  readonly #slugs = new Map<Place, string>([['default', 'default']]);

  constructor(private readonly callboard: TestCallboard) {}

  /** The slug of a workspace that requests may change but not delete. */
  async slug(place: Place): Promise<string> {
    const known = this.#slugs.get(place);
    if (known) {
      return known;
    }
    const slug = await this.newWorkspace(place as 'own' | 'foreign');
    this.#slugs.set(place, slug);
    return slug;
  }

  /** The id of the workspace in a place. */
  async workspaceId(place: Place): Promise<string> {
    const path = `/workspaces/${await this.slug(place)}`;
    const found = await this.callboard.as('superAdmin').get(path).expect(200);
    return found.body.id;
  }

  /** Makes a workspace with the people of a place. */
  async newWorkspace(place: 'own' | 'foreign'): Promise<string> {
    const slug = this.newName(place);
    const superAdmin = this.callboard.as('superAdmin');
    await superAdmin
      .post('/workspaces', { slug, name: `The ${place} one` })
      .expect(201);
    for (const [person, role] of Object.entries(membersOf[place])) {
      const user_ref = people[person as keyof typeof people];
      await superAdmin
        .post(`/workspaces/${slug}/members`, { user_ref, role })
        .expect(201);
    }
    const members = await superAdmin.get(`/workspaces/${slug}/members`);
    const creator = members.body.items.find(
      (member: { user_ref: string }) => member.user_ref === people.superAdmin,
    );
    await superAdmin
      .delete(`/workspaces/${slug}/members/${creator.id}`)
      .expect(204);
    return slug;
  }

  /** Makes a member of the workspace in a place, and answers its id. */
  async newMember(place: Place): Promise<string> {
    const added = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${await this.slug(place)}/members`, {
        user_ref: `user:default/${this.newName('person')}`,
        role: 'member',
      })
      .expect(201);
    return added.body.id;
  }

  /** A name that nothing has yet. */
  newName(prefix: string): string {
    this.#made += 1;
    return `${prefix}-${this.#made}`;
  }
}
