declare module 'archiver' {
  import { Readable } from 'stream';

  interface Archive extends Readable {
    append(source: Readable, file: { name: string }): this;
    finalize(): Promise<void>;
    abort(): this;
  }

  export default function archiver(format: 'zip'): Archive;
}
