import { createHash } from 'crypto';
import express from 'express';
import { gzipSync } from 'zlib';

/**
 * JSON that never changes. It is serialised, compressed and hashed once for all requests.
 */
export class ConstantJson {
  readonly #text: Buffer;
  readonly #compressed: Buffer;
  readonly #etag: string;

  constructor(value: unknown) {
    this.#text = Buffer.from(JSON.stringify(value));
    this.#compressed = gzipSync(this.#text);
    const hash = createHash('sha256').update(this.#text).digest('base64url');
    // Weak, because responses with different bytes share it: compressed and uncompressed ones.
    this.#etag = `W/"${hash}"`;
  }

  /** Sends the JSON, or 304 to a client with a cached copy. */
  send(req: express.Request, res: express.Response): void {
    res
      .vary('Accept-Encoding')
      .set({ ETag: this.#etag, 'Cache-Control': 'no-cache' })
      .type('application/json');
    if (req.fresh) {
      res.status(304).end();
    } else if (req.acceptsEncodings('gzip')) {
      res.set('Content-Encoding', 'gzip').end(this.#compressed);
    } else {
      res.end(this.#text);
    }
  }
}
