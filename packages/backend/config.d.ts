export interface Config {
  /** The demo company. It is never active in production, regardless of these settings. */
  demo?: {
    /**
     * Adds four demo people to the sign-in page, and demo data to the catalog and Callboard. Off
     * by default.
     *
     * @visibility frontend
     */
    enabled?: boolean;

    /**
     * The folder that stores the requested size of the demo; relative to the backend's working
     * directory.
     */
    directory?: string;
  };
}
