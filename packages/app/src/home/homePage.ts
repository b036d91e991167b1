import homePlugin from '@backstage/plugin-home/alpha';

/** The home page with the header that all other pages have. */
export const homePage = homePlugin
  .getExtension('page:home')
  .override({ params: { noHeader: false } });
