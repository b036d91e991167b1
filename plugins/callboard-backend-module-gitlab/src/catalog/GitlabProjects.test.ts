import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { host } from '../__testUtils__/createGitlabIssue';
import { createEntity } from '../__testUtils__/fakes';
import { GitlabProjects } from './GitlabProjects';

const other = {
  ...host,
  host: 'git.other',
  baseUrl: 'https://git.other',
  prefix: 'git.other/',
};

/** The projects of entities with these annotations; components unless stated otherwise. */
const createProjects = (
  projects: string[],
  annotations: Array<{ slug: string; instance?: string; kind?: string }>,
) =>
  new GitlabProjects({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: annotations.map(({ slug, instance, kind }, index) =>
        createEntity(kind ?? 'Component', `e${index}`, {
          'gitlab.com/project-slug': slug,
          ...(instance && { 'gitlab.com/instance': instance }),
        }),
      ),
    }),
    hosts: [host, other],
    projects,
    kinds: ['system', 'component'],
  });

const list = async (...options: Parameters<typeof createProjects>) =>
  (await createProjects(...options).listAll()).map(({ name }) => name);

describe('GitlabProjects', () => {
  it.each([
    ['lantern/payments', true],
    ['LANTERN/Payments', true],
    ['lantern/other', false],
    ['shop/web', true],
    ['shop/sub/web', true],
    ['shopping/web', false],
    ['shop', false],
  ])('allows %p only if the configuration does: %p', async (slug, expected) => {
    const found = await list(['lantern/payments', 'shop/*'], [{ slug }]);
    expect(found).toEqual(expected ? [slug.toLowerCase()] : []);
  });

  it.each([
    [undefined, ['a/b']],
    ['git.other', ['git.other/a/b']],
    ['https://git.other/', ['git.other/a/b']],
    ['git.unknown', []],
  ])('finds the host of the instance %p', async (instance, expected) => {
    expect(await list(['a/*'], [{ slug: 'a/b', instance }])).toEqual(expected);
  });

  it('ignores entities that cannot have a project', async () => {
    expect(await list(['a/*'], [{ slug: 'a/b', kind: 'API' }])).toEqual([]);
  });

  it('lists a project once for each entity that claims it', async () => {
    const entities = [{ slug: 'a/b' }, { slug: 'A/B', kind: 'System' }];
    expect(await list(['a/*'], entities)).toEqual(['a/b', 'a/b']);
  });

  it('finds a project by its address unless several entities claim it', async () => {
    const projects = createProjects(
      ['a/*'],
      [{ slug: 'a/b' }, { slug: 'a/c' }, { slug: 'a/c', kind: 'System' }],
    );
    expect(
      await projects.findByUrl('https://gitlab.example.com/A/b'),
    ).toMatchObject({ path: 'a/b', entity_ref: 'component:default/e0' });
    for (const url of [
      'https://gitlab.example.com/a/c',
      'https://git.other/a/b',
    ]) {
      expect(await projects.findByUrl(url)).toBeUndefined();
    }
  });
});
