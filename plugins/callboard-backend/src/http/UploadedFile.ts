/** An uploaded file; it exists for the duration of its request. */
export interface UploadedFile {
  /** Its local path. */
  path: string;
  /** The client's name of the file; untrusted. */
  name: string;
}
