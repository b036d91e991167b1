/**
 * A separate process that sends emails, so that a test can kill it.
 *
 * Reads knex's configuration as JSON from its first argument, and the port of the mail server from
 * its second; prints `mailing` once it has begun.
 */
import createKnex from 'knex';
import { MailReplica } from './MailReplica';

const [config, port] = process.argv.slice(2);
const replica = MailReplica.createWithServer(
  createKnex(JSON.parse(config)),
  Number(port),
);
replica.start();
process.stdout.write('mailing\n');
