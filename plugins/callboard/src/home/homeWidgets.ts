import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { homeCards } from './homeCards';

export const homeWidgets = [
  HomePageWidgetBlueprint.make({
    name: 'first-steps',
    params: {
      ...homeCards.firstSteps,
      components: () =>
        import('./FirstSteps').then(m => ({ Content: m.FirstSteps })),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'critical-events',
    params: {
      ...homeCards.criticalEvents,
      components: () =>
        import('./CriticalEvents').then(m => ({
          Content: m.CriticalEvents,
        })),
    },
  }),
  HomePageWidgetBlueprint.make({
    name: 'my-team',
    params: {
      ...homeCards.myTeam,
      components: () => import('./MyTeam').then(m => ({ Content: m.MyTeam })),
    },
  }),
];
