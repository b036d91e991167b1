export interface Config {
  callboard?: {
    activity?: {
      /**
       * `off` records no views, regardless of `capture.enabled`; changes are
       * still recorded. `pseudonymous` records both and hides
       * names from readers. `named` records both. Default: `named`.
       *
       * @visibility frontend
       */
      privacy?: 'named' | 'pseudonymous' | 'off';

      capture?: {
        /**
         * Whether the portal's own analytics events (pages, searches, clicks) become activity.
         * Users can opt out individually. Default: true.
         *
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
}
