export interface Config {
  callboard?: {
    /**
     * Features that are off have no pages, tabs, cards, widgets and header items. The backend reads
     * the same keys.
     *
     * @deepVisibility frontend
     */
    features?: {
      /** `time` and `dashboards` need it. Default: true. */
      work?: boolean;

      /** Default: the value of `work`. */
      time?: boolean;

      /** Default: the value of `work`. */
      dashboards?: boolean;

      /** Default: true. */
      notifications?: boolean;

      /** Default: true. */
      webhooks?: boolean;

      /** Default: true. */
      mail?: boolean;

      /** Default: true. */
      assistants?: boolean;

      /** Default: true. */
      organisation?: boolean;
    };
  };
}
