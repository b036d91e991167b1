import express from 'express';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { request, Server } from 'http';
import { AddressInfo, connect, Socket } from 'net';
import os from 'os';
import { join } from 'path';
import { readUpload } from '../readUpload';
import { FormFile, multipart } from './multipart';

/** A response: the parsed upload, or the error. */
export interface Reply {
  status: number;
  body: any;
}

/** A server that responds with the uploads it parses. */
export class UploadServer {
  /** The maximum file size. */
  readonly maxBytes = 1024 * 1024;
  readonly jsonFields = ['mapping'];
  /** The directory of uploaded files, in place of the system's temporary directory. */
  readonly directory = mkdtempSync(join(os.tmpdir(), 'callboard-test-'));
  /** The number of requests that the server has responded to or given up. */
  finished = 0;
  #server: Server | undefined;

  get port(): number {
    return (this.#server!.address() as AddressInfo).port;
  }

  /** The files in the directory. */
  get files(): string[] {
    return readdirSync(this.directory);
  }

  async start(): Promise<void> {
    const app = express();
    app.use((req, res) => this.#respond(req, res));
    await new Promise<void>(resolve => {
      this.#server = app.listen(0, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    rmSync(this.directory, { recursive: true });
    this.#server!.closeAllConnections();
    await new Promise(resolve => this.#server!.close(resolve));
  }

  /** Sends a raw request and reads the response. */
  send(content: {
    headers: Record<string, string>;
    body: string | Buffer;
  }): Promise<Reply> {
    const { port } = this;
    return new Promise((resolve, reject) => {
      const req = request({ port, method: 'POST', ...content }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            body: JSON.parse(Buffer.concat(chunks).toString()),
          }),
        );
      });
      req.on('error', reject);
      req.end(content.body);
    });
  }

  /** Sends a form. */
  sendForm(
    fields: Array<[string, string]>,
    files: Array<[string, FormFile]>,
  ): Promise<Reply> {
    return this.send(multipart(fields, files));
  }

  /** Sends the head of a request and some bytes, which need not be its whole body. */
  open(headers: Record<string, string>, body: string | Buffer): Socket {
    const socket = connect(this.port, '127.0.0.1');
    const lines = Object.entries(headers).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\n${lines.join('')}\r\n`);
    socket.write(body);
    return socket;
  }

  async #respond(req: express.Request, res: express.Response): Promise<void> {
    try {
      const { fields, file, dispose } = await readUpload(req, this);
      const content = file && readFileSync(file.path, 'latin1');
      await dispose();
      res.json({ ...fields, name: file?.name, content });
    } catch (error: any) {
      res.status(error.statusCode ?? 500).json({ message: error.message });
    } finally {
      this.finished += 1;
    }
  }
}
