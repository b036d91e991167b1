import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { screen } from '@testing-library/react';
import { aDashboard } from '../__testUtils__/aDashboard';
import { renderDashboards } from '../__testUtils__/renderDashboards';

const [seen, gone, lost] = [1, 2, 3].map(at => idOf('project', at));

describe('a dashboard that is narrowed down for everybody', () => {
  it('says to what, without the name or the id of what the viewer may not see', async () => {
    const { server, path } = aDashboard({
      config: {
        project_ids: [seen, gone, lost],
        department_ids: [null],
        filters: { priority: ['urgent'] },
      },
    });
    server.answer({
      listThings: () => ({
        items: [
          {
            type: 'project',
            id: seen,
            title: 'Payments',
            workspace_slug: 'default',
            url: '/payments',
          },
        ],
        gone: [{ type: 'project', id: gone }],
      }),
    });
    renderDashboards(path, server);
    expect(
      await screen.findByText(
        'Only Payments, Deleted project, Project you cannot see, and 1 more · 1 filter on all widgets',
      ),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent(lost);
  });

  it('looks up only the names that it shows', async () => {
    const ids = [1, 2, 3, 4, 5].map(at => idOf('project', at));
    const { server, path } = aDashboard({
      config: {
        project_ids: ids.slice(0, 2),
        department_ids: ids.map(() => idOf('department', 1)),
      },
    });
    const asked: Array<Record<string, string>> = [];
    server.answer({
      listThings: ({ query }) => {
        asked.push(Object.fromEntries(query));
        return { items: [], gone: [] };
      },
    });
    renderDashboards(path, server);
    expect(await screen.findByText(/, and 4 more$/)).toBeVisible();
    expect(asked).toEqual([
      { projects: ids.slice(0, 2).join() },
      { departments: idOf('department', 1) },
    ]);
  });
});
