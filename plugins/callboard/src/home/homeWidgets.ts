import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { homeWidgetParams } from './homeWidgetParams';

export const homeWidgets = [
  HomePageWidgetBlueprint.make({
    name: 'first-steps',
    params: {
      ...homeWidgetParams.firstSteps,
      components: () =>
        import('./FirstSteps').then(m => ({ Content: m.FirstSteps })),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'critical-events',
    params: {
      ...homeWidgetParams.criticalEvents,
      components: () =>
        import('./CriticalEvents').then(m => ({
          Content: m.CriticalEvents,
        })),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'my-team',
    params: {
      ...homeWidgetParams.myTeam,
      components: () => import('./MyTeam').then(m => ({ Content: m.MyTeam })),
    },
  }),
];
