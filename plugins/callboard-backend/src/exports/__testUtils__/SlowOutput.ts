import { Writable } from 'stream';

/** Accepts a chunk from time to time, and measures how much is waiting. */
export class SlowOutput extends Writable {
  /** The maximum number of bytes that ever waited. */
  maxWaitingBytes = 0;

  override _write(
    _chunk: Buffer,
    _encoding: BufferEncoding,
    callback: () => void,
  ) {
    this.maxWaitingBytes = Math.max(this.maxWaitingBytes, this.writableLength);
    setTimeout(callback, 1);
  }
}
