import { Socket } from 'net';
import {
  createCertificate,
  respondNormally,
  createRejection,
  ScriptedServer,
  TestMailServer,
} from '../__testUtils__/TestMailServer';
import { composeMail } from '../messages/composeMail';
import { html } from '../messages/emailHtml';
import { MailFailure, OutgoingMail } from './MailTransport';
import { SmtpTimeouts, SmtpTransport } from './SmtpTransport';

const mail: OutgoingMail = {
  id: 'm-1',
  envelope: { from: 'callboard@example.com', to: 'jane@example.com' },
  message: Buffer.from('Subject: Hello\r\n\r\n.Hello\r\n'),
};

const { key, cert } = createCertificate();
const secure = { key, cert, disabledCommands: [] };

describe('SmtpTransport', () => {
  const stops: Array<() => unknown> = [];
  let begun: number;

  beforeEach(() => {
    begun = 0;
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  });

  async function smtpServer(
    options?: Parameters<typeof TestMailServer.start>[0],
  ) {
    const server = await TestMailServer.start(options);
    stops.push(() => server.stop());
    return server;
  }

  async function scripted(...script: Parameters<typeof ScriptedServer.start>) {
    const server = await ScriptedServer.start(...script);
    stops.push(() => server.stop());
    return server;
  }

  function transportTo(
    port: number,
    {
      timeouts,
      ...rest
    }: Partial<ConstructorParameters<typeof SmtpTransport>[0]> & {
      timeouts?: Partial<SmtpTimeouts>;
    } = {},
  ) {
    const transport = new SmtpTransport(
      { host: 'localhost', port, security: 'none', ...rest },
      timeouts,
    );
    stops.push(() => transport.close());
    return transport;
  }

  const send = (
    transport: SmtpTransport,
    signal = new AbortController().signal,
  ) =>
    transport.send(mail, {
      begin: async () => {
        begun += 1;
      },
      signal,
    });

  const catchFailure = async (sending: Promise<void>): Promise<MailFailure> => {
    const error = await sending.then(
      () => undefined,
      failure => failure,
    );
    expect(error).toBeInstanceOf(MailFailure);
    return error;
  };

  it.each(['starttls', 'tls'] as const)(
    'encrypts with %s and authenticates @full',
    async security => {
      const users: unknown[] = [];
      const server = await smtpServer({
        ...secure,
        secure: security === 'tls',
        onAuth: (auth, session, callback) => {
          users.push([auth.username, auth.password, session.secure]);
          callback(null, { user: auth.username });
        },
      });
      const transport = transportTo(server.port, {
        security,
        ca: cert,
        username: 'portal',
        password: 'pässword',
      });
      await send(transport);
      expect(users).toEqual([['portal', 'pässword', true]]);
      expect(server.accepted).toEqual([mail.message.toString()]);
      expect(begun).toBe(1);
    },
  );

  it('reuses the connection, and opens a new one when it has closed @full', async () => {
    const server = await smtpServer();
    const transport = transportTo(server.port);
    await send(transport);
    await send(transport);
    expect(server.connections).toBe(1);
    server.closeConnections();
    await send(transport);
    expect(server.connections).toBe(2);
    expect(server.accepted).toHaveLength(3);
  });

  it.each([
    ['does not support STARTTLS', {}, { security: 'starttls' as const }],
    ['has an untrusted certificate', secure, { security: 'starttls' as const }],
    [
      'rejects the credentials',
      {
        ...secure,
        onAuth: (_auth: unknown, _session: unknown, callback: any) =>
          callback(createRejection(535, 'no')),
      },
      { security: 'starttls' as const, ca: cert, username: 'a', password: 'b' },
    ],
    [
      'requires authentication',
      { ...secure, authOptional: false, disabledCommands: [] },
      { security: 'starttls' as const, ca: cert },
    ],
    [
      'rejects the sender',
      {
        onMailFrom: (_a: unknown, _s: unknown, callback: any) =>
          callback(createRejection(550, 'no')),
      },
      {},
    ],
    [
      'requires authentication only at RCPT TO',
      {
        onRcptTo: (_a: unknown, _s: unknown, callback: any) =>
          callback(createRejection(530, 'sign in first')),
      },
      {},
    ],
    [
      'is shutting down',
      {
        onRcptTo: (_a: unknown, _s: unknown, callback: any) =>
          callback(createRejection(421, 'bye')),
      },
      {},
    ],
    [
      'refuses connections',
      {
        onConnect: (_s: unknown, callback: any) =>
          callback(createRejection(554, 'no')),
      },
      {},
    ],
  ])(
    'reports a server failure when the server %s @full',
    async (_name, options, settings) => {
      const server = await smtpServer(options as object);
      const failure = await catchFailure(
        send(transportTo(server.port, settings)),
      );
      expect(failure.kind).toBe('server');
      expect([begun, server.accepted]).toEqual([0, []]);
    },
  );

  it.each([
    ['rejected', 'RCPT', 550],
    ['later', 'RCPT', 451],
    ['rejected', 'DATA', 554],
    ['later', 'DATA', 452],
  ] as const)(
    'reports the failure kind %s when %s is answered with %d @full',
    async (kind, when, code) => {
      const refuse = (_a: unknown, _s: unknown, callback: any) =>
        callback(createRejection(code, 'because'));
      const server = await smtpServer(
        when === 'RCPT'
          ? { onRcptTo: refuse }
          : {
              onData: (stream, session, callback) => {
                stream.resume();
                stream.on('end', () => refuse(stream, session, callback));
              },
            },
      );
      const transport = transportTo(server.port);
      const failure = await catchFailure(send(transport));
      expect(failure).toMatchObject({
        kind,
        message: expect.stringContaining(`${code} because`),
      });
      expect(begun).toBe(when === 'DATA' ? 1 : 0);
    },
  );

  it('reports a server failure when nothing listens on the port', async () => {
    const server = await smtpServer();
    const { port } = server;
    await server.stop();
    stops.pop();
    expect((await catchFailure(send(transportTo(port)))).kind).toBe('server');
  });

  const open = (socket: Socket) => void socket.write('220 hello\r\n');
  const sendSlowly = (socket: Socket) => {
    const timer = setInterval(() => socket.write('2'), 10);
    socket.on('close', () => clearInterval(timer));
  };

  it.each([
    ['sends no greeting', () => {}, undefined, { greeting: 50 }],
    ['sends nothing after its greeting', open, undefined, { commands: 50 }],
    [
      'sends an endless greeting, byte by byte',
      sendSlowly,
      undefined,
      { commands: 100, greeting: 60_000 },
    ],
    [
      'closes the connection',
      open,
      (_line: string, socket: Socket) => socket.destroy(),
      {},
    ],
  ] as const)(
    'stops waiting and reports a server failure when the server %s',
    async (_name, hello, answer, timeouts) => {
      const server = await scripted(hello, answer);
      const sending = send(transportTo(server.port, { timeouts }));
      expect((await catchFailure(sending)).kind).toBe('server');
      expect(begun).toBe(0);
    },
  );

  it.each([
    ['closes the connection', (socket: Socket) => socket.destroy(), {}],
    ['sends nothing', () => {}, { message: 50 }],
  ] as const)(
    'reports an unanswered message when the server %s after the message',
    async (_name, end, timeouts) => {
      const server = await scripted(open, (line, socket) =>
        line === '.' ? end(socket) : respondNormally(line, socket),
      );
      const sending = send(transportTo(server.port, { timeouts }));
      expect((await catchFailure(sending)).kind).toBe('unanswered');
      expect(begun).toBe(1);
    },
  );

  it('waits longer for the response to a message than for other responses @full', async () => {
    const server = await scripted(open, (line, socket) => {
      if (line === '.') {
        setTimeout(() => socket.write('250 ok\r\n'), 3_000);
      } else {
        respondNormally(line, socket);
      }
    });
    await send(transportTo(server.port, { timeouts: { commands: 2_000 } }));
    expect(begun).toBe(1);
  });

  it('begins the transfer of an email once, even if the connection closes during the transfer @full', async () => {
    const server = await smtpServer();
    const transport = transportTo(server.port);
    await send(transport);
    const sending = transport.send(mail, {
      begin: async () => {
        begun += 1;
        server.closeConnections();
        await new Promise(resolve => setTimeout(resolve, 200));
      },
      signal: new AbortController().signal,
    });
    expect((await catchFailure(sending)).kind).toBe('unanswered');
    expect(begun).toBe(2);
    expect(server.accepted).toHaveLength(1);
  });

  it('sends no message when the beginning of its transfer cannot be recorded', async () => {
    const server = await scripted(open, respondNormally);
    const reason = new Error('the database is away');
    await expect(
      transportTo(server.port).send(mail, {
        begin: () => Promise.reject(reason),
        signal: new AbortController().signal,
      }),
    ).rejects.toBe(reason);
    expect(server.receivedLines).not.toContain('.');
  });

  it('stops with the abort reason when the signal is aborted', async () => {
    const server = await scripted(open);
    const controller = new AbortController();
    const sending = send(transportTo(server.port), controller.signal);
    while (server.receivedLines.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    controller.abort(new Error('the end'));
    await expect(sending).rejects.toThrow('the end');
  });

  it('sends domains in ASCII to a server without SMTPUTF8', async () => {
    const server = await scripted(open, (line, socket) =>
      line === '.' ? socket.write('250 ok\r\n') : respondNormally(line, socket),
    );
    const composed = await composeMail(
      {
        subject: 'Hello',
        text: 'Hello',
        html: html`Hello`,
        unsubscribeUrl: 'https://portal.example.com/',
        thread: 'item-1',
      },
      {
        id: 'm-1',
        to: { name: '', address: 'jane@bücher.example' },
        date: 0,
        config: {
          from: { name: '', address: 'callboard@müller.example' },
          replyTo: { name: '', address: 'help@müller.example' },
        },
      },
    );
    await transportTo(server.port).send(composed, {
      begin: async () => {},
      signal: new AbortController().signal,
    });
    const lines = server.receivedLines;
    expect(lines.join('\n')).not.toMatch(/[^\p{ASCII}]/u);
    expect(lines).toEqual(
      expect.arrayContaining([
        'MAIL FROM:<callboard@xn--mller-kva.example>',
        'RCPT TO:<jane@xn--bcher-kva.example>',
        'Message-ID: <m-1@xn--mller-kva.example>',
        'References: <thread-item-1@xn--mller-kva.example>',
      ]),
    );
  });

  it.each([
    'jane@example.com>\r\nRCPT TO:<eve@example.com',
    'jane@example.com\r\nDATA',
  ])('rejects the address %j without sending it to the server', async to => {
    const server = await scripted(open, respondNormally);
    const transport = transportTo(server.port);
    const sending = transport.send(
      { ...mail, envelope: { ...mail.envelope, to } },
      { begin: async () => {}, signal: new AbortController().signal },
    );
    expect((await catchFailure(sending)).kind).toBe('rejected');
    expect(server.receivedLines.filter(line => /RCPT|DATA/.test(line))).toEqual(
      [],
    );
  });
});
