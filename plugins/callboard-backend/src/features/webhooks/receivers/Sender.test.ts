import { LookupFunction } from 'net';
import { certificate, Receiver } from '../__testUtils__/Receiver';
import { ReceiverRules } from './ReceiverRules';
import { isSuccess, Sender } from './Sender';

/** Finds the address that a name has at that moment. */
function resolverOf(addresses: string[]): LookupFunction {
  return (_hostname, _options, callback) => {
    const address = addresses.length > 1 ? addresses.shift()! : addresses[0];
    callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };
}

describe('sending to receivers', () => {
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

  it('gets through, and tells of the answer', async () => {
    receiver.answerWith(res => {
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

  it('connects to no address inside, however it is written', async () => {
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

  it('speaks no plain HTTP with who is not exempt', async () => {
    const lookup = resolverOf(['93.184.216.34']);
    const sender = senderWith({ allow: [], lookup });
    expect((await sendTo(sender, 'http://outside.test/')).error).toBe(
      'The receiver has to be reached by HTTPS',
    );
  });

  it('follows a name that first was outside no further than its address', async () => {
    const lookup = resolverOf(['93.184.216.34', '127.0.0.1']);
    const rules = new ReceiverRules({ allow: [], lookup });
    const url = `https://rebinding.test:${receiver.port}/`;
    expect(await rules.problemOf(url)).toBeUndefined();
    const sender = new Sender(rules);
    stops.push(() => sender.close());
    expect((await sendTo(sender, url)).error).toBe(
      'The receiver has no public address',
    );
    expect(receiver.received).toEqual([]);
  });

  it('asks for the address of a name once for each connection', async () => {
    let asked = 0;
    const lookup: LookupFunction = (_hostname, _options, callback) => {
      asked += 1;
      callback(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const sender = senderWith({ allow: [], lookup });
    await sendTo(sender, `https://inside.test:${receiver.port}/`);
    expect(asked).toBe(1);
  });

  it('follows no redirect', async () => {
    const inside = await Receiver.start();
    stops.push(() => inside.stop());
    receiver.answerWith(res => {
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

  it('waits for no answer longer than its time', async () => {
    receiver.answerWith(() => {});
    const sender = senderWith({ timeoutMs: 200 });
    expect(await sendTo(sender, receiver.url)).toMatchObject({
      status_code: null,
      error: 'No complete answer within 0.2 s',
    });
  });

  it('waits no longer for one that drips', async () => {
    receiver.answerWith(res => {
      res.writeHead(200);
      const drip = setInterval(() => res.write('.'), 20);
      res.on('close', () => clearInterval(drip));
    });
    const outcome = await sendTo(senderWith({ timeoutMs: 300 }), receiver.url);
    expect(isSuccess(outcome)).toBe(false);
    expect(outcome.error).toBe('No complete answer within 0.3 s');
  });

  it('reads 4 KB of an answer that does not end', async () => {
    let written = 0;
    receiver.answerWith(res => {
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
    // No more than the buffers on the way hold.
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it.each([
    [
      'in the middle of its answer',
      { 'content-length': '100' } as Record<string, string>,
    ],
    ['before its answer', undefined],
  ])('fails when the receiver closes %s', async (_when, headers) => {
    receiver.answerWith(res => {
      if (headers) {
        res.writeHead(200, headers).write('half');
      }
      setTimeout(() => res.destroy(), 20);
    });
    const outcome = await sendTo(senderWith(), receiver.url);
    expect(isSuccess(outcome)).toBe(false);
    expect(outcome.error).toBe('The receiver closed the connection');
  });

  it('tells who refuses connections from who has no name', async () => {
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
    // As of one inside: which names there are is nobody's business.
    expect((await sendTo(sender, 'https://nobody.test/')).error).toBe(
      'The receiver has no public address',
    );
  });

  it('trusts no certificate that no authority has signed', async () => {
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

  it('sends to an address of IPv6 that is exempt', async () => {
    const six = await Receiver.start('http', '::1');
    stops.push(() => six.stop());
    const url = `http://[::1]:${six.port}/`;
    const allow = [`[::1]:${six.port}`];
    expect(await new ReceiverRules({ allow }).problemOf(url)).toBeUndefined();
    expect(await sendTo(senderWith({ allow }), url)).toMatchObject({
      status_code: 204,
      error: null,
    });
  });

  it('has 64 requests to a host under way, and lets others wait', async () => {
    let most = 0;
    let open = 0;
    let fill = () => {};
    const isFull = new Promise<void>(resolve => {
      fill = resolve;
    });
    receiver.answerWith(async res => {
      open += 1;
      most = Math.max(most, open);
      if (open === 64) fill();
      await isFull;
      // More would come now.
      await new Promise(resolve => setTimeout(resolve, 30));
      open -= 1;
      res.writeHead(204).end();
    });
    const sender = senderWith();
    const outcomes = await Promise.all(
      Array.from({ length: 150 }, () => sendTo(sender, receiver.url)),
    );
    expect(outcomes.every(isSuccess)).toBe(true);
    expect(most).toBe(64);
  });
});
