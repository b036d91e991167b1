import { Writable } from 'stream';

/** Accepts one chunk per millisecond, and measures how many bytes are waiting. */
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
