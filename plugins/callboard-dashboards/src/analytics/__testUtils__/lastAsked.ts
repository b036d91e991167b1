import type { FakeDashboards } from '../../__testUtils__/FakeDashboards';

/** Where numbers are asked for. */
export const ANALYTICS = '/workspaces/default/analytics';

/** What numbers were asked for last. */
export const lastAsked = (server: FakeDashboards): Record<string, string> =>
  Object.fromEntries(server.queriesOf(ANALYTICS).at(-1)!);
