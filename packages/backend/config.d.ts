export interface Config {
  /** The demo company: never in production, whatever the value. */
  demo?: {
    /**
     * Offers four people to sign in as, and fills the catalog and Callboard with their company. Off
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
