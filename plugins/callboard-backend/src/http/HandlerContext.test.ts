import { Endpoint, endpoints } from '@callboard/plugin-callboard-common';
import { HandlerContext } from './HandlerContext';

type Names<E extends Endpoint> = Extract<
  keyof HandlerContext<E>,
  'workspace' | 'project'
>;

describe('what a handler can rely on', () => {
  // The compiler is what tests this: a type with more or fewer names fails it.
  it('is a workspace and a project where access is about one', () => {
    const names: {
      getMe: Record<Names<typeof endpoints.getMe>, true>;
      createWorkspace: Record<Names<typeof endpoints.createWorkspace>, true>;
      listStaff: Record<Names<typeof endpoints.listStaff>, true>;
      getWorkItem: Record<Names<typeof endpoints.getWorkItem>, true>;
    } = {
      getMe: {},
      createWorkspace: {},
      listStaff: { workspace: true },
      getWorkItem: { workspace: true, project: true },
    };
    for (const [name, found] of Object.entries(names)) {
      const { path, access } = endpoints[name as keyof typeof names];
      expect('workspace' in found).toBe(/\{slug\}/.test(path));
      expect('project' in found).toBe(access.kind === 'project');
    }
  });
});
