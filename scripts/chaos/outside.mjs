/** A mail server, and receivers of webhooks. Phases make them slow, and some exchanges fail. */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, requireOfBackend } from '../../bench/lib/backend.mjs';

const { simpleParser } = requireOfBackend('mailparser');
const { SMTPServer } = requireOfBackend('smtp-server');
const { Webhook } = requireOfBackend('standardwebhooks');
const { Receiver } = loadBackend('features/webhooks/__testUtils__/Receiver');

/** The stages of an exchange with a replica. */
const BEFORE_MAIL = 'emails before the message';
const MAIL = 'emails while the server stores them';
const WEBHOOK = 'webhook deliveries';

class Exchanges {
  slowMs = 0;
  /** The number of exchanges that replicas broke off, by stage. */
  interrupted = new Map();
  #open = new Map();

  begin(id, stage, replica) {
    this.#open.set(id, { stage, replica });
    return sleep(this.slowMs);
  }

  /** @returns false if the exchange has already ended */
  end(id) {
    return this.#open.delete(id);
  }

  listReplicas(stage) {
    const exchanges = [...this.#open.values()];
    const inStage = exchanges.filter(exchange => exchange.stage === stage);
    return inStage.map(({ replica }) => replica);
  }

  /** Counts the exchange as interrupted, unless it has already ended. */
  interrupt(id) {
    const { stage } = this.#open.get(id) ?? {};
    const count = this.interrupted.get(stage) ?? 0;
    this.interrupted.set(stage, count + (this.end(id) ? 1 : 0));
  }
}

export class SmtpSink extends Exchanges {
  stages = [BEFORE_MAIL, MAIL];
  /** The number of emails that the server will store without confirming them. */
  cutsLeft = 0;
  /** All arrivals: an email that arrived twice is listed twice. */
  received = [];
  /** The ids of the emails that the server stored without confirming them. */
  cut = [];

  async listen() {
    // Each replica has its own sender address.
    const begin = ({ id, envelope }, stage) =>
      this.begin(id, stage, envelope.mailFrom.address.split('@')[0]);
    this.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onRcptTo: (_address, session, done) =>
        begin(session, BEFORE_MAIL).then(() => done()),
      onData: async (stream, session, done) => {
        const delay = begin(session, MAIL);
        const mail = await readMail(stream, session.envelope);
        this.received.push(mail);
        await delay;
        const isOpen = this.end(session.id);
        if (isOpen && this.cutsLeft === 0) {
          done();
        } else if (isOpen) {
          this.cutsLeft -= 1;
          this.cut.push(mail.id);
          [...this.server.connections]
            .find(connection => connection.session.id === session.id)
            ._socket.destroy();
        }
      },
      onClose: ({ id }) => this.interrupt(id),
    });
    // The phases break connections on purpose.
    this.server.on('error', () => {});
    await new Promise(done => this.server.listen(0, '127.0.0.1', done));
    return this.server.server.address().port;
  }
}

async function readMail(stream, envelope) {
  const at = Date.now();
  const mail = await simpleParser(stream);
  const id = mail.messageId.slice(1, mail.messageId.indexOf('@'));
  const to = envelope.rcptTo.map(({ address }) => address).join();
  // A person has one address in the catalog, and another in the staff list of the workspace.
  const [, nth] = /^(?:chaos-|c)(\d+)[-@]/.exec(to) ?? [];
  const [, name] = /^([a-z.]+)@example\.com$/.exec(to) ?? [];
  const user = `user:default/${nth ? `chaos-${nth}` : name}`;
  const text = [mail.subject, mail.text, mail.html].join('\n');
  return { id, to, user, text, at };
}

/** A receiver of webhooks: it stores each event once, by its `webhook-id`. */
class WebhookReceiver {
  /** How often each event was refused or cut off, by id. */
  failures = new Map();
  /** The first body of each event, by id. */
  events = new Map();
  requests = 0;
  forged = [];

  /** The share of requests that the receiver refuses. */
  refusedShare = 0;
  /** The share of requests that the receiver stores, and then breaks off without a response. */
  cutShare = 0;

  /** @returns the status of the response; undefined to break the connection */
  store({ headers, text, body }, random) {
    const id = headers['webhook-id'];
    this.requests += 1;
    const isRefused = random.next() < this.refusedShare;
    const isCut = random.next() < this.cutShare;
    if (isRefused || isCut) {
      this.failures.set(id, (this.failures.get(id) ?? 0) + 1);
    }
    if (isRefused) {
      return 500;
    }
    try {
      this.verifier.verify(text, headers);
    } catch (error) {
      this.forged.push(`${id}: ${error.message}`);
      return 400;
    }
    if (!this.events.has(id)) {
      this.events.set(id, body);
    }
    return isCut ? undefined : 204;
  }
}

export class WebhookReceivers extends Exchanges {
  stages = [WEBHOOK];
  list = [
    { name: 'all', event_types: ['*'], refusedShare: 0.05, cutShare: 0.05 },
    { name: 'items', event_types: ['work_item.*'] },
  ].map(options => Object.assign(new WebhookReceiver(), options));

  async listen(random) {
    const server = await Receiver.start();
    server.respondWith(async (response, request) => {
      response.on('close', () => this.interrupt(response));
      const { url } = response.req;
      const receiver = this.list.find(({ name }) => url === `/${name}`);
      const status = receiver.store(request, random);
      const replica = request.headers['x-chaos-replica'];
      await this.begin(response, WEBHOOK, replica);
      if (this.end(response) && status) {
        response.writeHead(status).end();
      } else {
        response.destroy();
      }
    });
    this.host = `127.0.0.1:${server.port}`;
    return this.host;
  }

  async subscribe(caller) {
    for (const receiver of this.list) {
      const { name, event_types } = receiver;
      const webhook = { name, url: `http://${this.host}/${name}`, event_types };
      const request = ['POST', 'webhooks', webhook];
      const { created_at, secret } = await caller.sendOrThrow(...request);
      receiver.since = Date.parse(created_at);
      receiver.verifier = new Webhook(secret);
    }
  }
}
