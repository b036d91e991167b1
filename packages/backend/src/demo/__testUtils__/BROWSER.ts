/** The events of a browser, besides those of templates. */
export const BROWSER = ['click', 'entity_view', 'page_view', 'search'];
