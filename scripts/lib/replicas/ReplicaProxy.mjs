/**
 * A small reverse proxy in front of replicas: each request and each WebSocket goes to the next
 * ready replica.
 *
 * It uses no library: the proxy library among the platform's dependencies has been unmaintained for
 * years, and cannot retry a request at another replica.
 */
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { pipeline } from 'node:stream';

const HOST = '127.0.0.1';

/** The interval of readiness checks. */
const PROBE_MS = 1_000;

const PROBE_PATH = '/.backstage/health/v1/readiness';

/** Methods that are safe to repeat. */
const repeatable = new Set(['GET', 'HEAD']);

/** Hop-by-hop headers. */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection']);

function removeHopByHopHeaders(headers) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hopByHop.has(name)),
  );
}

function sendError(res, status, message) {
  if (res.headersSent) {
    // A partial response must not look complete.
    res.destroy();
    return;
  }
  res.writeHead(status, {
    'content-type': 'application/json',
    'retry-after': 1,
  });
  res.end(JSON.stringify({ error: { name: 'ProxyError', message } }));
}

export class ReplicaProxy {
  #ready = new Map();
  #turn = 0;
  #server = createServer((req, res) =>
    this.#forward(req, res, this.#listReadyPorts()),
  );
  #sockets = new Set();
  #probing;

  /** @param ports where the replicas listen */
  constructor(ports) {
    this.#ready = new Map(ports.map(port => [port, false]));
    this.#server.on('upgrade', (req, socket, head) =>
      this.#upgrade(req, socket, head, this.#listReadyPorts()),
    );
    // An export may take long.
    this.#server.requestTimeout = 0;
  }

  /** Listens on a port of the loopback interface. */
  async listen(port) {
    await this.#probeAll();
    this.#probing = setInterval(() => this.#probeAll(), PROBE_MS);
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(port, HOST, resolve);
    });
  }

  /** Ends all connections. */
  close() {
    clearInterval(this.#probing);
    this.#server.close();
    this.#server.closeAllConnections();
    this.#sockets.forEach(socket => socket.destroy());
  }

  /** Lists the ports of the ready replicas, starting with the next replica at each call. */
  #listReadyPorts() {
    const ready = [...this.#ready].filter(([, isReady]) => isReady);
    const ports = ready.map(([port]) => port);
    this.#turn += 1;
    const first = this.#turn % (ports.length || 1);
    return [...ports.slice(first), ...ports.slice(0, first)];
  }

  async #probeAll() {
    await Promise.all([...this.#ready.keys()].map(port => this.#probe(port)));
  }

  async #probe(port) {
    const isReady = await fetch(`http://${HOST}:${port}${PROBE_PATH}`, {
      signal: AbortSignal.timeout(PROBE_MS * 2),
    }).then(
      async response => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
    this.#ready.set(port, isReady);
  }

  #forward(req, res, [port, ...remainingPorts]) {
    if (port === undefined) {
      sendError(res, 503, 'No replica is ready');
      return;
    }
    let isConnected = false;
    const upstreamRequest = request({
      host: HOST,
      port,
      method: req.method,
      path: req.url,
      headers: {
        ...removeHopByHopHeaders(req.headers),
        'x-forwarded-for': req.socket.remoteAddress,
        connection: 'close',
      },
      // Opens a connection for each request: a reused connection may close during a request.
      agent: false,
    });
    upstreamRequest.once('socket', socket => {
      socket.once('connect', () => {
        isConnected = true;
        if (req.readableEnded) {
          upstreamRequest.end();
        } else {
          req.pipe(upstreamRequest);
        }
      });
    });
    upstreamRequest.once('response', response => {
      res.writeHead(
        response.statusCode,
        removeHopByHopHeaders(response.headers),
      );
      pipeline(response, res, () => {});
    });
    upstreamRequest.once('error', () => {
      if (!isConnected) {
        this.#ready.set(port, false);
      }
      if (res.destroyed) {
        return;
      }
      if ((!isConnected || repeatable.has(req.method)) && !res.headersSent) {
        req.unpipe(upstreamRequest);
        this.#forward(req, res, remainingPorts);
      } else {
        sendError(
          res,
          502,
          'The replica closed the connection before its response was complete',
        );
      }
    });
    res.once('close', () => upstreamRequest.destroy());
  }

  #upgrade(req, socket, head, [port, ...remainingPorts]) {
    if (port === undefined) {
      socket.end(
        'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n',
      );
      return;
    }
    let isConnected = false;
    const upstream = connect(port, HOST, () => {
      isConnected = true;
      const lines = [`${req.method} ${req.url} HTTP/1.1`];
      for (let index = 0; index < req.rawHeaders.length; index += 2) {
        lines.push(`${req.rawHeaders[index]}: ${req.rawHeaders[index + 1]}`);
      }
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      pipeline(socket, upstream, socket, () => this.#sockets.delete(socket));
    });
    this.#sockets.add(socket);
    upstream.on('error', () => {
      if (isConnected) {
        return;
      }
      this.#ready.set(port, false);
      this.#upgrade(req, socket, head, remainingPorts);
    });
    socket.on('error', () => upstream.destroy());
  }
}
