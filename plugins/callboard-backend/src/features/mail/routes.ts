import { endpoints, MailStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../../clock';
import { ContractRouter } from '../../http/ContractRouter';
import { MailFolder } from './MailFolder';
import { MailServer } from './MailServer';
import { readMailStatus } from './readMailStatus';

/** Binds the endpoints about emails, for operators. */
export function bindMail(
  router: ContractRouter,
  {
    knex,
    clock,
    server,
    folder,
    transport,
  }: {
    knex: Knex;
    clock: Clock;
    server: MailServer;
    folder: MailFolder;
    transport: MailStatus['transport'];
  },
): void {
  router.handle(endpoints.getMailStatus, async () =>
    readMailStatus(knex, clock.now(), {
      transport,
      ...(await server.readState()),
    }),
  );
  router.handle(endpoints.listFolderMails, async () => ({
    items: await folder.list(),
  }));
  router.handle(endpoints.getFolderMail, ({ params }) =>
    folder.open(params.id),
  );
}
