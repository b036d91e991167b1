export interface Config {
  callboard?: {
    /**
     * Features that are off have no pages, tabs, cards, widgets or header items. The backend reads
     * the same keys.
     *
     * @deepVisibility frontend
     */
    features?: {
      /**
       * Required by `time` and `dashboards`.
       *
       * @default true
       */
      work?: boolean;

      /** By default, the value of `work`. */
      time?: boolean;

      /** By default, the value of `work`. */
      dashboards?: boolean;

      /** @default true */
      notifications?: boolean;

      /** @default true */
      webhooks?: boolean;

      /** @default true */
      mail?: boolean;

      /** @default true */
      assistants?: boolean;

      /** @default true */
      organisation?: boolean;
    };
  };
}
