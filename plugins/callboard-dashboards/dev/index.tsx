import { createDevPortal } from '@callboard/dev-portal';
import plugin from '../src';
import { setUpSharedTable } from '../src/__testUtils__/setUpDashboard';
import { answerAnalytics } from '../src/analytics/__testUtils__/answerAnalytics';

const { server, path } = setUpSharedTable();
const [dashboard] = server.dashboards;
server.addWidget(dashboard, 'By priority');
server.addWidget(dashboard, 'Share by priority', {
  config: { chart_type: 'donut', x_axis: 'PRIORITY' },
});
server.addDashboard('My dashboard');
answerAnalytics(server);

createDevPortal({ features: [plugin], server, path });
