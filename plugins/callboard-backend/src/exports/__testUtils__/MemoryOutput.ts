import { Writable } from 'stream';

/** Stores everything written to it in memory. */
export class MemoryOutput extends Writable {
  readonly #chunks: Buffer[] = [];

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  get text(): string {
    return this.bytes.toString('utf8');
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    callback: () => void,
  ) {
    this.#chunks.push(chunk);
    callback();
  }
}
