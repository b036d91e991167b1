import { AddressInfo, LookupFunction } from 'net';
import { createSocket, Socket } from 'dgram';
import { readFile } from 'fs/promises';
import { LookupAddress } from 'dns';
import { setImmediate as nextTurn } from 'timers/promises';
import { certificate, Receiver } from '../__testUtils__/Receiver';
import { DnsResolver, ReceiverRules, isPublicAddress } from './ReceiverRules';
import { isSuccess, Sender } from './Sender';
import { SemaphoreTimeoutError, DeliverySemaphore } from './DeliverySemaphore';

/** Creates a lookup that returns the addresses one after another, and then always the last. */
function createResolver(addresses: string[]): LookupFunction {
  return (_hostname, _options, callback) => {
    const address = addresses.length > 1 ? addresses.shift()! : addresses[0];
    callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };
}

describe('webhook sender', () => {
  const stops: Array<() => Promise<void>> = [];
  let receiver: Receiver;

  beforeEach(async () => {
    receiver = await Receiver.start();
    stops.push(() => receiver.stop());
  });

  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
  });

  function senderWith(
    options: {
      allow?: string[];
      lookup?: LookupFunction;
      timeoutMs?: number;
      ca?: Buffer;
    } = {},
  ): Sender {
    const { allow = ['127.0.0.1'], lookup, timeoutMs, ca } = options;
    const rules = new ReceiverRules({ allow, lookup });
    const sender = new Sender(rules, { timeoutMs, tls: ca && { ca } });
    stops.push(() => sender.close());
    return sender;
  }

  const sendTo = (sender: Sender, url: string) =>
    sender.send(url, () => ({
      headers: { 'content-type': 'application/json', 'webhook-id': '1' },
      body: '{"type":"a"}',
    }));

  it('sends the request and returns status, headers and body of the response', async () => {
    receiver.respondWith(res => {
      res.writeHead(202, { 'x-build': '7' }).end('queued\u0000');
    });
    const outcome = await sendTo(senderWith(), receiver.url);
    expect(isSuccess(outcome)).toBe(true);
    expect(outcome).toMatchObject({
      status_code: 202,
      response_headers: { 'x-build': '7' },
      response_body: 'queued\ufffd',
      error: null,
    });
    expect(receiver.received).toMatchObject([
      { headers: { 'webhook-id': '1' }, text: '{"type":"a"}' },
    ]);
  });

  it('rejects private addresses in every notation', async () => {
    const sender = senderWith({ allow: [] });
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::7f00:1]',
      '169.254.169.254',
    ]) {
      const url = `https://${host}:${receiver.port}/`;
      expect((await sendTo(sender, url)).error).toBe(
        'The receiver has no public address',
      );
    }
    expect(receiver.received).toEqual([]);
  });

  it('rejects plain HTTP to hosts that the configuration does not exempt', async () => {
    const lookup = createResolver(['93.184.216.34']);
    const sender = senderWith({ allow: [], lookup });
    expect((await sendTo(sender, 'http://outside.test/')).error).toBe(
      'The URL of the receiver must start with https://',
    );
  });

  it('rejects a host name that resolves to a private address when sending', async () => {
    const lookup = createResolver(['93.184.216.34', '127.0.0.1']);
    const rules = new ReceiverRules({ allow: [], lookup });
    const url = `https://rebinding.test:${receiver.port}/`;
    expect(await rules.findProblem(url)).toBeUndefined();
    const sender = new Sender(rules);
    stops.push(() => sender.close());
    expect((await sendTo(sender, url)).error).toBe(
      'The receiver has no public address',
    );
    expect(receiver.received).toEqual([]);
  });

  it('resolves a host name once per connection', async () => {
    let lookups = 0;
    const lookup: LookupFunction = (_hostname, _options, callback) => {
      lookups += 1;
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const sender = senderWith({ allow: [], lookup });
    await sendTo(sender, `https://inside.test:${receiver.port}/`);
    expect(lookups).toBe(1);
  });

  it('rejects redirects', async () => {
    const inside = await Receiver.start();
    stops.push(() => inside.stop());
    receiver.respondWith(res => {
      res.writeHead(307, { location: inside.url }).end();
    });
    const outcome = await sendTo(senderWith(), receiver.url);
    expect(isSuccess(outcome)).toBe(false);
    expect(outcome).toMatchObject({
      status_code: 307,
      error: 'Callboard does not follow redirects',
    });
    expect(inside.received).toEqual([]);
  });

  it('fails when no response arrives within the timeout @full', async () => {
    receiver.respondWith(() => {});
    const sender = senderWith({ timeoutMs: 200 });
    expect(await sendTo(sender, receiver.url)).toMatchObject({
      status_code: null,
      error: 'No complete response within 0.2 s',
    });
  });

  it('fails when a slow response is incomplete at the timeout @full', async () => {
    receiver.respondWith(res => {
      res.writeHead(200);
      const drip = setInterval(() => res.write('.'), 20);
      res.on('close', () => clearInterval(drip));
    });
    const outcome = await sendTo(senderWith({ timeoutMs: 300 }), receiver.url);
    expect(isSuccess(outcome)).toBe(false);
    expect(outcome.error).toBe('No complete response within 0.3 s');
  });

  it('reads only 4 KB of an endless response', async () => {
    let written = 0;
    receiver.respondWith(res => {
      res.writeHead(200);
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const pour = () => {
        while (!res.destroyed) {
          written += chunk.length;
          if (!res.write(chunk)) break;
        }
      };
      res.on('drain', pour);
      pour();
    });
    const outcome = await sendTo(senderWith(), receiver.url);
    expect(isSuccess(outcome)).toBe(true);
    expect(outcome.response_body).toBe('x'.repeat(4 * 1024));
    // The receiver can write until the buffers between both sides are full.
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it.each([
    [
      'in the middle of its response',
      { 'content-length': '100' } as Record<string, string>,
    ],
    ['before its response', undefined],
  ])(
    'fails when the receiver closes the connection %s',
    async (_when, headers) => {
      receiver.respondWith(res => {
        if (headers) {
          res.writeHead(200, headers).write('half');
        }
        setTimeout(() => res.destroy(), 20);
      });
      const outcome = await sendTo(senderWith(), receiver.url);
      expect(isSuccess(outcome)).toBe(false);
      expect(outcome.error).toBe('The receiver closed the connection');
    },
  );

  it('returns different errors for a refused connection and an unknown host name', async () => {
    const { url } = receiver;
    await receiver.stop();
    const lookup: LookupFunction = (_hostname, _options, callback) =>
      callback(
        Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }),
        '',
        0,
      );
    const sender = senderWith({ lookup });
    expect((await sendTo(sender, url)).error).toBe(
      'The receiver refused the connection',
    );
    // The same as for an internal name, so that names cannot be probed.
    expect((await sendTo(sender, 'https://nobody.test/')).error).toBe(
      'The receiver has no public address',
    );
  });

  it('rejects certificates that no trusted authority has signed', async () => {
    const secure = await Receiver.start('https');
    stops.push(() => secure.stop());
    const refused = await sendTo(senderWith(), secure.url);
    expect(refused.error).toMatch(/certificate was not accepted/);
    expect(secure.received).toEqual([]);

    const trusting = senderWith({ ca: certificate.cert });
    expect(await sendTo(trusting, secure.url)).toMatchObject({
      status_code: 204,
      error: null,
    });
  });

  it('sends to an IPv6 address that the configuration exempts', async () => {
    const six = await Receiver.start('http', '::1');
    stops.push(() => six.stop());
    const url = `http://[::1]:${six.port}/`;
    const allow = [`[::1]:${six.port}`];
    expect(await new ReceiverRules({ allow }).findProblem(url)).toBeUndefined();
    expect(await sendTo(senderWith({ allow }), url)).toMatchObject({
      status_code: 204,
      error: null,
    });
  });

  it('limits a host to 64 concurrent requests and queues the others @full', async () => {
    let maxOpen = 0;
    let open = 0;
    let fill = () => {};
    const isFull = new Promise<void>(resolve => {
      fill = resolve;
    });
    receiver.respondWith(async res => {
      open += 1;
      maxOpen = Math.max(maxOpen, open);
      if (open === 64) fill();
      await isFull;
      // Without the limit, further requests would arrive now.
      await new Promise(resolve => setTimeout(resolve, 30));
      open -= 1;
      res.writeHead(204).end();
    });
    const sender = senderWith();
    const outcomes = await Promise.all(
      Array.from({ length: 150 }, () => sendTo(sender, receiver.url)),
    );
    expect(outcomes.every(isSuccess)).toBe(true);
    expect(maxOpen).toBe(64);
  });
});

const A = 1;

/** A real DNS server with one address for each name it resolves. */
class NameServer {
  readonly lookups: string[] = [];

  private constructor(private readonly socket: Socket) {}

  /** Starts a server that ignores names that begin with `silent`. */
  static async start(): Promise<NameServer> {
    const socket = createSocket('udp4');
    const server = new NameServer(socket);
    socket.on('message', (question, { port, address }) => {
      const { name, type, end } = readQuestion(question);
      server.lookups.push(`${name} ${type}`);
      if (!name.startsWith('silent')) {
        socket.send(createDnsAnswer(question, { type, end }), port, address);
      }
    });
    await new Promise<void>(resolve => {
      socket.bind(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get address(): string {
    return `127.0.0.1:${(this.socket.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.socket.close();
  }
}

function readQuestion(message: Buffer) {
  const labels: string[] = [];
  let at = 12;
  while (message[at] > 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + message[at]));
    at += 1 + message[at];
  }
  return {
    name: labels.join('.'),
    type: message.readUInt16BE(at + 1),
    end: at + 5,
  };
}

/** Returns 93.184.216.34 for IPv4 queries, and no address for others. */
function createDnsAnswer(
  question: Buffer,
  { type, end }: { type: number; end: number },
): Buffer {
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(type === A ? 1 : 0, 6);
  // No other records were queried.
  head.writeUInt16BE(0, 10);
  const record = [0xc0, 12, 0, A, 0, 1, 0, 0, 0, 60, 0, 4, 93, 184, 216, 34];
  return type === A ? Buffer.concat([head, Buffer.from(record)]) : head;
}

describe('public DNS lookup', () => {
  let server: NameServer;
  let names: DnsResolver;

  beforeEach(async () => {
    server = await NameServer.start();
    names = new DnsResolver([server.address]);
  });

  afterEach(() => server.stop());

  const find = (name: string) =>
    new Promise<LookupAddress[]>((resolve, reject) => {
      names.lookup(name, { all: true }, (error, found) =>
        error ? reject(error) : resolve(found as unknown as LookupAddress[]),
      );
    });

  it('returns the address from the configured name servers', async () => {
    expect(await find('hook.test')).toEqual([
      { address: '93.184.216.34', family: 4 },
    ]);
  });

  it('shares one lookup between concurrent requests for the same name', async () => {
    await Promise.all(Array.from({ length: 50 }, () => find('hook.test')));
    expect(server.lookups.sort()).toEqual(['hook.test 1', 'hook.test 28']);
  });

  it('resolves names and reads files while other lookups remain unanswered @full', async () => {
    let pending = 20;
    const silent = Array.from({ length: pending }, (_, nth) =>
      find(`silent${nth}.test`).catch(error => {
        pending -= 1;
        return error.code;
      }),
    );
    // The system's resolver would share its four threads with file operations.
    await readFile(__filename);
    expect(await find('hook.test')).toHaveLength(1);
    expect(pending).toBe(20);
    expect(new Set(await Promise.all(silent))).toEqual(new Set(['ETIMEOUT']));
  });
});

describe('public address check', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'accepts %s',
    address => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '168.63.129.16',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:0:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'localhost',
    '',
  ])('rejects %p', address => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

/** Work that ends on demand. */
function newWork() {
  let end = () => {};
  let hasBegun = false;
  const done = new Promise<void>(resolve => {
    end = resolve;
  });
  const run = async () => {
    hasBegun = true;
    await done;
  };
  return { run, end: () => end(), hasBegun: () => hasBegun };
}

describe('delivery semaphore', () => {
  it('runs work within its capacity, in the order of requests', async () => {
    const semaphore = new DeliverySemaphore({ size: 10, waitMs: 60_000 });
    const [first, large, small] = [newWork(), newWork(), newWork()];
    const all = [semaphore.run(4, first.run), semaphore.run(8, large.run)];
    all.push(semaphore.run(1, small.run));
    await nextTurn();
    expect([first, large, small].map(work => work.hasBegun())).toEqual([
      true,
      false,
      false,
    ]);
    first.end();
    await nextTurn();
    expect([large, small].map(work => work.hasBegun())).toEqual([true, true]);
    large.end();
    small.end();
    await Promise.all(all);
    expect(semaphore.isIdle).toBe(true);
  });

  it('runs work larger than its capacity when it is empty', async () => {
    const semaphore = new DeliverySemaphore({ size: 10, waitMs: 60_000 });
    await expect(semaphore.run(11, async () => 'done')).resolves.toBe('done');
  });

  it('rejects work that has waited too long and continues with the next', async () => {
    const semaphore = new DeliverySemaphore({ size: 1, waitMs: 20 });
    const first = newWork();
    const running = semaphore.run(1, first.run);
    await expect(semaphore.run(1, newWork().run)).rejects.toThrow(
      SemaphoreTimeoutError,
    );
    first.end();
    await running;
    await expect(semaphore.run(1, async () => 'next')).resolves.toBe('next');
    expect(semaphore.isIdle).toBe(true);
  });
});
