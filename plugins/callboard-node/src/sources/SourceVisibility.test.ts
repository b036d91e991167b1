import { SourceVisibility } from './SourceVisibility';

const WORKSPACE = 'default';

/** A sink with items in the projects of some entities, and the projects that became secret. */
function createVisibility(entitiesWithItems: readonly string[] = []) {
  const values = new Map<string, any>();
  const secret: string[] = [];
  const visibility = new SourceVisibility(
    {
      cursors: {
        read: async (_, name) => values.get(name),
        write: async (_, name, value) => {
          values.set(name, value);
        },
      },
      makeSecret: async (_, entity_ref) => {
        secret.push(entity_ref);
      },
      listItemIds: async (_, entity_ref) =>
        entitiesWithItems.includes(entity_ref)
          ? [{ external_id: '1', external_url: null }]
          : [],
    },
    WORKSPACE,
  );
  const record = async (entity_ref: string, is_private: boolean) =>
    visibility.record({ name: 'owner/app', entity_ref }, is_private);
  return { visibility, record, secret };
}

describe('SourceVisibility', () => {
  it('makes a project secret once when its source becomes private', async () => {
    const { record, secret } = createVisibility();
    await record('component:default/a', false);
    expect(secret).toEqual([]);
    await record('component:default/a', true);
    await record('component:default/a', true);
    expect(secret).toEqual(['component:default/a']);
  });

  it('makes the projects of former entities with items secret too', async () => {
    const { record, secret } = createVisibility([
      'component:default/a',
      'component:default/b',
    ]);
    await record('component:default/a', false);
    await record('component:default/empty', false);
    await record('component:default/b', false);
    await record('component:default/c', false);
    await record('component:default/c', true);
    await record('component:default/c', true);
    expect([...secret].sort()).toEqual([
      'component:default/a',
      'component:default/b',
      'component:default/c',
    ]);
  });

  it('returns no visibility of a project whose entity has changed', async () => {
    const { visibility, record } = createVisibility();
    await record('component:default/a', true);
    const name = 'owner/app';
    const find = (entity_ref: string) => visibility.find({ name, entity_ref });
    expect(await find('component:default/a')).toBe(true);
    expect(await find('component:default/b')).toBeUndefined();
  });
});
