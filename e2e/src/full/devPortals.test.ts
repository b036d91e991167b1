import { serveApp } from '../harness/serveApp';
import { withPortal } from '../harness/withPortal';

describe('portals of `npm start` in plugins', () => {
  it.each([
    ['callboard', 'Payments'],
    ['callboard-activity', 'PAY-1 Refunds arrive twice'],
    ['callboard-dashboards', 'By priority'],
    ['callboard-notifications', 'Maintenance on Sunday'],
    ['callboard-time', 'Refunds arrive twice'],
    ['callboard-work', 'Refunds arrive twice'],
  ])(
    'shows the example data of %s without a backend',
    withPortal(async (session, plugin: string, text: string) => {
      const folder = process.env.CALLBOARD_E2E_DEV_PORTALS;
      if (!folder) throw new Error('The portals were not built');
      const page = await session.newPageAlone('max.member');
      await serveApp(page, session.portal.url, {
        title: plugin,
        folder,
        publicPath: '/dev',
      });
      const requests: string[] = [];
      page.on('request', request => requests.push(request.url()));
      await page.goto(`/?plugin=${plugin}`);
      await page.getByText(text).first().waitFor();
      expect(requests.filter(url => url.includes('/api/'))).toEqual([]);
    }),
  );
});
