export interface Config {
  callboard?: {
    activity?: {
      /**
       * `named` and `pseudonymous` record views and changes. `pseudonymous` hides names from
       * readers without the permission `callboard.activity.read.named`. `off` records only changes,
       * regardless of `capture.enabled`.
       *
       * @default 'named'
       * @visibility frontend
       */
      privacy?: 'named' | 'pseudonymous' | 'off';

      capture?: {
        /**
         * Whether the portal's own analytics events (pages, searches, clicks) become activity.
         * Users can opt out individually.
         *
         * @default true
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
}
