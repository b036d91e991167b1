import { createApp } from '@backstage/frontend-defaults';
// install: new-header-import

export default createApp({
  features: [
    // install: new-header-feature
  ],
});
