import { timeDashboard } from './dashboard.mjs';
import { timeMyTime, timeProject, timeTracker } from './pages.mjs';
import { onPortal } from './portal.mjs';

export const measure = ({ sizes, folder, figure, part }) =>
  onPortal(folder, async portal => {
    await part('tracker', () => timeTracker(figure, portal, sizes));
    await part('project', () => timeProject(figure, portal, sizes));
    await part('myTime', () => timeMyTime(figure, portal, sizes));
    await part('dashboard', () => timeDashboard(figure, portal, sizes));
  });
