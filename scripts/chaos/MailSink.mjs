/** The server that mails are handed over to: it keeps each, and takes its time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfBackend } from '../../bench/lib/backend.mjs';

const { simpleParser } = requireOfBackend('mailparser');
const { SMTPServer } = requireOfBackend('smtp-server');

/** Where a conversation about a mail can be, and be broken off. */
export const stages = [
  'before the message',
  'while the server takes the message',
];

export class MailSink {
  /** How long it takes to answer, at each stage. */
  slowMs = 0;
  /** Of how many messages it is still to break the connection, having taken them. */
  cutsLeft = 0;
  /** Each message it took: `{id, to, words, at}`; the id is the mail's own. */
  taken = [];
  /** The ids of mails that it took without an answer, as often as it did so. */
  cut = [];
  /** How many conversations others have broken off, by the stage. */
  torn = new Map(stages.map(stage => [stage, 0]));
  #underWay = new Map();

  /** Listens on a free port. */
  static async listen() {
    const sink = new MailSink();
    sink.server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      closeTimeout: 100,
      onRcptTo: (_address, session, done) => sink.#hear(session, done),
      onData: (stream, session, done) => sink.#take(stream, session, done),
      onClose: session => sink.#end(session),
    });
    // Connections that break are what this is about.
    sink.server.on('error', () => {});
    await new Promise(done => sink.server.listen(0, '127.0.0.1', done));
    sink.port = sink.server.server.address().port;
    return sink;
  }

  /** The ports that conversations at a stage come from. */
  portsAt(stage) {
    return [...this.#underWay.values()]
      .filter(talk => talk.stage === stage)
      .map(({ port }) => port);
  }

  close() {
    this.server.close();
  }

  async #hear(session, done) {
    this.#at(session, stages[0]);
    await sleep(this.slowMs);
    done();
  }

  async #take(stream, session, done) {
    const parts = [];
    for await (const part of stream) {
      parts.push(part);
    }
    const to = session.envelope.rcptTo.map(({ address }) => address).join();
    this.#at(session, stages[1]);
    const mail = await this.#note(Buffer.concat(parts), to);
    await sleep(this.slowMs);
    if (this.cutsLeft > 0) {
      this.cutsLeft -= 1;
      this.cut.push(mail.id);
      this.#underWay.delete(session.id);
      this.#socketOf(session)?.destroy();
      return;
    }
    if (this.#underWay.delete(session.id)) {
      done();
    }
  }

  #at({ id, remotePort: port }, stage) {
    this.#underWay.set(id, { stage, port });
  }

  async #note(bytes, to) {
    const at = Date.now();
    const mail = await simpleParser(bytes);
    const { subject, text, html, messageId } = mail;
    const noted = {
      id: messageId.slice(1, messageId.indexOf('@')),
      to,
      at,
      words: [subject, text, html].join('\n'),
    };
    this.taken.push(noted);
    return noted;
  }

  #end(session) {
    const { stage } = this.#underWay.get(session.id) ?? {};
    if (this.#underWay.delete(session.id)) {
      this.torn.set(stage, this.torn.get(stage) + 1);
    }
  }

  #socketOf(session) {
    const connection = [...this.server.connections].find(
      ({ session: { id } }) => id === session.id,
    );
    return connection?._socket;
  }
}
