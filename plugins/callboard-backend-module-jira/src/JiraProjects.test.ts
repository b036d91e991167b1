import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createEntity } from './__testUtils__/fakes';
import { JiraProjects } from './JiraProjects';

const ref = (name: string) => `component:default/${name}`;

function createProjects(
  annotations: Record<string, object>,
  options: {
    id?: string;
    isFirst?: boolean;
    projects?: Record<string, string>;
    annotatedProjects?: string[];
  } = {},
) {
  const {
    id = 'jira',
    isFirst = true,
    projects = {},
    annotatedProjects = ['*'],
  } = options;
  return new JiraProjects({
    catalog: catalogServiceMock({
      entities: Object.entries(annotations).map(([name, values]) =>
        createEntity('Component', name, values),
      ),
    }),
    auth: mockServices.auth(),
    instance: {
      id,
      webUrl: 'https://jira.example.com',
      projects: new Map(Object.entries(projects)),
      annotatedProjects: new Set(annotatedProjects),
    },
    isFirst,
    kinds: ['component'],
  });
}

const list = async (projects: JiraProjects) =>
  (await projects.listAll()).map(
    ({ name, entity_ref }) => `${name} ${entity_ref}`,
  );

describe('JiraProjects', () => {
  it('finds projects by both annotations, and several in one', async () => {
    const projects = createProjects({
      a: { 'jira/project-key': 'pay' },
      b: { 'jira.com/project-key': 'OPS, WEB' },
      c: {},
    });
    expect(await list(projects)).toEqual([
      `PAY ${ref('a')}`,
      `OPS ${ref('b')}`,
      `WEB ${ref('b')}`,
    ]);
    expect(await projects.findEntityRef('OPS')).toBe(ref('b'));
  });

  it('lists a project once per entity that claims it, and finds neither', async () => {
    const projects = createProjects({
      a: { 'jira/project-key': 'PAY' },
      b: { 'jira/project-key': 'PAY' },
    });
    expect(await list(projects)).toEqual([
      `PAY ${ref('a')}`,
      `PAY ${ref('b')}`,
    ]);
    expect(await projects.findEntityRef('PAY')).toBeUndefined();
  });

  it('prefers the configuration to annotations', async () => {
    const projects = createProjects(
      { a: { 'jira/project-key': 'PAY' } },
      { projects: { PAY: ref('b') } },
    );
    expect(await list(projects)).toEqual([`PAY ${ref('b')}`]);
  });

  it('ignores annotations that name a project which the configuration does not list', async () => {
    const annotations = { a: { 'jira/project-key': 'PAY, SECRET' } };
    const listed = createProjects(annotations, { annotatedProjects: ['PAY'] });
    expect(await list(listed)).toEqual([`PAY ${ref('a')}`]);
    expect(await listed.findEntityRef('SECRET')).toBeUndefined();
    const none = createProjects(annotations, { annotatedProjects: [] });
    expect(await list(none)).toEqual([]);
  });

  it('limits the projects that one entity claims with its annotations', async () => {
    const keys = Array.from({ length: 120 }, (_, index) => `P${100 + index}`);
    const projects = createProjects({
      a: {
        'jira/project-key': keys.slice(0, 40).join(),
        'jira.com/project-key': keys.slice(20).join(),
      },
      b: { 'jira/project-key': 'PAY' },
    });
    expect(await list(projects)).toEqual([
      ...keys.slice(0, 50).map(key => `${key} ${ref('a')}`),
      `PAY ${ref('b')}`,
    ]);
  });

  it('ignores keys that are too long', async () => {
    const key = `P${'A'.repeat(99)}`;
    const annotations = { a: { 'jira/project-key': `${key}, ${key}A` } };
    expect(await list(createProjects(annotations))).toEqual([
      `${key} ${ref('a')}`,
    ]);
  });

  it('ignores annotations whose value is no key', async () => {
    const invalid = { a: { 'jira/project-key': 'P" OR project = "SEC' } };
    expect(await list(createProjects(invalid))).toEqual([]);
  });

  it('reads projects of other instances than the first only with their id', async () => {
    const annotations = {
      a: { 'jira/project-key': 'PAY' },
      b: { 'jira/project-key': 'jira-dc/PAY' },
    };
    expect(await list(createProjects(annotations))).toEqual([
      `PAY ${ref('a')}`,
    ]);
    const second = { id: 'jira-dc', isFirst: false };
    expect(await list(createProjects(annotations, second))).toEqual([
      `PAY ${ref('b')}`,
    ]);
  });
});
