import { Page } from 'playwright-core';
import { eventually } from '../harness/eventually';
import { collectFrames, hasReceivedSignal } from '../harness/frames';
import { waitUntilLive } from '../harness/live';
import { withPortal } from '../harness/withPortal';
import { read } from '../harness/organisation';
import { signIn } from '../harness/signIn';
import { PortalSession } from '../harness/PortalSession';
import {
  makeItem,
  getProjectPath,
  Project,
  findProject,
  WORK,
} from '../harness/work';

/** Creates an item and returns its id. */
async function createSignalledItem(
  session: PortalSession,
  project: Project,
): Promise<string> {
  const item = await makeItem(session, getProjectPath(project), {
    title: 'Heard by whom?',
  });
  return item.id;
}

/** Opens an anonymous socket in the page and listens to channels; the page stores the messages. */
async function listenAnonymously(
  page: Page,
  channels: string[],
): Promise<void> {
  await page.evaluate(
    names =>
      new Promise<void>((resolve, reject) => {
        const receivedMessages: string[] = [];
        Object.assign(window, { receivedMessages });
        const url = `${window.location.origin.replace(
          /^http/,
          'ws',
        )}/api/signals`;
        const socket = new WebSocket(url);
        socket.onmessage = ({ data }) => receivedMessages.push(String(data));
        socket.onerror = () => reject(new Error('The socket failed'));
        socket.onopen = () => {
          for (const channel of names) {
            socket.send(JSON.stringify({ action: 'subscribe', channel }));
          }
          resolve();
        };
      }),
    channels,
  );
}

describe('live updates', () => {
  it(
    'sends changes in a secret project to admins, not to guests or anonymous sockets',
    withPortal(async session => {
      const open = await findProject(session, 'search=payments-api');
      const secret = await findProject(session, 'access=secret');
      const [gina, alex] = [await session.open(), await session.open()];
      await signIn(gina, 'gina.guest');
      await signIn(alex, 'alex.admin');
      await Promise.all([gina.goto(WORK), alex.goto(WORK)]);
      // Both users receive a change that both have access to.
      await waitUntilLive(session, getProjectPath(open), gina, alex);

      const { workspaces } = await read<{ workspaces: Array<{ id: string }> }>(
        session,
        'alex.admin',
        '/me',
      );
      const nobody = await session.open();
      await listenAnonymously(nobody, [
        'callboard',
        'callboard:',
        `callboard:${secret.id}`,
        ...workspaces.flatMap(({ id }) => [id, `callboard:${id}`]),
      ]);
      const hidden = await createSignalledItem(session, secret);
      await eventually(async () =>
        expect(hasReceivedSignal(alex, hidden)).toBe(true),
      );
      const late = await createSignalledItem(session, open);
      await eventually(async () =>
        expect(hasReceivedSignal(gina, late)).toBe(true),
      );
      const received = collectFrames(gina);
      expect(received.filter(frame => frame.includes(hidden))).toEqual([]);
      expect(received.filter(frame => frame.includes(secret.id))).toEqual([]);
      expect(
        await nobody.evaluate(
          () =>
            (window as Window & { receivedMessages?: string[] })
              .receivedMessages,
        ),
      ).toEqual([]);
    }),
  );
});
