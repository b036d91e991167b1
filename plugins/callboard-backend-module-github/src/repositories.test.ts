import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { createGithubIssue } from './__testUtils__/createGithubIssue';
import { GithubPortal } from './__testUtils__/GithubPortal';
import { createEntity, describePortal } from './__testUtils__/portals';

const HELLO = 'Codertocat/Hello-World';

describePortal('repository settings and visibility', newDatabase => {
  let portal: GithubPortal;
  let id: number;

  const start = async (github: JsonObject = {}, others: Entity[] = []) => {
    portal = await GithubPortal.start(await newDatabase(), { github }, others);
  };

  const opened = async (repository: object) => {
    id += 1;
    await portal.deliver('issues', {
      action: 'opened',
      issue: createGithubIssue({ id }),
      repository: { full_name: HELLO, ...repository },
    });
  };

  const turned = (action: 'privatized' | 'publicized') =>
    portal.deliver('repository', {
      action,
      repository: { full_name: HELLO, private: action === 'privatized' },
    });

  beforeEach(() => {
    id = 0;
  });

  afterEach(async () => {
    await portal.stop();
  });

  it('ignores issues and logs a hint when no repositories are configured @full', async () => {
    await start({ repositories: [] });
    await opened({});
    expect(await portal.listItems()).toEqual([]);
    expect(
      portal.infos.filter(text =>
        text.includes('callboard.github.repositories'),
      ),
    ).toHaveLength(1);
  });

  it.each([
    [['other/*', 'codertocat/other'], 0],
    [['CodertoCAT/*'], 1],
    [['codertocat/HELLO-world'], 1],
  ])(
    'accepts issues only of the configured repositories %j @full',
    async (repositories, count) => {
      await start({ repositories });
      await opened({});
      expect(await portal.listItems()).toHaveLength(count);
    },
  );

  it('ignores a repository claimed by several entities, and logs that once', async () => {
    const claim = { 'github.com/project-slug': HELLO.toLowerCase() };
    await start({}, [
      createEntity('System', 'hello-system', claim),
      createEntity('API', 'hello-api', claim),
    ]);
    await opened({});
    await opened({});
    expect(await portal.listItems()).toEqual([]);
    expect(portal.problems).toHaveLength(1);
    expect(portal.problems[0]).toContain(
      'codertocat/hello-world are not imported, because several entities are annotated with it: component:default/hello, system:default/hello-system',
    );
  });

  it('makes the project of a private repository secret until an admin opens it', async () => {
    await start();
    await opened({ private: true });
    expect(await portal.listItems()).toHaveLength(1);
    expect(await portal.readProjectAccess()).toBe('secret');
    await portal.changeProject({ access: 'open' });
    await opened({ private: true });
    expect(await portal.listItems()).toHaveLength(2);
    expect(await portal.readProjectAccess()).toBe('open');
  });

  it('makes the project secret when its repository becomes private', async () => {
    await start();
    await opened({ private: false });
    expect(await portal.readProjectAccess()).toBe('open');
    await turned('privatized');
    expect(await portal.readProjectAccess()).toBe('secret');
    await turned('publicized');
    expect(await portal.readProjectAccess()).toBe('secret');
    await portal.changeProject({ access: 'open' });
    await opened({ private: false });
    expect(await portal.readProjectAccess()).toBe('open');
    // Deliveries about issues also contain the visibility.
    await opened({ private: true });
    expect(await portal.readProjectAccess()).toBe('secret');
  });
});
