import { endpoints } from '@callboard/plugin-callboard-common';
import { readFileSync } from 'fs';
import { resolve } from 'path';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { MailConfig } from '../../kernel/mailConfig';
import { StaffServices } from '../staff/addStaff';
import { Digests } from './Digests';
import { MailWriter } from './MailWriter';
import { MailFolder } from './MailFolder';
import { Mails } from './Mails';
import {
  EmailRateLimiter,
  MailSender,
  registerMailWorkers,
} from './MailSender';
import { MailServer } from './MailServer';
import { MailStore, readMailStatus } from './MailStore';
import { FolderTransport, MailTransport } from './transports/MailTransport';
import { SmtpTransport } from './transports/SmtpTransport';
import {
  createUnsubscribeRouter,
  UNSUBSCRIBE_PATH,
  UnsubscribeTokens,
} from './unsubscribing';
import { mailData } from './mailData';

/**
 * Creates the configured transport. A server takes precedence over a folder.
 *
 * @returns undefined if neither is configured
 * @throws Error when the certificates cannot be read
 */
function createMailTransport({
  smtp,
  folder,
}: Pick<MailConfig, 'smtp' | 'folder'>): MailTransport | undefined {
  if (smtp) {
    const { caFile, ...server } = smtp;
    const ca = caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
    return new SmtpTransport({ ...server, ca });
  }
  return folder === undefined
    ? undefined
    : new FolderTransport(resolve(folder));
}

/** The maximum number of emails without files that a replica sends concurrently. */
const MAX_CONCURRENCY = 5;
const DAY_MS = 86_400_000;

const RETENTION_MS = 90 * DAY_MS;

export interface MailServices {
  mails: Mails;
  digests: Digests;
}

export async function addMail(
  core: Core,
  staff: Pick<StaffServices, 'findEmailAddress'> | undefined,
): Promise<Feature<MailServices>> {
  const { config, knex, clock, platform, router, workspaces } = core;
  const transport = config.mail && createMailTransport(config.mail);
  const store = new MailStore(core);
  const server = new MailServer(core);
  const tokens = new UnsubscribeTokens({
    clock,
    secret: () => server.getSecret(),
  });
  const isOn = transport !== undefined;
  const mails = new Mails({ queue: core.queue, store, isOn });
  const digests = new Digests({ knex, clock, mails, workspaces });
  const folder = new MailFolder(
    config.mail?.smtp ? undefined : config.mail?.folder,
  );
  const apiUrl = await platform.discovery.getExternalBaseUrl('callboard');
  const portalUrl = getPortalUrl(core, apiUrl);
  const preferencesUrl = config.features.notifications
    ? `${portalUrl}/notifications/preferences`
    : undefined;

  router.handle(endpoints.getMailStatus, async () =>
    readMailStatus(knex, clock.now(), {
      transport: transport?.kind ?? null,
      ...(await server.readState()),
    }),
  );
  router.handle(endpoints.listFolderMails, async () => ({
    items: await folder.list(),
  }));
  router.handle(endpoints.getFolderMail, ({ params }) =>
    folder.open(params.id),
  );
  platform.httpRouter.addAuthPolicy({
    path: UNSUBSCRIBE_PATH,
    allow: 'unauthenticated',
  });
  platform.httpRouter.use(
    createUnsubscribeRouter({
      tokens,
      source: () => mails.source,
      preferencesUrl,
    }),
  );
  if (config.mail && transport) {
    const { perMinute } = config.mail;
    const writer = new MailWriter({
      config: config.mail,
      digests,
      people: core.people,
      findStaffAddress: staff?.findEmailAddress,
      tokens,
      mails,
      portalUrl,
      preferencesUrl,
      apiUrl,
    });
    registerMailWorkers(core.queue, {
      sender: new MailSender({
        ...core,
        store,
        server,
        transport,
        writer,
        rateLimiter: new EmailRateLimiter(perMinute),
        mails,
      }),
      server,
      store,
      // The rate limit per 5 seconds, so that no email waits longer than 5 seconds for the limiter.
      concurrency: Math.min(MAX_CONCURRENCY, Math.ceil(perMinute / 12)),
    });
    platform.lifecycle.addShutdownHook(() => transport.close());
    core.minuteTasks.add('Scheduling digests', () => digests.queueDue());
    await platform.scheduler.scheduleTask({
      id: 'callboard-mail-upkeep',
      frequency: { hours: 6 },
      timeout: { minutes: 10 },
      fn: async () => {
        const before = clock.now() - RETENTION_MS;
        await store.prune(before);
        await digests.pruneBackfill(before);
        await folder.prune();
      },
    });
  }
  return { data: mailData, services: { mails, digests } };
}

/**
 * Returns the portal's URL without a trailing slash; the origin of the API if `app.baseUrl` is not
 * configured.
 */
function getPortalUrl({ platform }: Core, apiUrl: string): string {
  const url = platform.rootConfig.getOptionalString('app.baseUrl');
  return (url ?? new URL(apiUrl).origin).replace(/\/+$/, '');
}
