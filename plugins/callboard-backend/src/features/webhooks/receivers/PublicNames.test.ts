import { createSocket, Socket } from 'dgram';
import { readFile } from 'fs/promises';
import { LookupAddress } from 'dns';
import { AddressInfo } from 'net';
import { PublicNames } from './PublicNames';

const A = 1;

/** A real name server with one address for each name it answers. */
class NameServer {
  readonly asked: string[] = [];

  private constructor(private readonly socket: Socket) {}

  /** Starts one that is silent about names that begin with `silent`. */
  static async start(): Promise<NameServer> {
    const socket = createSocket('udp4');
    const server = new NameServer(socket);
    socket.on('message', (question, { port, address }) => {
      const { name, type, end } = readQuestion(question);
      server.asked.push(`${name} ${type}`);
      if (!name.startsWith('silent')) {
        socket.send(answerTo(question, { type, end }), port, address);
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

/** 93.184.216.34 for whoever asks for IPv4, and nothing for others. */
function answerTo(
  question: Buffer,
  { type, end }: { type: number; end: number },
): Buffer {
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(type === A ? 1 : 0, 6);
  // No other records were asked for.
  head.writeUInt16BE(0, 10);
  const record = [0xc0, 12, 0, A, 0, 1, 0, 0, 0, 60, 0, 4, 93, 184, 216, 34];
  return type === A ? Buffer.concat([head, Buffer.from(record)]) : head;
}

describe('public names', () => {
  let server: NameServer;
  let names: PublicNames;

  beforeEach(async () => {
    server = await NameServer.start();
    names = new PublicNames([server.address]);
  });

  afterEach(() => server.stop());

  const find = (name: string) =>
    new Promise<LookupAddress[]>((resolve, reject) => {
      names.lookup(name, { all: true }, (error, found) =>
        error ? reject(error) : resolve(found as unknown as LookupAddress[]),
      );
    });

  it('are asked of the name servers', async () => {
    expect(await find('hook.test')).toEqual([
      { address: '93.184.216.34', family: 4 },
    ]);
  });

  it('are asked for once by all who want one at the same time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => find('hook.test')));
    expect(server.asked.sort()).toEqual(['hook.test 1', 'hook.test 28']);
  });

  it('that nobody answers for hold up nothing else', async () => {
    let pending = 20;
    const silent = Array.from({ length: pending }, (_, nth) =>
      find(`silent${nth}.test`).catch(error => {
        pending -= 1;
        return error.code;
      }),
    );
    // The system's look-ups and files share four threads.
    await readFile(__filename);
    expect(await find('hook.test')).toHaveLength(1);
    expect(pending).toBe(20);
    expect(new Set(await Promise.all(silent))).toEqual(new Set(['ETIMEOUT']));
  }, 30_000);
});
