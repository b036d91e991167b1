import { describeCallboard } from '../__testUtils__/describeCallboard';
import { people } from '../__testUtils__/startCallboard';
import { OwnershipStore } from '../access/OwnershipStore';
import { landscape } from '../core/projects/__testUtils__/landscape';
import { ChannelKey, textOf } from './ChannelKey';
import { ChannelStore } from './ChannelStore';
import { LostSight } from './LostSight';

const store = new ChannelStore();
const lost = new LostSight({
  store,
  clock: { now: () => Date.now() },
  config: { superAdmins: ['group:default/super'] },
});

describeCallboard(
  'channels of what a Group owns',
  { entities: landscape },
  callboard => {
    let keys: Array<ChannelKey & { workspace_id: string | null }>;

    beforeAll(async () => {
      const { body } = await callboard()
        .as('superAdmin')
        .put(
          '/workspaces/default/projects/by-entity/component/default/payments-api',
        )
        .expect(200);
      const [{ workspace_id }] = await callboard().knex('projects');
      keys = [
        { kind: 'project', scope: body.id, workspace_id },
        { kind: 'members', scope: body.id, workspace_id },
        { kind: 'admins', scope: workspace_id, workspace_id },
        { kind: 'person', scope: people.member, workspace_id: null },
      ];
      await store.name(callboard().knex, keys, Date.now());
    });

    /** The kinds of channels that somebody's loss of references renames. */
    async function renamedBy(ref: string): Promise<string[]> {
      const { knex } = callboard();
      const refs = new OwnershipStore({
        knex,
        clock: { now: () => Date.now() },
        onLost: (tx, gone) => lost.ofRefs(tx, gone),
      });
      await refs.replace(people.member, new Set([people.member, ref]));
      const before = await store.find(knex, keys);
      await refs.replace(people.member, new Set([people.member]));
      const after = await store.find(knex, keys);
      return keys
        .filter(key => before.get(textOf(key)) !== after.get(textOf(key)))
        .map(({ kind }) => kind);
    }

    it('are renamed when somebody leaves the Group', async () => {
      expect(await renamedBy('group:default/team-a')).toEqual([
        'project',
        'members',
      ]);
    });

    it('stay when somebody leaves a Group that owns nothing', async () => {
      expect(await renamedBy('group:default/others')).toEqual([]);
    });

    it('are renamed with all others when somebody is no super admin any longer', async () => {
      expect(await renamedBy('group:default/super')).toEqual([
        'project',
        'members',
        'admins',
      ]);
    });
  },
);
