import { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { renderDashboards } from '../../__testUtils__/renderDashboards';
import { answerAnalytics } from './answerAnalytics';

/**
 * Opens the page Analytics, against a fake server.
 *
 * @param change - of the numbers, before they are asked for
 */
export function openAnalytics(
  path: string = '/analytics',
  change: (
    numbers: ReturnType<typeof answerAnalytics>,
    server: FakeDashboards,
  ) => void = () => {},
) {
  const server = new FakeDashboards();
  const numbers = answerAnalytics(server);
  change(numbers, server);
  return { server, numbers, ...renderDashboards(path, server) };
}
