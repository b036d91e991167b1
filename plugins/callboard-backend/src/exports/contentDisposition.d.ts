declare module 'content-disposition' {
  function contentDisposition(
    filename: string,
    options?: { type?: string; fallback?: string | boolean },
  ): string;
  export default contentDisposition;
}
