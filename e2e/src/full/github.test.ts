import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { repoRoot } from '../harness/folders';
import { withPortal } from '../harness/withPortal';
import { PortalSession } from '../harness/PortalSession';

/** Sends a recorded delivery of GitHub; returns the output of the command. */
async function sendDelivery({ portal }: PortalSession): Promise<string> {
  const script = path.join(repoRoot, 'scripts/demo-github.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...process.env, ...portal.env },
  });
  return stdout;
}

describe('GitHub webhook', () => {
  it(
    'creates one work item when the same delivery is sent twice',
    withPortal(async session => {
      const comment = await sendDelivery(session);
      const [, identifier] = comment.match(/work item (\S+):/)!;
      expect(await sendDelivery(session)).toContain('did not change');

      const response = await session.callApi(
        'max.member',
        `/workspaces/default/work-items?source=github&search=${identifier}`,
      );
      expect(await response.json()).toMatchObject({
        items: [
          {
            identifier,
            title: 'Spelling error in the README file',
            state_group: 'backlog',
            assignees: ['user:default/max.member'],
            version: 1,
          },
        ],
      });
    }),
  );

  it(
    'returns 403 when the signature is wrong',
    withPortal(async session => {
      const { status } = await fetch(
        `${session.portal.url}/api/events/http/github`,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-github-event': 'issues',
            'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
          },
          body: '{}',
        },
      );
      expect(status).toBe(403);
    }),
  );
});
