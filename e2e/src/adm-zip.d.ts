declare module 'adm-zip' {
  /** The part of the library that the tests use; it has no types. */
  export default class AdmZip {
    constructor(file: string);
    getEntries(): Array<{ entryName: string; getData(): Buffer }>;
  }
}
