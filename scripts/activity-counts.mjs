/**
 * `npm run activity:counts`: compares or deletes the stored counts of the activity log.
 *
 *   npm run activity:counts              compares them with the log
 *   npm run activity:counts -- rebuild   deletes them; the portal counts again
 *
 * Sends requests to the running portal as its super admin.
 */
import { PortalClient } from './lib/PortalClient.mjs';
import { fail, say, step } from './lib/say.mjs';

const BASE = '/api/callboard/admin/activity/counts';

const [command = 'check', ...extraArgs] = process.argv.slice(2);
if (!['check', 'rebuild'].includes(command) || extraArgs.length > 0) {
  fail('Usage: npm run activity:counts [-- check | rebuild]');
}

const client = PortalClient.find();
try {
  const token = await client.requestToken('alex.admin');
  if (command === 'rebuild') {
    await step('Deleting the stored counts', () =>
      client.request(token, 'POST', `${BASE}/rebuild`),
    );
    say(
      'Reports read the log directly until the portal has rebuilt the counts.',
    );
  } else {
    let comparison;
    await step('Comparing the counts with the log', async () => {
      comparison = await client.request(token, 'GET', `${BASE}/check`);
    });
    for (const { table, counts, differences } of comparison.tables) {
      say(`  ${table}: ${counts} counts, ${differences} different`);
    }
    if (!comparison.equal) {
      fail(
        'The counts differ from the log. Rebuild them: npm run activity:counts -- rebuild',
      );
    }
    say('The counts match the log.');
  }
} catch (error) {
  fail(`The request for the counts failed: ${error.message}`);
}
