/** A file that somebody sent, for as long as its request lasts. */
export interface UploadedFile {
  /** Where it lies on this machine. */
  path: string;
  /** What the client calls it; nothing may depend on it. */
  name: string;
}
