import { Writable } from 'stream';

/** Takes a chunk now and then, and notes how much piles up in front of it. */
export class SlowOutput extends Writable {
  /** The most bytes that ever waited here. */
  mostWaiting = 0;

  override _write(
    _chunk: Buffer,
    _encoding: BufferEncoding,
    callback: () => void,
  ) {
    this.mostWaiting = Math.max(this.mostWaiting, this.writableLength);
    setTimeout(callback, 1);
  }
}
