declare module 'archiver' {
  import { Readable } from 'stream';

  interface Archive extends Readable {
    append(source: Readable, file: { name: string }): this;
    finalize(): Promise<void>;
    abort(): this;
  }

  export default function archiver(format: 'zip'): Archive;
}

declare module 'content-disposition' {
  function contentDisposition(
    filename: string,
    options?: { type?: string; fallback?: string | boolean },
  ): string;
  export default contentDisposition;
}
