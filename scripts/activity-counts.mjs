/**
 * `npm run activity:counts`: the counts that are kept of the activity log.
 *
 *   npm run activity:counts              compares them with the log
 *   npm run activity:counts -- rebuild   forgets them; the portal counts anew
 *
 * Works on the portal that is running, as its super admin.
 */
import { PortalClient } from './lib/PortalClient.mjs';
import { fail, say, step } from './lib/say.mjs';

const BASE = '/api/callboard/admin/activity/counts';

const [command = 'check', ...rest] = process.argv.slice(2);
if (!['check', 'rebuild'].includes(command) || rest.length > 0) {
  fail('Usage: npm run activity:counts [-- check | rebuild]');
}

const client = PortalClient.find();
try {
  const token = await client.tokenOf('alex.admin');
  if (command === 'rebuild') {
    await step('Forgetting the counts', () =>
      client.request(token, 'POST', `${BASE}/rebuild`),
    );
    say('Reports count the log itself until the portal has counted it anew.');
  } else {
    let answer;
    await step('Comparing the counts with the log', async () => {
      answer = await client.request(token, 'GET', `${BASE}/check`);
    });
    for (const { table, counts, differences } of answer.tables) {
      say(`  ${table}: ${counts} counts, ${differences} differ`);
    }
    if (!answer.equal) {
      fail(
        'They differ from the log. To have them made anew: npm run activity:counts -- rebuild',
      );
    }
    say('They are equal to the log.');
  }
} catch (error) {
  fail(`The counts could not be asked for: ${error.message}`);
}
