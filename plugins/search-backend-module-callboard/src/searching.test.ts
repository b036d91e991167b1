import { ADMIN, SearchedPortal } from './__testUtils__/SearchedPortal';

const READER = 'user:default/reader';

/** Waits until expectations hold, for as long as stale documents may stay in the index. */
async function soon(expectations: () => Promise<void>): Promise<void> {
  const end = Date.now() + 10_000;
  for (;;) {
    try {
      await expectations();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }
}

describe('work item search', () => {
  let portal: SearchedPortal;
  const findTitles = (term: string) => portal.findTitles(READER, term);

  beforeAll(async () => {
    portal = await SearchedPortal.start({
      components: ['payments', 'vault', 'ledger'],
    });
  });

  afterAll(() => portal.stop());

  it('returns work items with a link to their page', async () => {
    const project = await portal.ensureProject('payments');
    const item = await portal.createWorkItem(project, {
      title: 'Round ledger entries',
      description: '**Half** to [even](https://example.org)',
    });
    await portal.rebuildIndex();
    const query = 'term=even&types[0]=callboard-work-item';
    expect(await portal.find(READER, query)).toEqual([
      {
        title: `${item.identifier} Round ledger entries`,
        text: 'Half to even',
        location: `/catalog/default/component/payments/work?item=${item.id}`,
        identifier: item.identifier,
        project: 'payments',
        state: 'Backlog',
        stateGroup: 'backlog',
        stateColor: '#6e7781',
        entityRef: 'component:default/payments',
      },
    ]);
  });

  it('omits items of a secret project after indexing', async () => {
    const project = await portal.ensureProject('vault');
    await portal.createWorkItem(project, { title: 'Rotate the sesame' });
    await portal.rebuildIndex();
    expect(await findTitles('sesame')).toHaveLength(1);
    await portal
      .send(ADMIN, 'patch', project)
      .send({ access: 'secret' })
      .expect(200);
    await portal.rebuildIndex();
    expect(await findTitles('sesame')).toEqual([]);
  });

  it('omits deleted and newly secret items without a manual index run @full', async () => {
    const project = await portal.ensureProject('ledger');
    const item = await portal.createWorkItem(project, { title: 'Ephemeral' });
    await portal.createWorkItem(project, { title: 'Clandestine' });
    await portal.rebuildIndex();
    expect(await findTitles('ephemeral')).toHaveLength(1);
    const path = `${project}/work-items/${item.id}`;
    await portal.send(ADMIN, 'delete', path).expect(204);
    await soon(async () => {
      expect(await findTitles('ephemeral')).toEqual([]);
    });
    expect(await findTitles('clandestine')).toHaveLength(1);
    await portal
      .send(ADMIN, 'patch', project)
      .send({ access: 'secret' })
      .expect(200);
    await soon(async () => {
      expect(await findTitles('clandestine')).toEqual([]);
    });
  });
});

describe('search while work is off', () => {
  it('schedules no indexing of work items', async () => {
    const portal = await SearchedPortal.start({
      components: [],
      config: { callboard: { features: { work: false } } },
    });
    await expect(portal.rebuildIndex()).rejects.toThrow('not found');
    await portal.stop();
  });
});
